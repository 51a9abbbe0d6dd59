import { describe, expect, test } from 'vitest';
import { join, u32le } from '../../fixtures/build/bytes.ts';
import { attribute, exr } from '../../fixtures/build/exr.ts';
import { jumbfBox } from '../../fixtures/build/jumbf.ts';
import { brotliBox, jxl } from '../../fixtures/build/jxl.ts';
import { png, tEXt } from '../../fixtures/build/png.ts';
import { imageResource, psd } from '../../fixtures/build/psd.ts';
import { icns, ico } from '../../fixtures/build/simple.ts';
import { xmpPacket } from '../../fixtures/build/xmp.ts';
import { typeOf } from '../../src/containers/formats.ts';
import { psd as reader } from '../../src/containers/psd.ts';
import { countedBytes, kinds, readBytes, sparseBytes, valuesAt } from '../helpers/read-fixture.ts';

const XMP = Buffer.from(xmpPacket({ 'xmp:CreatorTool': 'Quayside Maker' }));

describe('PSD', () => {
  test.each([
    ['uncompressed', {}],
    ['packed', { packed: true }],
    ['large', { large: true }],
    ['large and packed', { packed: true, large: true }],
  ])('%s is read', async (_, options) => {
    const found = await readBytes(psd([imageResource(1060, XMP)], options), 'psd');
    expect(found.problems).toEqual([]);
    expect(valuesAt(found, 'xmp.xmp:CreatorTool')).toEqual(['Quayside Maker']);
  });

  test('layers are not read', async () => {
    const whole = psd([imageResource(1060, XMP)]);
    const layersAt = whole.length - 10;
    const holeBytes = 1024 ** 3;
    const source = countedBytes(
      sparseBytes(
        join(whole.subarray(0, layersAt), u32be(holeBytes)),
        holeBytes,
        whole.subarray(layersAt + 4),
      ),
    );
    const found = await reader.read(source, typeOf('psd'));
    expect(found.problems).toEqual([]);
    expect(source.given()).toBeLessThan(16 * 1024);
  });
});

describe('EXR', () => {
  test('a file whose writer did not finish is cut', async () => {
    const whole = exr({ comments: 'plate' });
    whole.fill(0, whole.length - 18, whole.length - 10);
    expect(kinds(await readBytes(whole, 'exr'))).toEqual(['cut']);
  });

  test('several parts are read, and the last chunk of each must be there', async () => {
    const window = join(u32le(0), u32le(0), u32le(0), u32le(0));
    const header = (name: string): Buffer =>
      join(
        attribute('name', 'string', name),
        attribute('dataWindow', 'box2i', window),
        attribute('chunkCount', 'int', u32le(1)),
        attribute('note', 'stringvector', join(u32le(2), 'ab', u32le(1), 'c')),
        '\0',
      );
    const headers = join(header('left'), header('right'), '\0');
    const tablesAt = 8 + headers.length;
    const chunk = join(u32le(0), u32le(0), u32le(2), Buffer.of(0, 0));
    const offset = (n: number): Buffer => join(u32le(tablesAt + 16 + n * chunk.length), u32le(0));
    const file = join('\x76\x2f\x31\x01', u32le(0x1002), headers, offset(0), offset(1), chunk, chunk);
    const found = await readBytes(file, 'exr');
    expect(found.problems).toEqual([]);
    expect(valuesAt(found, 'exr.name')).toEqual(['left', 'right']);
    expect(valuesAt(found, 'exr.note')).toEqual(['ab', 'c', 'ab', 'c']);
    expect(kinds(await readBytes(file.subarray(0, file.length - 1), 'exr'))).toEqual(['cut']);
  });
});

describe('JPEG XL', () => {
  test('a compressed box that inflates beyond all measure is a limit', async () => {
    const bomb = brotliBox('xml ', Buffer.alloc(64 * 1024 * 1024));
    expect(kinds(await readBytes(jxl([bomb]), 'jxl'))).toEqual(['limit']);
  });

  test('a manifest compressed as a box is put together again', async () => {
    const store = jumbfBox('jumb', 'store');
    const found = await readBytes(jxl([brotliBox('jumb', store.subarray(8))]), 'jxl');
    expect(found.manifests.map(({ jumbf }) => Buffer.from(jumbf))).toEqual([store]);
  });

  test('a bare codestream has no place for metadata', async () => {
    const found = await readBytes(Buffer.of(0xff, 0x0a, 0x08, 0x10, 0x00), 'jxl');
    expect([found.supported, found.fields, found.problems]).toEqual([true, [], []]);
  });
});

test.each([
  ['ico', ico, 'ico.image[0]'],
  ['icns', icns, 'icns.ic07'],
] as const)('the picture in an %s is a file of its own', async (extension, build, member) => {
  const found = await readBytes(build(png({ before: [tEXt('parameters', 'a quay')] })), extension);
  expect(found.fields).toEqual([{ where: 'png.text.parameters', value: 'a quay', member }]);
});

function u32be(value: number): Buffer {
  return u32le(value).reverse();
}
