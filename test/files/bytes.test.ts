import { randomBytes } from 'node:crypto';
import {
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bufferBytes, fileBytes, rangeOf } from '../../src/files/bytes.ts';

const content = randomBytes(300_000);
let dir = '';
let fd = -1;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'provgate-bytes-'));
  writeFileSync(join(dir, 'file'), content);
  fd = openSync(join(dir, 'file'), 'r');
});
afterAll(() => {
  closeSync(fd);
  rmSync(dir, { recursive: true });
});

describe('bytes of an open file', () => {
  test('any reads in any order give what stands there, and stay valid after later reads', () => {
    const read = fc.tuple(fc.nat(310_000), fc.oneof(fc.nat(64), fc.nat(200_000)));
    fc.assert(
      fc.property(fc.array(read, { maxLength: 20 }), (reads) => {
        const source = fileBytes(fd, content.length);
        const given = reads.map(([offset, length]) => source.read(offset, length));
        reads.forEach(([offset, length], index) => {
          expect(Buffer.from(given[index] ?? []).equals(content.subarray(offset, offset + length))).toBe(
            true,
          );
        });
      }),
      { numRuns: 100 },
    );
  });

  test('a file that becomes shorter is cut, not silently short', () => {
    const path = join(dir, 'shrinking');
    writeFileSync(path, content);
    const shrinking = openSync(path, 'r+');
    const source = fileBytes(shrinking, content.length);
    ftruncateSync(shrinking, 1000);
    expect(() => source.read(500, 1000)).toThrow(expect.objectContaining({ kind: 'cut' }));
    closeSync(shrinking);
  });

  test('a read too large for memory is a limit, whatever the file declares', () => {
    const path = join(dir, 'sparse');
    writeFileSync(path, '');
    truncateSync(path, 2 ** 34);
    const sparse = openSync(path, 'r');
    expect(() => fileBytes(sparse, 2 ** 34).read(0, 2 ** 33)).toThrow(
      expect.objectContaining({ kind: 'limit' }),
    );
    closeSync(sparse);
  });
});

describe('a part of a source', () => {
  test('is bounded by its length and by the whole', () => {
    const part = rangeOf(bufferBytes(content), 10, 20);
    expect(part.sizeBytes).toBe(20);
    expect(Buffer.from(part.read(15, 100))).toEqual(content.subarray(25, 30));
    expect(rangeOf(bufferBytes(content), 299_990, 500).sizeBytes).toBe(10);
    expect(rangeOf(bufferBytes(content), 400_000, 500).sizeBytes).toBe(0);
    expect(rangeOf(bufferBytes(content), 400_000, 500).read(0, 5)).toHaveLength(0);
  });
});
