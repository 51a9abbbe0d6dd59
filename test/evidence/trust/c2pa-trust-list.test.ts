import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { anchorsOf, listName, SHIPPED_ANCHORS } from '../../../src/evidence/trust/anchors.ts';
import { AUTHORITIES, ISSUED_ON } from '../../../src/evidence/trust/c2pa-trust-list.ts';

const certificates = AUTHORITIES.map(
  (authority) => [authority, new X509Certificate(Buffer.from(authority.der, 'base64'))] as const,
);
const roots = certificates.filter(([, certificate]) => certificate.verify(certificate.publicKey));
const day = Date.parse(`${ISSUED_ON}T00:00:00Z`);

describe('the C2PA trust list that is shipped', () => {
  test.each(certificates)('$name is proven by a root of the list', ({ holder, name, der }, certificate) => {
    const subject = certificate.subject.replaceAll('\\,', ',').split('\n');
    expect(subject).toEqual(expect.arrayContaining([`O=${holder}`, `CN=${name}`]));
    expect(certificate.raw.toString('base64')).toBe(der);
    const issuers = roots.filter(
      ([, root]) => certificate.checkIssued(root) && certificate.verify(root.publicKey),
    );
    expect(issuers.length).toBeGreaterThan(0);
  });

  test.each(certificates)(
    '$name may issue certificates, and could on the day of the list',
    (_, certificate) => {
      expect(certificate.ca).toBe(true);
      expect(Date.parse(certificate.validFrom)).toBeLessThan(day);
      expect(Date.parse(certificate.validTo)).toBeGreaterThan(day + 365 * 86_400_000);
    },
  );

  test('names nobody twice', () => {
    expect(new Set(certificates.map(([, { fingerprint256 }]) => fingerprint256)).size).toBe(
      certificates.length,
    );
  });

  test('is one PEM text of all of them', () => {
    expect(SHIPPED_ANCHORS.match(/BEGIN CERTIFICATE/g)).toHaveLength(AUTHORITIES.length);
    const [first = ''] = SHIPPED_ANCHORS.split(/(?<=-----END CERTIFICATE-----\n)/);
    expect(new X509Certificate(first).raw.toString('base64')).toBe(AUTHORITIES[0]?.der);
  });
});

describe('whose signature counts', () => {
  test('by default the shipped list, called by its date', () => {
    expect(anchorsOf(undefined)).toBe(SHIPPED_ANCHORS);
    expect(listName(anchorsOf(undefined))).toBe(`the C2PA trust list of ${ISSUED_ON}`);
  });

  test('a list of one’s own in its place', () => {
    expect(anchorsOf('mine')).toBe('mine');
    expect(listName('mine')).toBe('your own trust list');
  });

  test('nobody, where nobody was asked for', () => {
    expect(anchorsOf('')).toBeUndefined();
    expect(listName(anchorsOf(''))).toBeUndefined();
  });
});
