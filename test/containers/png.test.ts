import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { join, u32be } from '../../fixtures/build/bytes.ts';
import { gif } from '../../fixtures/build/gif.ts';
import { iTXt, png, pngChunk, tEXt, zTXt } from '../../fixtures/build/png.ts';
import { cameraExif } from '../../fixtures/build/tiff.ts';
import { xmpPacket } from '../../fixtures/build/xmp.ts';
import { png as reader } from '../../src/containers/png.ts';
import { countedBytes, kinds, readBytes, sparseBytes, valuesAt } from '../helpers/read-fixture.ts';

describe('PNG text', () => {
  test('stands before and after the image data, in three forms, and twice under one keyword', async () => {
    const found = await readBytes(
      png({
        before: [tEXt('parameters', 'first'), iTXt('Description', 'Möwe – kai', true)],
        after: [
          zTXt('workflow', '{"nodes":[]}'),
          tEXt('parameters', 'second'),
          iTXt('AIGC', '{"Label":"1"}'),
        ],
      }),
    );
    expect(found.problems).toEqual([]);
    expect(found.fields.map((field) => [field.where, field.value])).toEqual([
      ['png.text.parameters', 'first'],
      ['png.text.Description', 'Möwe – kai'],
      ['png.text.workflow', '{"nodes":[]}'],
      ['png.text.parameters', 'second'],
      ['png.text.AIGC', '{"Label":"1"}'],
    ]);
  });

  test('is UTF-8 where it is valid, Latin-1 otherwise', async () => {
    const found = await readBytes(
      png({ before: [tEXt('a', Buffer.from('größe')), tEXt('b', Buffer.from('größe', 'latin1'))] }),
    );
    expect([valuesAt(found, 'png.text.a'), valuesAt(found, 'png.text.b')]).toEqual([['größe'], ['größe']]);
  });

  test('of an animated ComfyUI picture stands in chunks of its own', async () => {
    const found = await readBytes(
      png({ after: [pngChunk('comf', 'prompt\0{"3":{}}'), pngChunk('comf', 'workflow\0{}')] }),
    );
    expect(found.fields).toEqual([
      { where: 'png.text.prompt', value: '{"3":{}}' },
      { where: 'png.text.workflow', value: '{}' },
    ]);
  });
});

describe('PNG metadata blocks', () => {
  function rawProfile(name: string, bytes: Buffer): string {
    return `\n${name}\n${String(bytes.length).padStart(8)}\n${(bytes.toString('hex').match(/.{1,72}/g) ?? []).join('\n')}\n`;
  }

  test('ImageMagick profiles are EXIF, XMP and IPTC', async () => {
    const iptc = join('8BIM\x04\x04\0\0', u32be(11), '\x1c\x02\x6e\0\x06Agency', '\0');
    const found = await readBytes(
      png({
        before: [
          zTXt('Raw profile type exif', rawProfile('exif', join('Exif\0\0', cameraExif()))),
          zTXt(
            'Raw profile type xmp',
            rawProfile('xmp', Buffer.from(xmpPacket({ 'photoshop:Credit': 'Made with Google AI' }))),
          ),
          tEXt('Raw profile type iptc', rawProfile('IPTC profile', iptc)),
        ],
      }),
    );
    expect(found.problems).toEqual([]);
    expect(valuesAt(found, 'exif.Model')).toEqual(['Q-1']);
    expect(valuesAt(found, 'xmp.photoshop:Credit')).toEqual(['Made with Google AI']);
    expect(valuesAt(found, 'iptc.2:110')).toEqual(['Agency']);
  });

  test('XMP in an iTXt chunk is read as XMP, not as text', async () => {
    const found = await readBytes(
      png({ before: [iTXt('XML:com.adobe.xmp', xmpPacket({ 'xmp:CreatorTool': 'Q' }))] }),
    );
    expect(found.fields).toEqual([{ where: 'xmp.xmp:CreatorTool', value: 'Q' }]);
  });
});

describe('a hostile or broken PNG', () => {
  test('a decompression bomb stops at its limit, and so do its thousand siblings (threat 19)', async () => {
    const bomb = zTXt('parameters', Buffer.alloc(40 * 1024 * 1024, 0x20));
    const found = await readBytes(png({ before: Array.from({ length: 1000 }, () => bomb) }));
    expect(kinds(found)).toEqual(['limit']);
  });

  test('text whose compressed data breaks off is given as far as it goes, with its problem', async () => {
    const whole = deflateSync('Steps: 20, Sampler: Euler a '.repeat(500));
    const found = await readBytes(
      png({ before: [pngChunk('zTXt', join('parameters\0\0', whole.subarray(0, 60)))] }),
    );
    expect(kinds(found)).toEqual(['damaged']);
    expect(valuesAt(found, 'png.text.parameters')[0]).toMatch(/^Steps: 20, Sampler/);
  });

  test('one broken chunk does not hide the others', async () => {
    const found = await readBytes(png({ before: [pngChunk('iTXt', 'Title\0\x01'), tEXt('Software', 'Q')] }));
    expect([kinds(found), valuesAt(found, 'png.text.Software')]).toEqual([['damaged'], ['Q']]);
  });

  test('blank room where chunks should be is a copy that stopped', async () => {
    const whole = png({ before: [tEXt('a', 'b')] });
    const found = await readBytes(join(whole.subarray(0, 60), Buffer.alloc(400)));
    expect(kinds(found)).toContain('cut');
  });

  test('a file behind the end chunk is read as a member', async () => {
    const found = await readBytes(png({ trailer: gif() }));
    expect(found.problems).toEqual([]);
    const hidden = await readBytes(png({ trailer: png({ before: [tEXt('parameters', 'hidden')] }) }));
    expect(hidden.fields).toEqual([{ where: 'png.text.parameters', value: 'hidden', member: 'trailer' }]);
  });
});

test('image data is passed over, not read', async () => {
  const small = png({ before: [tEXt('a', 'b')], after: [tEXt('c', 'd')] });
  const dataAt = small.indexOf('IDAT') + 4;
  const holeBytes = 1_000_000_000;
  const head = Buffer.from(small.subarray(0, dataAt));
  head.writeUInt32BE(holeBytes, dataAt - 8);
  const after = small.subarray(small.indexOf('tEXtc') - 4);
  const source = countedBytes(sparseBytes(head, holeBytes, join(u32be(0), after)));
  const found = await reader.read(source, { kind: 'image', format: 'png', holdsMedia: false });
  expect(found.fields.map((field) => field.where)).toEqual(['png.text.a', 'png.text.c']);
  expect(source.given()).toBeLessThan(1000);
});
