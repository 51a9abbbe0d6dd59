import { describe, expect, test } from 'vitest';
import { join, padded, u16be, u16le, u32be, u32le } from '../../fixtures/build/bytes.ts';
import { exifSegment, jpeg } from '../../fixtures/build/jpeg.ts';
import { cameraExif, type TagValue, tiff, tiffBlock, userComment } from '../../fixtures/build/tiff.ts';
import { tagName } from '../../src/containers/exif-names.ts';
import { kinds, readBytes, valuesAt } from '../helpers/read-fixture.ts';

const inJpeg = (block: Buffer) => readBytes(jpeg({ segments: [exifSegment(block)] }), 'jpg');

/** An EXIF directory with one tag. */
async function exifOf(
  tag: number,
  value: TagValue,
  order: 'little' | 'big' = 'little',
): Promise<readonly string[]> {
  const found = await inJpeg(tiffBlock({ 34665: { directory: { [tag]: value } } }, { order }));
  expect(found.problems).toEqual([]);
  return valuesAt(found, `exif.${tagName(tag)}`);
}

describe('EXIF values', () => {
  test.each(['little', 'big'] as const)('a camera bundle is read in %s-endian order', async (order) => {
    const found = await inJpeg(
      tiffBlock(
        {
          271: 'Q',
          34665: {
            directory: {
              33434: { ratios: [[1, 50]] },
              34855: { shorts: [800] },
              42034: {
                ratios: [
                  [24, 1],
                  [70, 1],
                ],
              },
            },
          },
        },
        { order },
      ),
    );
    expect(found.fields).toEqual([
      { where: 'exif.Make', value: 'Q' },
      { where: 'exif.ExposureTime', value: '0.02' },
      { where: 'exif.PhotographicSensitivity', value: '800' },
      { where: 'exif.LensSpecification', value: '24 70' },
    ]);
  });

  test('a graph in Make and Model comes whole, as do private text tags', async () => {
    const graph = `workflow:{"nodes":[${'1,'.repeat(9000)}1]}`;
    const found = await inJpeg(
      tiffBlock({ 271: graph, 268: 'extra:{}', 65112: { raw: Buffer.from('{"AIGC":1}') } }),
    );
    expect(valuesAt(found, 'exif.Make')).toEqual([graph]);
    expect(valuesAt(found, 'exif.0x010C')).toEqual(['extra:{}']);
    expect(valuesAt(found, 'exif.RawFile')).toEqual([]);
    expect(valuesAt(found, `exif.${tagName(0xfe58)}`)).toEqual(['{"AIGC":1}']);
  });

  test('Windows tags are UTF-16 whatever their type says', async () => {
    expect(await exifOf(0x9c9c, { bytes: Buffer.from('größe\0', 'utf16le') })).toEqual(['größe']);
  });

  test('positions are never kept', async () => {
    const found = await inJpeg(
      tiffBlock({
        34853: {
          directory: {
            1: 'N',
            2: {
              ratios: [
                [52, 1],
                [31, 1],
                [0, 1],
              ],
            },
          },
        },
      }),
    );
    expect(found.fields).toEqual([]);
  });
});

describe('the user comment is read by its bytes, not by its code', () => {
  const text = 'a quay – dusk\nSteps: 20';
  const wide = Buffer.from(text, 'utf16le');
  test.each([
    ['UNICODE, little-endian in a big-endian file', 'UNICODE', wide, 'big'],
    ['UNICODE, big-endian in a little-endian file', 'UNICODE', Buffer.from(wide).swap16(), 'little'],
    ['UNICODE that is UTF-8', 'UNICODE', Buffer.from(text), 'little'],
    ['ASCII that is UTF-8', 'ASCII', Buffer.from(text), 'little'],
    ['ASCII that is UTF-16', 'ASCII', wide, 'little'],
    ['no code but zeros', '', Buffer.from(text), 'little'],
    ['padded with zeros', 'ASCII', join(Buffer.from(text), Buffer.alloc(9)), 'little'],
  ] as const)('%s', async (_, code, bytes, order) => {
    expect(await exifOf(0x9286, userComment(code, bytes), order)).toEqual([text]);
  });

  test('without any code the whole is text', async () => {
    expect(await exifOf(0x9286, { raw: Buffer.from('{"sui_image_params":{}}') })).toEqual([
      '{"sui_image_params":{}}',
    ]);
  });

  test('bytes that fit two readings give both', async () => {
    expect(
      await exifOf(0x9286, userComment('UNICODE', Buffer.from('你好', 'utf16le').swap16()), 'big'),
    ).toEqual(['你好', 'O`Y}']);
  });
});

describe('maker notes', () => {
  const entry = (order: 'little' | 'big', tag: number) =>
    order === 'little'
      ? join(u16le(tag), u16le(3), u32le(1), u32le(7))
      : join(u16be(tag), u16be(3), u32be(1), u32be(7));
  const directory = (order: 'little' | 'big') =>
    join(
      order === 'little' ? u16le(3) : u16be(3),
      entry(order, 1),
      entry(order, 2),
      entry(order, 3),
      u32le(0),
    );
  test.each([
    ['Apple', join('Apple iOS\0\0\x01MM', directory('big')), 'Apple parsed'],
    ['Nikon', join('Nikon\0\x02\x11\0\0MM\0*\0\0\0\x08', directory('big')), 'Nikon parsed'],
    ['Fujifilm', join('FUJIFILM', u32le(12), directory('little')), 'Fujifilm parsed'],
    ['Olympus', join('OLYMPUS\0II\x03\0', directory('little')), 'Olympus parsed'],
    ['a bare directory', directory('little'), 'headerless parsed'],
    ['a vendor word with nothing behind it', join('FUJIFILM', Buffer.alloc(40, 0xee)), 'Fujifilm'],
    ['noise', Buffer.alloc(64, 0xee), 'unknown'],
    ['text, as a generator writes it', Buffer.from('a1111'), 'a1111'],
  ])('%s', async (_, note, described) => {
    expect(await exifOf(0x927c, { raw: note })).toEqual([described]);
  });
});

describe('a hostile or broken EXIF block', () => {
  test('directories that point at each other are read once', async () => {
    const loop = tiffBlock({ 271: 'Q' });
    loop.writeUInt32LE(8, 8 + 2 + 12);
    const found = await inJpeg(loop);
    expect([found.problems, valuesAt(found, 'exif.Make')]).toEqual([[], ['Q']]);
  });

  test('a value that points outside the block is cut, its neighbours stand', async () => {
    const block = cameraExif();
    block.writeUInt32LE(0xfffff0, 8 + 2 + 8);
    const found = await inJpeg(block);
    expect(kinds(found)).toEqual(['cut']);
    expect(valuesAt(found, 'exif.Model')).toEqual(['Q-1']);
  });

  test('a count of four thousand million is cut, not read', async () => {
    const block = cameraExif();
    block.writeUInt32LE(0xffffffff, 8 + 2 + 4);
    expect(kinds(await inJpeg(block))).toEqual(['cut']);
  });

  test('many tags on the same large text stop at a limit', async () => {
    const text = 'x'.repeat(400_000);
    const tags = Object.fromEntries(Array.from({ length: 2000 }, (_, n) => [0x4000 + n, text.slice(0, 8)]));
    const block = tiffBlock(tags);
    const shared = join(block, text);
    for (let n = 0; n < 2000; n++) {
      shared.writeUInt32LE(text.length, 8 + 2 + n * 12 + 4);
      shared.writeUInt32LE(block.length, 8 + 2 + n * 12 + 8);
    }
    const found = await readBytes(shared, 'tif');
    expect(kinds(found)).toContain('limit');
  });

  test('a block that is no TIFF is damaged', async () => {
    expect(kinds(await inJpeg(padded('nothing like it', 40)))).toEqual(['damaged']);
  });
});

describe('TIFF files', () => {
  test('strips beyond the end are cut', async () => {
    const whole = tiff({ 305: 'Q' });
    expect((await readBytes(whole, 'tif')).problems).toEqual([]);
    const found = await readBytes(whole.subarray(0, -1), 'tif');
    expect([kinds(found), valuesAt(found, 'exif.Software')]).toEqual([['cut'], ['Q']]);
  });

  test('BigTIFF is read', async () => {
    const big = (value: number) => join(u32le(value), u32le(0));
    const entry = join(u16le(0x0131), u16le(2), big(12), big(16 + 8 + 20 + 8));
    const file = join('II+\0', u16le(8), u16le(0), big(16), big(1), entry, big(0), 'Quayside 12\0');
    const found = await readBytes(file, 'tif');
    expect([found.problems, found.fields]).toEqual([[], [{ where: 'exif.Software', value: 'Quayside 12' }]]);
  });
});
