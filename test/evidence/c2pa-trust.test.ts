import { describe, expect, test } from 'vitest';
import { classify } from '../../src/classify.ts';
import { c2pa } from '../../src/evidence/c2pa.ts';
import { SHIPPED_ANCHORS } from '../../src/evidence/trust/anchors.ts';
import { notChecked } from '../../src/reports/evidence-words.ts';
import { makeIdentity } from '../../src/sample/x509.ts';
import { anchor, anchorOf, identity, signedPng, sourceOf } from './credentials.ts';

const FROM = '2026-01-01T00:00:00.000Z';
const UNTIL = '2046-01-01T00:00:00.000Z';
const CLAIM_SIGNING = '1.3.6.1.4.1.62558.2.1';
const SERVER = '1.3.6.1.5.5.7.3.1';

const made = (sourceType: string) => ({ actions: [{ action: 'c2pa.created', sourceType }] });

async function read(sourceType: string, signer = identity, trustAnchors?: string) {
  const source = await sourceOf(await signedPng(made(sourceType), undefined, signer), 'png');
  const found = await c2pa.read(source, trustAnchors === undefined ? {} : { trustAnchors });
  const claim = found.find(({ rule }) => rule === 'c2pa.action');
  return { found, claim, origin: classify(found, { statements: [] }).origin };
}

describe('threat 8: a capture clears only by a certificate that is good in every respect', () => {
  test('made for signing claims and issued by somebody on the list, it does', async () => {
    const signer = makeIdentity('Quay Camera', FROM, UNTIL, [CLAIM_SIGNING]);
    expect(await read('digitalCapture', signer, anchorOf(signer))).toMatchObject({
      claim: { status: 'read', strength: 'signed' },
      origin: 'camera',
    });
  });

  test.each([
    [
      'that has expired',
      makeIdentity('Quay Past', '2020-01-01T00:00:00.000Z', '2021-01-01T00:00:00.000Z'),
      'expired',
    ],
    ['that is not valid yet', makeIdentity('Quay Future', '2040-01-01T00:00:00.000Z', UNTIL), 'expired'],
    ['made for another purpose', makeIdentity('Quay Server', FROM, UNTIL, [SERVER]), 'invalid'],
  ])('one %s does not, although its issuer is on the list', async (_name, signer, code) => {
    const { found, claim, origin } = await read('digitalCapture', signer, anchorOf(signer));
    expect(origin).toBe('unknown');
    expect(claim).toMatchObject({ strength: 'heuristic' });
    expect(claim?.status).not.toBe('read');
    const codes = found
      .filter(({ where }) => where.endsWith('/validation/failure'))
      .map(({ excerpt }) => excerpt);
    expect(codes.join(', ')).toContain(`signingCredential.${code}`);
  });

  test.each([
    ['on no list', undefined],
    ['on the C2PA trust list', SHIPPED_ANCHORS],
    ['on somebody else’s list', anchorOf(makeIdentity('Quay Others', FROM, UNTIL))],
  ])('one whose issuer is not %s does not', async (_name, anchors) => {
    expect(await read('digitalCapture', identity, anchors)).toMatchObject({
      claim: { status: 'untrusted', strength: 'heuristic' },
      origin: 'unknown',
    });
  });

  test('generated material counts in full whoever signed it', async () => {
    expect(await read('trainedAlgorithmicMedia', identity, SHIPPED_ANCHORS)).toMatchObject({
      claim: { status: 'untrusted', strength: 'signed' },
      origin: 'genai',
    });
  });
});

describe('what checking came to is kept', () => {
  test('in words that name the list by its date', async () => {
    const { claim } = await read('digitalCapture', identity, SHIPPED_ANCHORS);
    expect(claim?.excerpt).toBe(
      'c2pa.created digitalCapture; signature intact; signer Quay Tests not on the C2PA trust list of 2026-08-05',
    );
  });

  test('code by code as the standard names them', async () => {
    const { found } = await read('digitalCapture', identity, anchor);
    const codes = found.filter(({ rule }) => rule === 'c2pa.validation');
    expect(codes.map(({ where }) => where)).not.toContain('png.caBX/validation/failure');
    expect(codes.at(-1)?.excerpt.split(', ')).toEqual(
      expect.arrayContaining([
        'claimSignature.validated',
        'assertion.dataHash.match',
        'signingCredential.trusted',
      ]),
    );
    const untrusted = (await read('digitalCapture')).found.filter(({ rule }) => rule === 'c2pa.validation');
    expect(untrusted[0]).toMatchObject({
      where: 'png.caBX/validation/failure',
      excerpt: 'signingCredential.untrusted',
    });
  });

  test('with what could not be checked without a network', async () => {
    expect(notChecked((await read('digitalCapture')).found).map(({ code }) => code)).toEqual(['revocation']);
  });
});
