import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { containers } from '../../src/containers/index.ts';
import { CONTAINER_CASES, type ContainerCase } from '../helpers/container-cases.ts';
import { readBytes } from '../helpers/read-fixture.ts';
import { faultOfContainers } from './oracle.ts';

const RUNS = { numRuns: 40, seed: 19 };
const LETTER = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
/** Shorter values may stand in a file for something else as well. */
const MIN_TEXT = 3;

/** Containers whose files here hold no text as it is read, and why. Cut files are in the contract of containers. */
const WITHOUT_TEXT: Readonly<Record<string, string>> = {
  bitmap: 'pixels only',
  blend: 'its version is put into words',
  c2pa: 'a manifest only, which is read by others',
  font: 'its text is UTF-16 of the other byte order',
  icons: 'pictures only, which are read by others',
  plain: 'pixels and sound only',
  tar: 'its names are under a check sum',
};

/** Texts under a check sum, which a changed one would break. */
const CHECKED = new Set(['tar.entry']);

/** A value that stands in the file as it is read. */
interface Text {
  readonly where: string;
  readonly value: string;
  readonly encoding: 'latin1' | 'utf16le';
}

function textsIn({ bytes, fields }: ContainerCase): readonly Text[] {
  return fields.flatMap(([where, value]) => {
    if (CHECKED.has(where) || value.length < MIN_TEXT || !/^[\n\x20-\x7e]+$/.test(value)) return [];
    const encoding = (['latin1', 'utf16le'] as const).find((one) => bytes.includes(value, 0, one));
    return encoding === undefined ? [] : [{ where, value, encoding }];
  });
}

/** The file with another text of the same length wherever the one given stands. */
function rewritten(bytes: Buffer, { value, encoding }: Text, text: string): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf(value, 0, encoding); at !== -1; at = bytes.indexOf(value, at + 2, encoding))
    copy.write(text, at, encoding);
  return copy;
}

test('every container has a file to damage, and a text to change in it or a reason', () => {
  const files = (id: string) => CONTAINER_CASES.filter((one) => one.container === id);
  expect(containers.filter(({ id }) => files(id).length === 0).map(({ id }) => id)).toEqual([]);
  const mute = containers.filter(({ id }) => files(id).every((one) => textsIn(one).length === 0));
  expect(mute.map(({ id }) => id).sort()).toEqual(Object.keys(WITHOUT_TEXT).sort());
});

describe.each(CONTAINER_CASES)('$name', (one: ContainerCase) => {
  test.each(textsIn(one))('$where is read as it was written', async (written) => {
    const { where, value } = written;
    await fc.assert(
      fc.asyncProperty(
        fc.array(LETTER, { minLength: value.length, maxLength: value.length }),
        async (letters) => {
          // What is no letter stays: it may part words, or be the markup the text stands in.
          const text = value.replace(/[a-zA-Z0-9]/g, (_, place: number) => letters[place] ?? '');
          const found = await readBytes(rewritten(one.bytes, written, text), one.extension);
          expect(found.fields).toContainEqual({ where, value: text });
        },
      ),
      RUNS,
    );
  });

  test('threat 30: anything behind its first bytes is read to an end, with work in proportion', async () => {
    const length = fc.integer({ min: 4, max: Math.min(64, one.bytes.length) });
    const rest = fc.oneof(
      fc.uint8Array({ maxLength: 4_096 }),
      fc.uint8Array({ minLength: 30_000, maxLength: 70_000 }),
    );
    await fc.assert(
      fc.asyncProperty(length, rest, async (kept, random) => {
        const bytes = Buffer.concat([one.bytes.subarray(0, kept), random]);
        const fault = await faultOfContainers({ number: 0, name: one.name, extension: one.extension, bytes });
        expect(fault).toBeUndefined();
      }),
      { ...RUNS, numRuns: 25 },
    );
  });
});
