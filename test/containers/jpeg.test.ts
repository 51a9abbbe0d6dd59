import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { join, u16be, u32le } from '../../fixtures/build/bytes.ts';
import { movie, userText } from '../../fixtures/build/isobmff.ts';
import {
  exifSegment,
  jpeg,
  jumbfSegments,
  resourceSegment,
  segment,
  xmpExtension,
  xmpSegment,
} from '../../fixtures/build/jpeg.ts';
import { generatedStore, superbox } from '../../fixtures/build/jumbf.ts';
import { cameraExif, tiffBlock } from '../../fixtures/build/tiff.ts';
import { xmpPacket } from '../../fixtures/build/xmp.ts';
import { kinds, readBytes, valuesAt } from '../helpers/read-fixture.ts';

const read = (parts: Parameters<typeof jpeg>[0]) => readBytes(jpeg(parts), 'jpg');

describe('JPEG segments', () => {
  test('comments, IPTC, odd text segments and EXIF are found wherever they stand, behind the scan too', async () => {
    const found = await read({
      segments: [segment(0xfe, 'by hand'), resourceSegment(0x0404, join('\x1c\x02\x50', u16be(4), 'A Nn'))],
      late: [exifSegment(cameraExif()), segment(0xe9, 'AIGC{"Label":"1"}')],
    });
    expect(found.problems).toEqual([]);
    expect(valuesAt(found, 'jpeg.comment')).toEqual(['by hand']);
    expect(valuesAt(found, 'iptc.2:80')).toEqual(['A Nn']);
    expect(valuesAt(found, 'exif.Make')).toEqual(['Quayside Optical']);
    expect(valuesAt(found, 'jpeg.app9')).toEqual(['AIGC{"Label":"1"}']);
  });

  test('EXIF too large for one segment goes on in the next', async () => {
    const text = 'a quay at dusk, '.repeat(6000);
    const block = tiffBlock({ 270: text });
    const parts = [block.subarray(0, 60_000), block.subarray(60_000)];
    const found = await read({ segments: parts.map(exifSegment) });
    expect(found.problems).toEqual([]);
    expect(valuesAt(found, 'exif.ImageDescription')).toEqual([text.trim()]);
  });

  test('stray bytes between segments are a problem but hide nothing', async () => {
    const found = await read({ segments: [segment(0xfe, 'a'), Buffer.from('stray'), segment(0xfe, 'b')] });
    expect(valuesAt(found, 'jpeg.comment')).toEqual(['a', 'b']);
    expect(kinds(found)).toEqual(['damaged']);
  });

  test('a picture without its end mark, or blank behind its header, is cut', async () => {
    const whole = jpeg({ segments: [segment(0xfe, 'a')] });
    expect(kinds(await readBytes(whole.subarray(0, -2), 'jpg'))).toEqual(['cut']);
    const blank = join(whole.subarray(0, 120), Buffer.alloc(5000));
    const found = await readBytes(blank, 'jpg');
    expect([kinds(found), valuesAt(found, 'jpeg.comment')]).toEqual([['cut'], ['a']]);
  });
});

describe('extended XMP', () => {
  const extended = Buffer.from(xmpPacket({ 'dc:source': 'x'.repeat(100_000), 'xmp:CreatorTool': 'late' }));
  const guid = createHash('md5').update(extended).digest('hex').toUpperCase();
  const main = xmpSegment(xmpPacket({ 'xmpNote:HasExtendedXMP': guid }));
  const pieces = [0, 40_000, 80_000].map((at) => xmpExtension(guid, extended, at, at + 40_000));

  test('is put together from its pieces in any order', async () => {
    const found = await read({ segments: [main, ...[...pieces].reverse()] });
    expect(found.problems).toEqual([]);
    expect(valuesAt(found, 'xmp.xmp:CreatorTool')).toEqual(['late']);
    expect(valuesAt(found, 'xmp.dc:source')[0]).toHaveLength(100_000);
  });

  test('with a piece missing is cut, never "nothing found" (threat 19)', async () => {
    expect(kinds(await read({ segments: [main, ...pieces.slice(0, 2)] }))).toEqual(['cut']);
  });
});

describe('manifest stores in APP11', () => {
  const store = generatedStore();

  test('are joined by sequence, whatever order the segments stand in', async () => {
    const found = await read({ segments: jumbfSegments(store, 97).reverse() });
    expect(found.problems).toEqual([]);
    expect(found.manifests.map(({ jumbf }) => Buffer.from(jumbf).equals(store))).toEqual([true]);
  });

  test('with a segment missing are cut', async () => {
    expect(kinds(await read({ segments: jumbfSegments(store, 97).slice(0, -1) }))).toEqual(['cut']);
  });

  test('a JUMBF box of another kind is no manifest', async () => {
    const found = await read({ segments: jumbfSegments(superbox('json', 'something')) });
    expect([found.manifests, found.problems]).toEqual([[], []]);
  });
});

describe('what follows the end mark', () => {
  test('further pictures are members, each read on its own', async () => {
    const second = jpeg({
      segments: [xmpSegment(xmpPacket({ 'Iptc4xmpExt:DigitalSourceType': 'trainedAlgorithmicMedia' }))],
    });
    const found = await read({
      trailer: join(second, Buffer.alloc(16), jpeg({ segments: [segment(0xfe, 'third')] })),
    });
    expect(found.problems).toEqual([]);
    expect(found.fields).toEqual([
      { where: 'xmp.Iptc4xmpExt:DigitalSourceType', value: 'trainedAlgorithmicMedia', member: 'picture 2' },
      { where: 'jpeg.comment', value: 'third', member: 'picture 3' },
    ]);
  });

  test('a second picture that breaks off is cut', async () => {
    expect(kinds(await read({ trailer: jpeg().subarray(0, -10) }))).toEqual(['cut']);
  });

  test('a movie appended by a phone is a member', async () => {
    const found = await read({ trailer: movie({ userData: [userText('\xa9swr', 'Q')] }) });
    expect(found.fields).toContainEqual({ where: 'isobmff.udta.©swr', value: 'Q', member: 'trailer' });
  });

  test('text is text', async () => {
    expect((await read({ trailer: Buffer.from('made with Q') })).fields).toEqual([
      { where: 'jpeg.trailer', value: 'made with Q' },
    ]);
  });

  test('the re-edit note of a Samsung gallery stands under its name', async () => {
    const name = 'PhotoEditor_Re_Edit_Data';
    const block = join('\0\0\xa1\x0b', u32le(name.length), name, '{"genAIType":2}');
    const directory = join(
      'SEFH',
      u32le(107),
      u32le(1),
      '\0\0\xa1\x0b',
      u32le(block.length),
      u32le(block.length),
    );
    const found = await read({ trailer: join(block, directory, u32le(directory.length), 'SEFT') });
    expect(found.problems).toEqual([]);
    expect(found.fields).toEqual([{ where: `jpeg.trailer.${name}`, value: '{"genAIType":2}' }]);
  });

  test('a Samsung directory that lies is damaged', async () => {
    const directory = join('SEFH', u32le(107), u32le(1), '\0\0\xa1\x0b', u32le(9999), u32le(5));
    expect(kinds(await read({ trailer: join(directory, u32le(directory.length), 'SEFT') }))).toEqual([
      'damaged',
    ]);
    expect(kinds(await read({ trailer: join('data', u32le(9999), 'SEFT') }))).toEqual(['damaged']);
  });
});
