import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { SHIPPED_ANCHORS } from '../../../src/evidence/trust/anchors.ts';
import { fittingAnchors } from '../../../src/evidence/trust/fitting.ts';

const shipped = SHIPPED_ANCHORS.match(/-----BEGIN[^-]*-----[^-]*-----END CERTIFICATE-----/g) ?? [];

test('threat 8: every shipped anchor fits a credential that holds a certificate of its name, and no other', () => {
  for (const pem of shipped) {
    const { raw, subject } = new X509Certificate(pem);
    const fitting = fittingAnchors(SHIPPED_ANCHORS, [
      Buffer.from('before'),
      Buffer.concat([Buffer.from('x'), raw]),
    ]);
    const named = (fitting?.match(/-----BEGIN[^-]*-----[^-]*-----END CERTIFICATE-----/g) ?? []).map(
      (each) => new X509Certificate(each).subject,
    );
    expect(fitting).toContain(pem);
    // A certificate names itself and whoever issued it.
    expect([subject, new X509Certificate(pem).issuer]).toEqual(expect.arrayContaining(named));
  }
  expect(shipped.length).toBeGreaterThan(5);
});

test('a credential that names no anchor needs none, and a compressed one may name any', () => {
  expect(fittingAnchors(SHIPPED_ANCHORS, [Buffer.from('no certificate')])).toBeUndefined();
  expect(fittingAnchors(undefined, [Buffer.from('no certificate')])).toBeUndefined();
  expect(fittingAnchors(SHIPPED_ANCHORS, [Buffer.from('....brob....')])).toBe(SHIPPED_ANCHORS);
});

test('an anchor that cannot be taken apart always fits', () => {
  const odd = '-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----';
  expect(fittingAnchors(odd, [Buffer.from('no certificate')])).toBe(odd);
  expect(fittingAnchors('no PEM at all', [Buffer.from('x')])).toBe('no PEM at all');
});
