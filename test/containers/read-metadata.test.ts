import { describe, expect, test } from 'vitest';
import { join, u16le, u32le } from '../../fixtures/build/bytes.ts';
import { movie } from '../../fixtures/build/isobmff.ts';
import { exifSegment, jpeg } from '../../fixtures/build/jpeg.ts';
import { png, tEXt } from '../../fixtures/build/png.ts';
import { cameraExif, tiff } from '../../fixtures/build/tiff.ts';
import { kinds, readBytes, valuesAt } from '../helpers/read-fixture.ts';

const mismatches = async (bytes: Uint8Array, extension: string) =>
  valuesAt(await readBytes(bytes, extension), 'file.mismatch');

describe('name and bytes (threat 41)', () => {
  test('that disagree are told, and the bytes are read as what they are', async () => {
    const found = await readBytes(png({ before: [tEXt('parameters', 'a quay')] }), 'jpg');
    expect(found.fields).toEqual([
      { where: 'png.text.parameters', value: 'a quay' },
      { where: 'file.mismatch', value: 'jpg≠png' },
    ]);
    expect(await mismatches(Buffer.from('only words'), 'mov')).toEqual(['mov≠text']);
    expect(await mismatches(Buffer.alloc(100, 0xee), 'exr')).toEqual(['exr≠unknown']);
  });

  test('that are near each other or say nothing are no mismatch', async () => {
    expect(await mismatches(movie(), 'mp4')).toEqual([]);
    expect(await mismatches(tiff(), 'dng')).toEqual([]);
    expect(await mismatches(Buffer.from('{}'), 'txt')).toEqual([]);
    expect(await mismatches(Buffer.from('<html></html>'), 'doc')).toEqual([]);
    expect(await mismatches(png(), '')).toEqual([]);
    expect(await mismatches(png(), 'whatever')).toEqual([]);
  });

  test('a second format hidden behind the first is read too', async () => {
    const name = 'a.txt';
    const entry = join(
      u16le(20),
      Buffer.alloc(8),
      u32le(0),
      u32le(0),
      u32le(0),
      u16le(name.length),
      u16le(0),
    );
    const local = join('PK\x03\x04', entry, name);
    const picture = jpeg({ segments: [exifSegment(cameraExif())] });
    const central = join('PK\x01\x02', u16le(20), entry, Buffer.alloc(10), u32le(picture.length), name);
    const end = join(
      'PK\x05\x06',
      Buffer.alloc(4),
      u16le(1),
      u16le(1),
      u32le(central.length),
      u32le(picture.length + local.length),
      u16le(0),
    );
    const found = await readBytes(join(picture, local, central, end), 'zip');
    expect(valuesAt(found, 'file.mismatch')).toEqual(['zip≠jpeg']);
    expect(valuesAt(found, 'exif.Make')).toEqual(['Quayside Optical']);
  });
});

describe('a file whose bytes never came', () => {
  test('is cut: empty, or zero where its signature should be', async () => {
    expect((await readBytes(Buffer.alloc(0), 'png')).problems).toEqual([
      { kind: 'cut', where: 'file', reason: 'the file is empty' },
    ]);
    expect(kinds(await readBytes(Buffer.alloc(5000), 'mov'))).toEqual(['cut']);
  });

  test('an empty text is just empty, and zeros without a telling name are just unknown', async () => {
    expect(await readBytes(Buffer.alloc(0), 'txt')).toMatchObject({ problems: [], supported: true });
    expect(await readBytes(Buffer.alloc(5000), '')).toMatchObject({ problems: [], supported: false });
  });

  test('a format without a signature may begin with zeros', async () => {
    expect(await readBytes(join(Buffer.alloc(80), u32le(0)), 'stl')).toMatchObject({ problems: [] });
  });

  test('bytes that are nothing at all under a telling name are damaged', async () => {
    expect(kinds(await readBytes(Buffer.alloc(400, 0xee), 'png'))).toEqual(['damaged']);
  });
});

test('files in files stop at a depth', async () => {
  let nested = png({ before: [tEXt('a', 'innermost')] });
  for (let depth = 0; depth < 5; depth++) nested = png({ trailer: nested });
  const found = await readBytes(nested, 'png');
  expect(kinds(found)).toEqual(['limit']);
  expect(found.fields).toEqual([]);
});

test('text larger than its limit is a limit, not a silence (threat 19)', async () => {
  expect(kinds(await readBytes(Buffer.alloc(17 * 1024 * 1024, 0x61), 'txt'))).toEqual(['limit']);
});
