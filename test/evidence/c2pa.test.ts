import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { classify } from '../../src/classify.ts';
import type { ParsedManifest } from '../../src/containers/jumbf.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { MediaSource } from '../../src/domain/media.ts';
import { c2pa } from '../../src/evidence/c2pa.ts';
import { storeClaims } from '../../src/evidence/c2pa-graph.ts';
import { type Action, type Manifest, manifestView } from '../../src/evidence/c2pa-manifest.ts';
import { VALIDATE_BYTES } from '../../src/evidence/c2pa-wasm.ts';
import { readEvidence } from '../../src/evidence/index.ts';
import type { ReadingOptions } from '../../src/evidence/reader.ts';
import { openExaminer } from '../../src/examine/pool.ts';
import { anchor, credentialBeside, plainPng, signedPng, sourceOf, type TestManifest } from './credentials.ts';

const NOTES = new Set(['c2pa.validation', 'c2pa.revocation']);

/** What credentials say, without the notes on how they were checked. */
async function told(source: MediaSource, options: ReadingOptions): Promise<readonly Evidence[]> {
  return [...(await c2pa.read(source, options))].filter(({ rule }) => !NOTES.has(rule));
}

async function read(bytes: Buffer, trustAnchors?: string): Promise<readonly Evidence[]> {
  const options = trustAnchors === undefined ? {} : { trustAnchors };
  return [...(await told(await sourceOf(bytes, 'png'), options))];
}

async function verdict(manifest: TestManifest, trustAnchors?: string) {
  const { origin, involvement, suspected, conflict } = classify(
    await read(await signedPng(manifest), trustAnchors),
    { statements: [] },
  );
  return { origin, involvement, suspected, conflict };
}

const SOURCE_TYPES = 'http://cv.iptc.org/newscodes/digitalsourcetype/';
const NO_MANIFEST: Manifest = {
  label: 'urn:x',
  generators: ['Quay Editor'],
  actions: [],
  ingredients: [],
  others: [],
  redacted: [],
  isComplete: true,
};
const action = (name: string, term: string): Action => ({
  name,
  sourceType: SOURCE_TYPES + term,
  agent: undefined,
  description: undefined,
  isGathered: false,
});
const UNKNOWN = { origin: 'unknown', involvement: 'undetermined', suspected: false, conflict: false };
const created = (sourceType: string) => ({ action: 'c2pa.created', sourceType });

describe('what one manifest says', () => {
  test.each([
    ['created as trained media is generated', [created('trainedAlgorithmicMedia')], 'full'],
    [
      'created as composite with trained media is edited',
      [created('compositeWithTrainedAlgorithmicMedia')],
      'partial',
    ],
    [
      'a later visible action with trained media is an edit',
      [created('digitalCreation'), { action: 'c2pa.edited', sourceType: 'trainedAlgorithmicMedia' }],
      'partial',
    ],
    [
      'generation outweighs the edits that follow it',
      [created('trainedAlgorithmicMedia'), { action: 'c2pa.edited', sourceType: 'trainedAlgorithmicMedia' }],
      'full',
    ],
  ] as const)('%s', async (_name, actions, involvement) => {
    expect(await verdict({ actions })).toEqual({
      origin: 'genai',
      involvement,
      suspected: false,
      conflict: false,
    });
  });

  test.each([
    ['an action without source type', [{ action: 'c2pa.edited' }]],
    ['a composite of unknown parts', [created('composite')]],
    ['a screen capture', [created('screenCapture')]],
    ['a published file', [{ action: 'c2pa.published' }]],
  ] as const)('%s says nothing of origin', async (_name, actions) => {
    expect(await verdict({ actions })).toEqual(UNKNOWN);
  });

  test('a wrapper action that speaks of trained media is a question', async () => {
    const actions = [{ action: 'c2pa.converted', sourceType: 'trainedAlgorithmicMedia' }];
    expect(await verdict({ actions })).toEqual({ ...UNKNOWN, suspected: true });
  });

  test('a permission to train on a file is no sign that it was generated', async () => {
    const data = { entries: { 'c2pa.ai_generative_training': { use: 'allowed' } } };
    const assertions = [{ label: 'c2pa.training-mining', data }];
    expect(await verdict({ actions: [{ action: 'c2pa.edited' }], assertions })).toEqual(UNKNOWN);
  });

  test.each([
    ['Microsoft Responsible AI Image Provenance', undefined],
    ['Dreamina', undefined],
    ['Quay Editor', 'Image Creator from Designer'],
  ])('%s with agent %s is generated even without a source type', async (generator, agent) => {
    const actions = [{ action: 'c2pa.created', ...(agent === undefined ? {} : { agent }) }];
    expect(await verdict({ generator, actions })).toMatchObject({ origin: 'genai', involvement: 'full' });
  });

  test('an action described as "AI Generated Image" is generated', async () => {
    const actions = [{ action: 'c2pa.created', description: 'AI Generated Image' }];
    expect(await verdict({ actions })).toMatchObject({ origin: 'genai', involvement: 'full' });
  });

  test.each([
    ['c2pa.ai-disclosure', { modelName: 'Quay 1' }, 'partial'],
    ['c2pa.ai_generated_content', { ai_generated: true, model: 'Flux.2' }, 'full'],
    ['com.suno.provenance', { systemName: 'Suno' }, 'full'],
    [
      'stds.iptc',
      {
        '@context': {},
        'Iptc4xmpExt:DigitalSourceType':
          'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
      },
      'full',
    ],
  ])('assertion %s is a GenAI claim', async (label, data, involvement) => {
    const assertions = [{ label, data }];
    const found = await verdict({ actions: [{ action: 'c2pa.edited' }], assertions });
    expect(found).toMatchObject({ origin: 'genai', involvement });
  });

  test('a watermark that only generators apply is a question, any other is not', async () => {
    const binding = (alg: string) => ({
      actions: [{ action: 'c2pa.edited' }],
      assertions: [{ label: 'c2pa.soft-binding', data: { alg, blocks: [] } }],
    });
    expect(await verdict(binding('com.microsoft.invismark.1'))).toEqual({ ...UNKNOWN, suspected: true });
    expect(await verdict(binding('com.adobe.trustmark.P'))).toEqual(UNKNOWN);
  });
});

describe('the chain of ingredients', () => {
  let generated: Buffer;
  let captured: Buffer;
  beforeAll(async () => {
    generated = await signedPng({ actions: [created('trainedAlgorithmicMedia')] });
    captured = await signedPng({ actions: [created('digitalCapture')] });
  });
  const opened = { action: 'c2pa.opened', about: [0] };

  test('a file edited from a generated parent is derived', async () => {
    const ingredients = [{ relationship: 'parentOf', bytes: generated }];
    const found = await verdict({ actions: [opened, { action: 'c2pa.color_adjustments' }], ingredients });
    expect(found).toMatchObject({ origin: 'genai', involvement: 'derived' });
  });

  test('a file that only passes a generated parent on is generated', async () => {
    const ingredients = [{ relationship: 'parentOf', bytes: generated }];
    const found = await verdict({ actions: [opened, { action: 'c2pa.transcoded' }], ingredients });
    expect(found).toMatchObject({ origin: 'genai', involvement: 'full' });
  });

  test.each(['componentOf', 'inputTo'])(
    'a generated ingredient as %s makes the file derived',
    async (relationship) => {
      const ingredients = [{ relationship, bytes: generated }];
      const found = await verdict({ actions: [{ action: 'c2pa.created' }], ingredients });
      expect(found).toMatchObject({ origin: 'genai', involvement: 'derived' });
    },
  );

  test('a generative action on a captured parent is an edit, not a contradiction', async () => {
    const ingredients = [{ relationship: 'parentOf', bytes: captured }];
    const actions = [opened, { action: 'c2pa.edited', sourceType: 'compositeWithTrainedAlgorithmicMedia' }];
    const found = await verdict({ actions, ingredients }, anchor);
    expect(found).toEqual({ origin: 'genai', involvement: 'partial', suspected: false, conflict: false });
  });

  test('an edit without a complete list does not inherit its parent’s camera', async () => {
    const ingredients = [{ relationship: 'parentOf', bytes: captured }];
    const actions = [opened, { action: 'c2pa.edited' }];
    expect(await verdict({ actions, ingredients }, anchor)).toEqual(UNKNOWN);
  });

  test('an ingredient without credential takes the camera claim away', async () => {
    const ingredients = [{ relationship: 'componentOf', bytes: await plainPng() }];
    const actions = [created('digitalCapture'), { action: 'c2pa.placed', about: [0] }];
    expect(await verdict({ actions, ingredients }, anchor)).toEqual(UNKNOWN);
  });
});

describe('signature and binding', () => {
  test('threat 8: a capture claim counts only where the signer chains to a configured anchor', async () => {
    const manifest = { actions: [created('digitalCapture')] };
    expect(await verdict(manifest)).toEqual(UNKNOWN);
    expect(await verdict(manifest, anchor)).toMatchObject({ origin: 'camera', involvement: 'none' });
  });

  test('threat 8: a capture the signer was only told of clears nothing, and generation it was told of counts', async () => {
    const gathered = (sourceType: string) => ({ actions: [created(sourceType)], isGathered: true });
    expect(await verdict(gathered('digitalCapture'), anchor)).toEqual(UNKNOWN);
    expect(await verdict(gathered('trainedAlgorithmicMedia'), anchor)).toMatchObject({ origin: 'genai' });
  });

  test('threat 8: human work counts only with anchor and a complete list', async () => {
    const manifest = { actions: [created('digitalCreation')], isComplete: true };
    expect(await verdict(manifest)).toEqual(UNKNOWN);
    expect(await verdict({ ...manifest, isComplete: false }, anchor)).toEqual(UNKNOWN);
    expect(await verdict(manifest, anchor)).toMatchObject({ origin: 'human', involvement: 'none' });
  });

  test('an intact GenAI claim is signed although nobody knows the signer', async () => {
    const [claim] = await read(await signedPng({ actions: [created('trainedAlgorithmicMedia')] }));
    expect(claim).toMatchObject({ strength: 'signed', status: 'untrusted' });
  });

  test('pixels changed after signing leave the GenAI claim standing', async () => {
    const [claim] = await read(changed(await signedPng({ actions: [created('trainedAlgorithmicMedia')] })));
    expect(claim).toMatchObject({
      strength: 'standard',
      status: 'tampered',
      points: { origin: 'genai', involvement: 'full' },
    });
  });

  test('pixels changed after signing make a capture claim a contradiction', async () => {
    const bytes = changed(await signedPng({ actions: [created('digitalCapture')] }));
    const found = classify(await read(bytes, anchor), { statements: [] });
    expect(found).toMatchObject({ origin: 'unknown', conflict: true });
  });

  test('a broken signature never hides the GenAI claim', async () => {
    const bytes = await signedPng({ actions: [created('trainedAlgorithmicMedia')] });
    const at = bytes.indexOf('trainedAlgorithmicMedia');
    bytes.write('TrainedAlgorithmicMedia', at, 'latin1');
    const [claim] = await read(bytes);
    expect(claim).toMatchObject({ strength: 'standard', status: 'tampered', points: { origin: 'genai' } });
  });

  test('threat 34: a credential that cannot be read makes the file suspected', async () => {
    const source = await sourceOf(await plainPng(), 'png');
    const broken = {
      ...source,
      manifests: [{ where: 'png.caBX', jumbf: Buffer.from('no credential at all') }],
    };
    const found = await told(broken, {});
    expect(found).toMatchObject([{ rule: 'c2pa.unreadable', status: 'unjudged' }]);
    expect(classify(found, { statements: [] })).toMatchObject({ origin: 'unknown', suspected: true });
  });

  test('a credential from another file is read and not believed to be checked', async () => {
    const other = await sourceOf(await signedPng({ actions: [created('trainedAlgorithmicMedia')] }), 'png');
    const plain = await sourceOf(await plainPng(), 'png');
    const found = await told({ ...plain, manifests: other.manifests }, {});
    expect(found).toMatchObject([{ strength: 'standard', status: 'unchecked', points: { origin: 'genai' } }]);
  });

  test('a file too large to check at once keeps its claim, marked as unchecked', async () => {
    const source = await sourceOf(await signedPng({ actions: [created('trainedAlgorithmicMedia')] }), 'png');
    const huge = { ...source, bytes: { ...source.bytes, sizeBytes: VALIDATE_BYTES + 1 } };
    expect(await told(huge, {})).toMatchObject([{ strength: 'standard', status: 'unchecked' }]);
  });

  test('a file of many megabytes is checked range by range', async () => {
    const source = await sourceOf(
      await signedPng({ actions: [created('trainedAlgorithmicMedia')] }, await bigPng()),
      'png',
    );
    expect(source.bytes.sizeBytes).toBeGreaterThan(50 * 1024 * 1024);
    let largest = 0;
    const bytes: MediaSource['bytes'] = {
      sizeBytes: source.bytes.sizeBytes,
      read: (offset, length) => {
        largest = Math.max(largest, length);
        return source.bytes.read(offset, length);
      },
    };
    expect(await told({ ...source, bytes }, {})).toMatchObject([{ strength: 'signed' }]);
    expect(largest).toBeLessThanOrEqual(8 * 1024 * 1024);
  });
});

describe('what checking came to, in plain words', () => {
  const manifest = { actions: [created('trainedAlgorithmicMedia')] };

  test('an intact signature by nobody we know', async () => {
    const [claim] = await read(await signedPng(manifest));
    expect(claim?.excerpt).toBe(
      'c2pa.created trainedAlgorithmicMedia; signature intact; signer Quay Tests not on a trust list, as none is used',
    );
  });

  test('an intact signature by a signer on the list', async () => {
    const [claim] = await read(await signedPng(manifest), anchor);
    expect(claim).toMatchObject({ status: 'read', strength: 'signed' });
    expect(claim?.excerpt).toMatch(/; signature intact; signer Quay Tests on your own trust list$/);
  });

  test('pixels changed after signing, with the status as the standard names it', async () => {
    const [claim] = await read(changed(await signedPng(manifest)));
    expect(claim?.excerpt).toMatch(
      /signature intact, file changed after signing \(assertion\.dataHash\.mismatch/,
    );
  });

  test('a signature that was never checked, and why', async () => {
    const source = await sourceOf(await signedPng(manifest), 'png');
    const [claim] = await told({ ...source, type: { ...source.type, format: 'psd' } }, {});
    expect(claim).toMatchObject({ status: 'unchecked' });
    expect(claim?.excerpt).toMatch(/; signature not checked: no validator for psd$/);
  });
});

describe('a credential in a file beside its picture', () => {
  const manifest = (sourceType: string) => ({ actions: [created(sourceType)] });
  const beside = async (store: Buffer, picture: Buffer, trustAnchors?: string) => {
    const source = {
      ...(await sourceOf(picture, 'png')),
      manifests: [{ where: 'c2pa.beside', jumbf: store }],
    };
    return [...(await told(source, trustAnchors === undefined ? {} : { trustAnchors }))];
  };
  let picture: Buffer;
  beforeAll(async () => {
    picture = await plainPng();
  });

  test('is checked against the bytes of that picture', async () => {
    const store = await credentialBeside(manifest('trainedAlgorithmicMedia'), picture);
    expect(await beside(store, picture)).toMatchObject([{ strength: 'signed', status: 'untrusted' }]);
    expect(await beside(store, picture, anchor)).toMatchObject([{ strength: 'signed', status: 'read' }]);
  });

  test('of another picture is broken, and its GenAI claim stands', async () => {
    const store = await credentialBeside(manifest('trainedAlgorithmicMedia'), picture);
    const [claim] = await beside(store, Buffer.concat([picture, Buffer.from('x')]), anchor);
    expect(claim).toMatchObject({ strength: 'standard', status: 'tampered', points: { origin: 'genai' } });
    expect(claim?.excerpt).toContain('assertion.dataHash.mismatch');
  });

  test('threat 8: makes a capture signed only by a signer on the list, and only for its own picture', async () => {
    const store = await credentialBeside(manifest('digitalCapture'), picture);
    const other = Buffer.concat([picture, Buffer.from('x')]);
    expect(await beside(store, picture)).toMatchObject([{ strength: 'heuristic', status: 'untrusted' }]);
    expect(await beside(store, picture, anchor)).toMatchObject([{ strength: 'signed', status: 'read' }]);
    expect(await beside(store, other, anchor)).toMatchObject([{ strength: 'heuristic', status: 'tampered' }]);
  });

  test('that was cut out of the picture it was bound to is not checked', async () => {
    const signed = await sourceOf(await signedPng(manifest('digitalCapture'), picture), 'png');
    const store = Buffer.from(signed.manifests[0]?.jumbf ?? []);
    const [claim] = await beside(store, picture, anchor);
    expect(claim).toMatchObject({ strength: 'heuristic', status: 'unchecked' });
  });
});

test('threat 8: beside its picture on disk, a credential is judged by the anchors the examiner was given', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'provgate-credential-'));
  const picture = join(dir, 'quay.png');
  const sidecars = [join(dir, 'quay.c2pa')];
  writeFileSync(picture, await plainPng());
  const manifest = { actions: [created('digitalCapture')] };
  writeFileSync(join(dir, 'quay.c2pa'), await credentialBeside(manifest, await plainPng()));
  const statuses: unknown[] = [];
  for (const options of [{ trustAnchors: '' }, { trustAnchors: anchor }]) {
    const examiner = openExaminer({ workers: 1, ...options });
    const result = await examiner.examine(picture, { sidecars });
    await examiner.close();
    statuses.push(
      result.kind === 'examined'
        ? result.sidecarEvidence.filter(({ reader, rule }) => reader === 'c2pa' && !NOTES.has(rule))
        : result.kind,
    );
  }
  rmSync(dir, { recursive: true });
  expect(statuses).toMatchObject([
    [{ subject: 'location', rule: 'c2pa.action', status: 'untrusted', strength: 'heuristic' }],
    [{ subject: 'location', rule: 'c2pa.action', status: 'read', strength: 'signed' }],
  ]);
});

describe('what was taken out', () => {
  test('of an ingredient is a question where GenAI is told there, and otherwise only takes the camera claim away', async () => {
    const said = (label: string) =>
      storeClaims(
        [{ ...NO_MANIFEST, actions: [action('c2pa.created', 'digitalCapture')], redacted: [label] }],
        () => [],
      ).map(({ rule, points }) => [rule, points]);
    expect(said('c2pa.actions')).toEqual([['c2pa.redacted', 'unjudged']]);
    expect(said('stds.exif')).toEqual([
      ['c2pa.redacted', { origin: 'unknown', involvement: 'undetermined' }],
    ]);
  });

  test('is read from the claim of the manifest that took it out', () => {
    const reference = 'self#jumbf=/c2pa/urn:x/c2pa.assertions/c2pa.actions.v2__1';
    const parsed: ParsedManifest = {
      label: 'urn:y',
      kind: 'manifest',
      claim: { redacted_assertions: [reference] },
      claimVersion: 2,
      claimGenerator: undefined,
      assertions: [],
      ingredients: [],
      hasSignature: true,
    };
    expect(manifestView(parsed).redacted).toEqual(['c2pa.actions']);
  });
});

describe('an ingredient without credential', () => {
  test.each([
    [
      'trainedAlgorithmicMedia',
      [{ rule: 'c2pa.ingredient', points: { origin: 'genai', involvement: 'derived' } }],
    ],
    ['digitalCapture', []],
  ])('that calls itself %s', (term, expected) => {
    const ingredient = { relationship: 'componentOf', manifest: undefined, sourceType: SOURCE_TYPES + term };
    expect(storeClaims([{ ...NO_MANIFEST, ingredients: [ingredient] }], () => [])).toMatchObject(expected);
  });
});

describe('signed copies of metadata', () => {
  test.each([
    ['c2pa.metadata', { 'Iptc4xmpExt:DigitalSourceType': `${SOURCE_TYPES}trainedAlgorithmicMedia` }],
    [
      'cawg.metadata',
      { 'Iptc4xmpExt:DigitalSourceType': { '@id': `${SOURCE_TYPES}trainedAlgorithmicMedia` } },
    ],
    ['stds.iptc', { 'Iptc4xmpExt:DigitalSourceType': [{ '@value': 'trainedAlgorithmicMedia' }] }],
    ['cawg.metadata', { 'Iptc4xmpExt:AISystemUsed': 'Quay 1' }],
  ])('%s that says GenAI is believed', (label, content) => {
    const claims = storeClaims([{ ...NO_MANIFEST, others: [{ label, content }] }], () => []);
    expect(claims).toMatchObject([{ rule: 'c2pa.metadata', points: { origin: 'genai' } }]);
  });

  test('a camera in them clears nothing', () => {
    const content = { 'Iptc4xmpExt:DigitalSourceType': `${SOURCE_TYPES}digitalCapture` };
    expect(
      storeClaims([{ ...NO_MANIFEST, others: [{ label: 'cawg.metadata', content }] }], () => []),
    ).toEqual([]);
  });
});

describe('a validator that breaks', () => {
  test('costs the credential of that file its check, and the next file gets a new one', async () => {
    const source = await sourceOf(await signedPng({ actions: [created('trainedAlgorithmicMedia')] }), 'png');
    const read = (): never => {
      throw Object.assign(new Error('unreachable'), { name: 'RuntimeError' });
    };
    const [claim] = await told({ ...source, bytes: { ...source.bytes, read } }, {});
    expect(claim).toMatchObject({ status: 'unchecked', strength: 'standard', points: { origin: 'genai' } });
    expect(claim?.excerpt).toMatch(/the validator stopped on this file$/);
    expect(await told(source, {})).toMatchObject([{ status: 'untrusted', strength: 'signed' }]);
  });

  test('several credentials in one file are read and none is taken for checked', async () => {
    const source = await sourceOf(await signedPng({ actions: [created('digitalCapture')] }), 'png');
    const found = await told(
      { ...source, manifests: [...source.manifests, ...source.manifests] },
      { trustAnchors: anchor },
    );
    expect(found).toMatchObject([{ status: 'unchecked', strength: 'heuristic' }, { status: 'unchecked' }]);
  });
});

describe('credentials kept elsewhere', () => {
  afterEach(() => vi.restoreAllMocks());

  test('threat 41: a remote credential is named and never fetched', async () => {
    const connect = vi.spyOn(net.Socket.prototype, 'connect');
    const fetched = vi.spyOn(globalThis, 'fetch');
    const source = await sourceOf(await plainPng(), 'png');
    const fields = [{ where: 'xmp.dcterms:provenance', value: 'https://example.com/manifest.c2pa' }];
    const found = await readEvidence({ ...source, fields });
    expect(found).toMatchObject([{ rule: 'c2pa.remote' }]);
    expect(found[0]?.points).toBeUndefined();
    expect(connect).not.toHaveBeenCalled();
    expect(fetched).not.toHaveBeenCalled();
  });
});

/** The same PNG with one byte of its picture data changed. */
function changed(png: Buffer): Buffer {
  const copy = Buffer.from(png);
  const at = copy.indexOf('IDAT') + 12;
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

async function bigPng(): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  const pixels = Buffer.alloc(4800 * 3800 * 3);
  return sharp(pixels, { raw: { width: 4800, height: 3800, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
}
