import { expect, test } from 'vitest';
import { join, padded, u16be } from '../../fixtures/build/bytes.ts';
import { identification, klv, mxf } from '../../fixtures/build/mxf.ts';
import { xmpPacket } from '../../fixtures/build/xmp.ts';
import { kinds, readBytes, valuesAt } from '../helpers/read-fixture.ts';

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const item = (tag: number, value: Buffer): Buffer => join(u16be(tag), u16be(value.length), value);

test('every writer is named, oldest first', async () => {
  const found = await readBytes(
    mxf([identification('ARRI', 'ALEXA'), identification('Quayside', 'Rewrap')]),
    'mxf',
  );
  expect(found.problems).toEqual([]);
  expect(valuesAt(found, 'mxf.CompanyName')).toEqual(['ARRI', 'Quayside']);
});

test('tagged values and names of packages are read', async () => {
  const value = join('B', Buffer.alloc(16), utf16('made with quayside'));
  const tagged = join(item(0x5001, utf16('Comments')), item(0x5003, value));
  const set = (kind: string, content: Buffer): Buffer => klv(`060e2b34025301010d01010101${kind}`, content);
  const found = await readBytes(
    mxf([set('013f00', tagged), set('013600', item(0x4402, utf16('A001C002')))]),
    'mxf',
  );
  expect(valuesAt(found, 'mxf.tag.Comments')).toEqual(['made with quayside']);
  expect(valuesAt(found, 'mxf.material.Name')).toEqual(['A001C002']);
});

test('XMP in a stream of its own is read as XMP', async () => {
  const found = await readBytes(mxf([], xmpPacket({ 'xmp:CreatorTool': 'Quayside Maker' })), 'mxf');
  expect(valuesAt(found, 'xmp.xmp:CreatorTool')).toEqual(['Quayside Maker']);
});

test('a run-in before the header is passed', async () => {
  const found = await readBytes(join(padded('run-in', 100), mxf([identification('ARRI', 'ALEXA')])), 'mxf');
  expect(found.problems).toEqual([]);
  expect(valuesAt(found, 'mxf.CompanyName')).toEqual(['ARRI']);
});

test('a file without the footer it names is cut', async () => {
  const file = mxf([identification('ARRI', 'ALEXA')]);
  expect(kinds(await readBytes(file.subarray(0, file.length - 160), 'mxf'))).toEqual(['cut']);
});
