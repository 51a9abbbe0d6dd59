import { expect, test } from 'vitest';
import { glb, gltf } from '../../fixtures/build/gltf.ts';
import { png, tEXt } from '../../fixtures/build/png.ts';
import { kinds, readBytes, valuesAt } from '../helpers/read-fixture.ts';

const textures = ['a quay', 'a gull'].map((prompt) => png({ before: [tEXt('parameters', prompt)] }));

test.each([
  ['glb', glb({ images: textures })],
  ['gltf', gltf({ images: textures })],
])('textures of a %s are files of their own, by their number', async (extension, bytes) => {
  const found = await readBytes(bytes, extension);
  expect(found.problems).toEqual([]);
  expect(found.fields.filter((field) => field.member !== undefined)).toEqual([
    { where: 'png.text.parameters', value: 'a quay', member: 'gltf.image[0]' },
    { where: 'png.text.parameters', value: 'a gull', member: 'gltf.image[1]' },
  ]);
});

test('XMP in JSON is told by the registered prefixes, lists and values unwrapped', async () => {
  const packet = {
    '@context': {
      iptc: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
      dc: 'http://purl.org/dc/elements/1.1/',
    },
    'iptc:DigitalSourceType': 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
    'dc:creator': { '@list': ['Quayside', { '@value': 'Möwe' }] },
    'dc:title': { '@type': 'rdf:Alt', 'rdf:_1': { '@language': 'en', '@value': 'Quay' } },
  };
  const found = await readBytes(gltf({ extensions: { KHR_xmp_json_ld: { packets: [packet] } } }), 'gltf');
  expect(valuesAt(found, 'xmp.Iptc4xmpExt:DigitalSourceType')).toHaveLength(1);
  expect(valuesAt(found, 'xmp.dc:creator')).toEqual(['Quayside', 'Möwe']);
  expect(valuesAt(found, 'xmp.dc:title')).toEqual(['Quay']);
});

test('threat 41: keys of an object are only names', async () => {
  const text =
    '{"asset":{"version":"2.0","generator":"Tripo","__proto__":{"polluted":"1"},"constructor":"x"}}';
  const found = await readBytes(Buffer.from(text), 'gltf');
  expect(valuesAt(found, 'gltf.asset.generator')).toEqual(['Tripo']);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('a texture beyond the binary chunk is told', async () => {
  const bytes = glb({ images: textures });
  const lied = Buffer.from(bytes.toString('latin1').replace('"byteOffset":0', '"byteOffset":9'), 'latin1');
  expect((await readBytes(lied, 'glb')).problems).toEqual([]);
  const far = Buffer.from(
    bytes.toString('latin1').replace('"buffer":0,"byteO', '"buffer":0,"byteX'),
    'latin1',
  );
  expect(kinds(await readBytes(far.subarray(0, far.length - 8), 'glb'))).toEqual(['cut']);
});
