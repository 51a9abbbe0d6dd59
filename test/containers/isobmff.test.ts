import { describe, expect, test } from 'vitest';
import { join, u16be, u32be, u64be } from '../../fixtures/build/bytes.ts';
import {
  box,
  c2paBox,
  fullBox,
  heif,
  keysMeta,
  movie,
  tagMeta,
  userText,
  xmpBox,
} from '../../fixtures/build/isobmff.ts';
import { generatedStore } from '../../fixtures/build/jumbf.ts';
import { cameraExif, tiffBlock } from '../../fixtures/build/tiff.ts';
import { xmpPacket } from '../../fixtures/build/xmp.ts';
import { isobmff } from '../../src/containers/isobmff.ts';
import { countedBytes, kinds, readBytes, sparseBytes, valuesAt } from '../helpers/read-fixture.ts';

const AIGC = '{"Label":"1"}';
const XMP = xmpPacket({ 'xmp:CreatorTool': 'Q' });

describe('movie metadata', () => {
  test('brands, codec, compressor and handler are told', async () => {
    const found = await readBytes(movie(), 'mov');
    expect(found.fields).toEqual([
      { where: 'isobmff.brand', value: 'qt' },
      { where: 'isobmff.compatible', value: 'qt' },
      { where: 'isobmff.handler', value: 'VideoHandler' },
      { where: 'isobmff.codec', value: 'jpeg' },
      { where: 'isobmff.compressor', value: 'Photo - JPEG' },
    ]);
  });

  test('keys stand in user data, right under the movie, or at the top', async () => {
    for (const file of [
      movie({ userData: [keysMeta({ AIGC })] }),
      movie({ inMovie: [keysMeta({ AIGC })] }),
      movie({ after: [keysMeta({ AIGC })] }),
    ]) {
      expect(valuesAt(await readBytes(file, 'mp4'), 'isobmff.keys.AIGC')).toEqual([AIGC]);
    }
  });

  test('QuickTime writes its meta box without version', async () => {
    const meta = keysMeta({ 'com.apple.quicktime.model': 'Q-1' });
    const bare = box('meta', meta.subarray(12));
    const found = await readBytes(movie({ inMovie: [bare] }), 'mov');
    expect(valuesAt(found, 'isobmff.keys.com.apple.quicktime.model')).toEqual(['Q-1']);
  });

  test('tags without keys are named by four characters, free ones by their name', async () => {
    const free = box(
      '----',
      fullBox('mean', 0, 'com.apple.iTunes'),
      fullBox('name', 0, 'AIGC'),
      box('data', u32be(1), u32be(0), AIGC),
    );
    const list = tagMeta({ '\xa9too': 'Lavf61', '\xa9cmt': 'made with Q' });
    const found = await readBytes(
      movie({
        userData: [
          list,
          fullBox('meta', 0, fullBox('hdlr', 0, u32be(0), 'mdir', Buffer.alloc(13)), box('ilst', free)),
        ],
      }),
      'm4a',
    );
    expect(valuesAt(found, 'isobmff.udta.©too')).toEqual(['Lavf61']);
    expect(valuesAt(found, 'isobmff.udta.©cmt')).toEqual(['made with Q']);
    expect(valuesAt(found, 'isobmff.keys.AIGC')).toEqual([AIGC]);
  });

  test('user data text of QuickTime and of phones is read, places are not', async () => {
    const phone = fullBox('auth', 0, u16be(0x15c7), 'A Nn\0');
    const found = await readBytes(
      movie({
        userData: [userText('\xa9swr', 'Q 1'), phone, userText('\xa9xyz', '+52+13/'), box('XMP_', XMP)],
      }),
      'mov',
    );
    expect(valuesAt(found, 'isobmff.udta.©swr')).toEqual(['Q 1']);
    expect(valuesAt(found, 'isobmff.udta.auth')).toEqual(['A Nn']);
    expect(valuesAt(found, 'isobmff.udta.©xyz')).toEqual([]);
    expect(valuesAt(found, 'xmp.xmp:CreatorTool')).toEqual(['Q']);
  });

  test('XML of a camera and EXIF of Canon are read', async () => {
    const sony = fullBox(
      'meta',
      0,
      fullBox('hdlr', 0, u32be(0), 'nrtm', Buffer.alloc(13)),
      fullBox('xml ', 0, '<NonRealTimeMeta/>'),
    );
    const canon = box(
      'uuid',
      Buffer.from('85c0b687820f11e08111f4ce462b6a48', 'hex'),
      box('CMT1', cameraExif('Canon', 'Q-R')),
      box('CMT3', tiffBlock({ 1: 'x' })),
    );
    const found = await readBytes(movie({ inMovie: [canon], after: [sony] }), 'mov');
    expect(valuesAt(found, 'isobmff.xml')).toEqual(['<NonRealTimeMeta/>']);
    expect(valuesAt(found, 'exif.Make')).toEqual(['Canon']);
    expect(valuesAt(found, 'exif.MakerNote')).toEqual(['Canon parsed']);
  });

  test('a manifest store behind gigabytes of media is found without reading them', async () => {
    const store = generatedStore();
    const mediaBytes = 50_000_000_000;
    const head = join(box('ftyp', 'isom', u32be(0)), u32be(1), 'mdat', u64be(mediaBytes + 16));
    const source = countedBytes(
      sparseBytes(head, mediaBytes, join(box('moov'), c2paBox(store), xmpBox(XMP))),
    );
    const found = await isobmff.read(source, { kind: 'video', format: 'mp4', holdsMedia: false });
    expect(found.problems).toEqual([]);
    expect(found.manifests.map(({ jumbf }) => Buffer.from(jumbf).equals(store))).toEqual([true]);
    expect(source.given()).toBeLessThan(20_000);
  });
});

describe('HEIF items', () => {
  test('EXIF and XMP are found by their locations', async () => {
    const found = await readBytes(heif({ exif: cameraExif(), xmp: XMP, brand: 'heic' }), 'heic');
    expect(found.problems).toEqual([]);
    expect([valuesAt(found, 'exif.Make'), valuesAt(found, 'xmp.xmp:CreatorTool')]).toEqual([
      ['Quayside Optical'],
      ['Q'],
    ]);
  });
});

describe('a movie that is not whole', () => {
  test('without movie box, without media, or blank where they should be, is cut', async () => {
    const brand = box('ftyp', 'isom', u32be(0));
    for (const file of [
      brand,
      join(brand, box('mdat', 'x')),
      join(brand, box('moov')),
      join(brand, box('mdat', 'x'), Buffer.alloc(4000)),
      join(brand, u32be(0), 'mdat', Buffer.alloc(400)),
    ]) {
      expect(kinds(await readBytes(file, 'mp4'))).toEqual(['cut']);
    }
  });

  test('whose samples stand beyond the end is cut, even if its last box is open', async () => {
    const file = movie();
    const table = file.indexOf('stco') + 12;
    file.writeUInt32BE(file.length + 1000, table);
    expect(kinds(await readBytes(file, 'mov'))).toEqual(['cut']);
  });

  test('padding behind a whole movie is no damage', async () => {
    expect((await readBytes(join(movie(), Buffer.alloc(64)), 'mov')).problems).toEqual([]);
  });

  test('nesting and number of boxes have limits', async () => {
    let nested: Buffer = box('moov');
    for (let depth = 0; depth < 2000; depth++) nested = box('moov', nested);
    expect(kinds(await readBytes(join(box('ftyp', 'isom', u32be(0)), nested), 'mp4'))).toContain('limit');
    const many = Buffer.concat(Array.from({ length: 250_000 }, () => box('free')));
    expect(kinds(await readBytes(join(movie(), many), 'mov'))).toContain('limit');
  });

  test('a box larger than the one around it is damaged', async () => {
    const found = await readBytes(movie({ userData: [join(u32be(5000), '\xa9swr', 'x')] }), 'mov');
    expect(kinds(found)).toEqual(['damaged']);
  });
});
