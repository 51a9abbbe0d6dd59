import { createHash, randomBytes } from 'node:crypto';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashBytes, hashFile, hashSlices } from '../../src/files/hash.ts';

const MIB = 1024 * 1024;
let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'provgate-hash-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

function withFile<T>(bytes: Uint8Array, work: (fd: number) => T): T {
  const path = join(dir, 'file');
  writeFileSync(path, bytes);
  const fd = openSync(path, 'r+');
  try {
    return work(fd);
  } finally {
    closeSync(fd);
  }
}

test.each([0, 1, MIB - 1, MIB, MIB + 1, 3 * MIB + 7])('the digest of %i bytes is their SHA-256', (size) => {
  const bytes = randomBytes(size);
  const expected = createHash('sha256').update(bytes).digest('hex');
  expect(withFile(bytes, (fd) => hashFile(fd, size))).toBe(expected);
  expect(hashBytes(bytes)).toBe(expected);
});

test('progress is told after every slice and the caller may stop between two', () => {
  withFile(randomBytes(4 * MIB), (fd) => {
    const slices = hashSlices(fd, 4 * MIB, MIB);
    expect([slices.next().value, slices.next().value]).toEqual([MIB, 2 * MIB]);
    expect(slices.return(hashBytes('')).done).toBe(true);
  });
});

test('a file that became shorter has no digest', () => {
  withFile(randomBytes(2 * MIB), (fd) => {
    ftruncateSync(fd, MIB);
    expect(() => hashFile(fd, 2 * MIB)).toThrow(
      expect.objectContaining({ name: 'UnreadableMediaError', kind: 'cut' }),
    );
  });
});
