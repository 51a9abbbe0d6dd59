import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { asciiFbx, fbx } from '../../fixtures/build/fbx.ts';
import { binaryStl, blend, obj, ply, usda, usdc, xcf } from '../../fixtures/build/models.ts';
import { png, tEXt } from '../../fixtures/build/png.ts';
import { unpackLz4 } from '../../src/containers/lz4.ts';
import { kinds, readBytes, valuesAt } from '../helpers/read-fixture.ts';

const PICTURE = png({ before: [tEXt('parameters', 'a quay at dusk')] });
const PROMPT = { where: 'png.text.parameters', value: 'a quay at dusk' };

describe('pictures inside models are read as files of their own', () => {
  test.each([
    ['FBX', fbx('Maker', 'App', PICTURE), 'fbx'],
    ['Blender', blend('405', PICTURE), 'blend'],
    ['compressed Blender', gzipSync(blend('279', PICTURE)), 'blend'],
    ['Blender in Zstandard', zstdCompressSync(blend('405', PICTURE)), 'blend'],
  ])('%s', async (_what, bytes, extension) => {
    const found = await readBytes(bytes, extension);
    expect(found.problems).toEqual([]);
    expect(found.fields).toContainEqual(expect.objectContaining(PROMPT));
    expect(found.fields.find((field) => field.where === PROMPT.where)?.member).toBeDefined();
  });

  test('threat 19: a picture written out as text in an FBX is not unpacked, and that is said', async () => {
    const text = asciiFbx('Maker', 'App').toString();
    const embedded = text.replace('Objects:  {', 'Objects:  {\n\tContent: ,\n\t\t"iVBORw0KGgo="');
    expect(kinds(await readBytes(Buffer.from(embedded), 'fbx'))).toEqual(['limit']);
  });
});

describe('threat 19: a model that ends before its structure does is incomplete', () => {
  test.each([
    ['a binary STL', binaryStl('quay'), 'stl', 5],
    ['a binary PLY', ply('quay'), 'ply', 5],
    ['a USD crate', usdc('by hand and by eye'), 'usdc', 5],
    ['a GIMP picture', xcf('by hand', ''), 'xcf', 8],
    ['a Blender file', blend('405', Buffer.alloc(99)), 'blend', 24],
  ])('%s', async (_what, bytes, extension, missingBytes) => {
    expect(kinds(await readBytes(bytes, extension))).toEqual([]);
    expect(kinds(await readBytes(bytes.subarray(0, -missingBytes), extension))).toEqual(['cut']);
  });

  test('a PLY whose header promises a thousand points holds them', async () => {
    const lying = Buffer.from(ply('quay').toString('latin1').replace('vertex 1', 'vertex 1000'), 'latin1');
    expect(kinds(await readBytes(lying, 'ply'))).toEqual(['cut']);
  });
});

test('a binary STL is known by its name and read by its header', async () => {
  const found = await readBytes(binaryStl('https://github.com/mikedh/trimesh'), 'stl');
  expect(valuesAt(found, 'stl.header')).toEqual(['https://github.com/mikedh/trimesh']);
  expect(found.supported).toBe(true);
});

test('only comments before the first statement of an OBJ are its writer’s', async () => {
  const late = Buffer.concat([obj('Blender 4.2.0'), Buffer.from('# parameters\n')]);
  expect(valuesAt(await readBytes(late, 'obj'), 'obj.comment')).toEqual(['Blender 4.2.0']);
});

describe('USD', () => {
  test('a parenthesis in quotes does not end the layer’s metadata', async () => {
    const found = await readBytes(usda('one ) of two', 'Maker'), 'usda');
    expect(valuesAt(found, 'usd.layer.creator')).toEqual(['Maker']);
  });

  test('names of a crate are left out, strings are kept', async () => {
    expect(
      valuesAt(await readBytes(usdc('Mesh', 'by hand', 'https://quay.example'), 'usd'), 'usd.string'),
    ).toEqual(['by hand', 'https://quay.example']);
  });

  test('a compressed run that repeats itself is unpacked, one that lies is damaged', () => {
    // Four literals, then a match of eight from four back.
    const packed = Buffer.from([0, 0x44, 0x61, 0x62, 0x63, 0x64, 4, 0, 0x10, 0x65]);
    expect(Buffer.from(unpackLz4(packed, 13, 'x')).toString()).toBe('abcdabcdabcde');
    expect(() => unpackLz4(packed, 12, 'x')).toThrow();
    expect(() => unpackLz4(Buffer.from([0, 0x14, 0x61, 9, 0]), 9, 'x')).toThrow();
  });
});
