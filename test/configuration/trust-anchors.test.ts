import { chmodSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { readTrustAnchors } from '../../src/configuration/trust-anchors.ts';
import { anchor } from '../evidence/credentials.ts';

let dir: string;
let file: string;
beforeEach(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), 'provgate-anchors-')));
  file = join(dir, 'anchors.pem');
  writeFileSync(file, `# a list\n${anchor}`, { mode: 0o600 });
});
const read = (named: string, mediaRoot?: string, userId?: number) =>
  readTrustAnchors({ PROVGATE_TRUST_ANCHORS: named }, mediaRoot, userId);
const reason = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
};

test('nothing named leaves the shipped list in force', () => {
  expect(readTrustAnchors({})).toBeUndefined();
  expect(readTrustAnchors({ PROVGATE_TRUST_ANCHORS: '' })).toBeUndefined();
});

test('"none" trusts nobody', () => {
  expect(readTrustAnchors({ PROVGATE_TRUST_ANCHORS: 'none' })).toBe('');
});

test('the certificates of the file are read, and nothing else in it', () => {
  expect(read(file)).toBe(anchor);
});

describe('threat 8: refused, because whoever can change it decides which cameras are believed', () => {
  const refusal = { code: 'bad-configuration' };

  test('a file inside the media root, also through a link', () => {
    const media = join(dir, 'media');
    mkdirSync(media);
    writeFileSync(join(media, 'anchors.pem'), anchor, { mode: 0o600 });
    symlinkSync(join(media, 'anchors.pem'), join(dir, 'link.pem'));
    expect(reason(() => read(join(media, 'anchors.pem'), media))).toMatchObject(refusal);
    expect(reason(() => read(join(dir, 'link.pem'), media))).toMatchObject(refusal);
    expect(read(file, media)).toBe(anchor);
  });

  test.each([0o620, 0o602, 0o666])('a file of mode %o', (mode) => {
    chmodSync(file, mode);
    expect(reason(() => read(file))).toMatchObject(refusal);
  });

  test('a file in a folder others can write to', () => {
    chmodSync(dir, 0o777);
    expect(reason(() => read(file))).toMatchObject(refusal);
    chmodSync(dir, 0o1777);
    expect(read(file)).toBe(anchor);
  });

  test.skipIf(process.geteuid?.() === 0)('a file of another user', () => {
    expect(reason(() => read(file, undefined, (process.geteuid?.() ?? 0) + 1))).toMatchObject(refusal);
  });

  test.each([
    ['that is not there', (name: string) => `${name}.gone`],
    ['that is a folder', () => dir],
  ])('a file %s', (_name, named) => {
    expect(reason(() => read(named(file)))).toMatchObject(refusal);
  });

  test.each([
    ['no certificate', 'certificates follow'],
    ['a broken certificate', anchor.replace('MII', 'MIX')],
    ['a certificate that is none', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
  ])('a file with %s', (_name, text) => {
    writeFileSync(file, text);
    expect(reason(() => read(file))).toMatchObject(refusal);
  });
});
