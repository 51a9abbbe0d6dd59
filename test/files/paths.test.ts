import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RelPath, ROOT } from '../../src/domain/path.ts';
import {
  baseName,
  comparePaths,
  diskPath,
  displayPath,
  extensionOf,
  isUnder,
  parentOf,
  pathBytes,
  pathFromBytes,
  relPath,
} from '../../src/files/paths.ts';

const path = (text: string): RelPath => pathFromBytes(Buffer.from(text));

describe('a path stands for exact bytes', () => {
  test('any name of any bytes comes back byte for byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 255 }), (bytes) => {
        expect(pathBytes(pathFromBytes(bytes))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  test('two Latin-1 names that read alike as UTF-8 stay two paths (threat 11)', () => {
    const first = pathFromBytes(Buffer.from([0xe9, 0x2e, 0x70]));
    const second = pathFromBytes(Buffer.from([0xe8, 0x2e, 0x70]));
    expect(first).not.toBe(second);
    expect(displayPath(first)).toBe('%E9.p');
  });

  test('NFC and NFD twins are two paths', () => {
    expect(path('\u00e9')).not.toBe(path('e\u0301'));
  });

  test('order is byte order, not the order of UTF-16 units', () => {
    const emoji = path('\u{1F600}');
    const privateUse = path('\uFFFD');
    expect(comparePaths(emoji, privateUse)).toBeGreaterThan(0);
  });
});

describe('paths below a root', () => {
  test('the root itself is ROOT and outside is nothing', () => {
    expect(relPath('/m/prod', '/m/prod')).toBe(ROOT);
    expect(relPath('/m/prod', '/m/prod/a/b.png')).toBe('a/b.png');
    expect(relPath('/m/prod', '/m/production/a')).toBeUndefined();
    expect(relPath('/m/prod', '/m')).toBeUndefined();
    expect(relPath('/m/prod', '/m/prod/..a')).toBe('..a');
  });

  test('a name that is no UTF-8 is opened by its bytes', () => {
    const odd = pathFromBytes(Buffer.from([0x61, 0xff]));
    expect(diskPath('/m', odd)).toEqual(Buffer.from([0x2f, 0x6d, 0x2f, 0x61, 0xff]));
    expect(diskPath('/m', path('a'))).toBe('/m/a');
  });

  test('parts of a path', () => {
    expect(parentOf(path('a/b/c.PNG'))).toBe('a/b');
    expect(parentOf(path('c'))).toBe(ROOT);
    expect(baseName(path('a/b/c.PNG'))).toBe('c.PNG');
    expect(extensionOf('a/b/c.PNG')).toBe('png');
    expect(extensionOf('a/.hidden')).toBe('');
    expect(isUnder(path('ab/c'), path('a'))).toBe(false);
    expect(isUnder(path('a/c'), path('a'))).toBe(true);
    expect(isUnder(path('a'), ROOT)).toBe(true);
  });
});
