import { describe, expect, test } from 'vitest';
import { join, u32le } from '../../fixtures/build/bytes.ts';
import { png, tEXt } from '../../fixtures/build/png.ts';
import { docx, kra, zip } from '../../fixtures/build/zip.ts';
import { kinds, readBytes, valuesAt } from '../helpers/read-fixture.ts';

describe('ZIP', () => {
  test('threat 38: names that climb out of the archive are only names', async () => {
    const names = ['../../etc/passwd', '/absolute', 'C:\\windows\\x', 'a/../../b'];
    const found = await readBytes(zip(names.map((name) => ({ name, content: 'x' }))), 'zip');
    expect(found.problems).toEqual([]);
    expect(valuesAt(found, 'zip.entry')).toEqual(names);
  });

  test('what says that it unpacks beyond all measure is not unpacked', async () => {
    const bomb = Buffer.alloc(256 * 1024 * 1024);
    const found = await readBytes(zip([{ name: 'bomb.bin', content: bomb }]), 'zip');
    expect(found.problems).toEqual([
      { kind: 'limit', where: 'zip.bomb.bin', reason: 'unpacked it is larger than 128 MiB' },
    ]);
  });

  test('many entries that unpack to one bomb together end at a limit of them all', async () => {
    const frame = Buffer.alloc(100 * 1024 * 1024);
    const entries = Array.from({ length: 7 }, (_, n) => ({ name: `${n}.bin`, content: frame }));
    const found = await readBytes(zip(entries), 'zip');
    expect(found.problems[0]).toMatchObject({
      kind: 'limit',
      reason: 'all its parts together are too large',
    });
  });

  test('an entry that inflates beyond all measure, or is encrypted, is a limit', async () => {
    const bomb = docx({}, [{ name: 'docProps/core.xml', content: Buffer.alloc(64 * 1024 * 1024, ' ') }]);
    expect(kinds(await readBytes(bomb, 'docx'))).toEqual(['limit']);
    const locked = docx({ AIGC: '{}' });
    const at = locked.lastIndexOf('docProps/custom.xml') - 46;
    locked.writeUInt16LE(1, at + 8);
    expect(kinds(await readBytes(locked, 'docx'))).toEqual(['limit']);
  });

  test('sizes and places of 64 bits are read', async () => {
    const plain = zip([{ name: 'quay.txt', content: 'x', isStored: true }]);
    const end = plain.lastIndexOf('PK\x05\x06');
    const directoryAt = plain.readUInt32LE(end + 16);
    const record = join('PK\x06\x06', Buffer.alloc(28), u64(1), u64(end - directoryAt), u64(directoryAt));
    const locator = join('PK\x06\x07', u32le(0), u64(end), u32le(1));
    const saturated = Buffer.from(plain.subarray(end));
    saturated.fill(0xff, 8, 20);
    const found = await readBytes(join(plain.subarray(0, end), record, locator, saturated), 'zip');
    expect(found.problems).toEqual([]);
    expect(valuesAt(found, 'zip.entry')).toEqual(['quay.txt']);
  });
});

describe('Krita', () => {
  test('the flattened picture of a painting is a file of its own', async () => {
    const picture = png({ before: [tEXt('parameters', 'a quay')] });
    const found = await readBytes(kra(picture, {}), 'kra');
    expect(found.fields).toContainEqual({
      where: 'png.text.parameters',
      value: 'a quay',
      member: 'kra.mergedimage',
    });
  });
});

function u64(value: number): Buffer {
  return join(u32le(value), u32le(0));
}

test('a thousand entries that all unpack the same bomb weigh no more than one', async () => {
  const bomb = zip([
    { name: 'mimetype', content: 'application/x-krita', isStored: true },
    ...Array.from({ length: 1000 }, (_, n) => ({
      name: `annotations/${n}.txt`,
      content: Buffer.alloc(1024 * 1024, 'x'),
    })),
  ]);
  expect(kinds(await readBytes(bomb, 'kra'))).toEqual(['limit']);
});
