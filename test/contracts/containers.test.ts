import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { containers } from '../../src/containers/index.ts';
import { readMetadata } from '../../src/containers/read-metadata.ts';
import { sniff } from '../../src/containers/sniff.ts';
import type { Metadata } from '../../src/domain/media.ts';
import { bufferBytes } from '../../src/files/bytes.ts';
import { CONTAINER_CASES, type ContainerCase } from '../helpers/container-cases.ts';

/** Far above what any of these small files needs, on a busy machine. */
const SLOW_MS = 1500;

async function read(bytes: Uint8Array, extension: string): Promise<Metadata> {
  const source = bufferBytes(bytes);
  const started = performance.now();
  const found = await readMetadata(sniff(source, extension), source, extension);
  expect(performance.now() - started).toBeLessThan(SLOW_MS);
  return found;
}

/** Whether anything tells that a file is not what it was. */
function isNoticed(found: Metadata): boolean {
  return found.problems.length > 0 || found.fields.some((field) => field.where === 'file.mismatch');
}

test('every container reader is listed once and has a case', () => {
  const ids = containers.map((container) => container.id);
  expect(new Set(ids).size).toBe(ids.length);
  const formats = containers.flatMap((container) => container.formats);
  expect(new Set(formats).size).toBe(formats.length);
  const covered = new Set(CONTAINER_CASES.map((one) => one.container));
  expect(ids.filter((id) => !covered.has(id))).toEqual([]);
});

describe.each(CONTAINER_CASES)(
  '$name',
  ({ bytes, extension, fields, manifest, container, hasNoEnd, alsoWholeAt }: ContainerCase) => {
    test('is read whole, by the reader of its format', async () => {
      const type = sniff(bufferBytes(bytes), extension);
      expect(containers.find((one) => one.id === container)?.formats).toContain(type.format);
      const found = await read(bytes, extension);
      expect(found.problems).toEqual([]);
      expect(found.supported).toBe(true);
      for (const [where, value] of fields) expect(found.fields).toContainEqual({ where, value });
      expect(found.manifests.map((store) => store.where)).toEqual(manifest === undefined ? [] : [manifest]);
    });

    test.skipIf(hasNoEnd !== undefined)('cut at any byte is never silently whole (threat 19)', async () => {
      const whole = await read(bytes, extension);
      for (let length = 0; length < bytes.length; length++) {
        const found = await read(bytes.subarray(0, length), extension);
        if (!isNoticed(found) && !alsoWholeAt?.includes(length)) {
          expect({ length, fields: found.fields }).toEqual({ length, fields: whole.fields });
          expect(found.manifests.length).toBe(whole.manifests.length);
        }
      }
    });

    test('with any byte lying is read to an end', async () => {
      const copy = Buffer.from(bytes);
      for (let at = 0; at < bytes.length; at++) {
        const value = bytes[at] ?? 0;
        for (const lie of [0, 0xff, 0x7f, (value + 1) & 255]) {
          copy[at] = lie;
          await read(copy, extension);
        }
        copy[at] = value;
      }
    });

    test('changed at random is read to an end', async () => {
      const change = fc.tuple(fc.nat(bytes.length), fc.nat(8), fc.uint8Array({ maxLength: 8 }));
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
          let changed = bytes;
          for (const [at, removed, added] of changes) {
            changed = Buffer.concat([changed.subarray(0, at), added, changed.subarray(at + removed)]);
          }
          await read(changed, extension);
        }),
        { numRuns: 200 },
      );
    });
  },
);
