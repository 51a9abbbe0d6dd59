import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { join, padded, u16le, u32be, u32le } from '../../fixtures/build/bytes.ts';
import { box } from '../../fixtures/build/isobmff.ts';
import { cameraExif, tiffBlock } from '../../fixtures/build/tiff.ts';
import { FORMATS } from '../../src/containers/formats.ts';
import { MAGIC } from '../../src/containers/magic.ts';
import { sniff } from '../../src/containers/sniff.ts';
import { bufferBytes } from '../../src/files/bytes.ts';
import { CONTAINER_CASES } from '../helpers/container-cases.ts';

const typed = (bytes: Uint8Array | string, extension = '') => sniff(bufferBytes(join(bytes)), extension);
const formatOf = (bytes: Uint8Array | string, extension = '') => typed(bytes, extension).format;
const brand = (name: string, ...more: string[]) => box('ftyp', name, u32be(0), ...more);

/** A ZIP of empty, stored entries. */
function zip(...names: readonly string[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const name of names) {
    const common = join(u16le(20), Buffer.alloc(8), Buffer.alloc(12), u16le(name.length), u16le(0));
    const local = join('PK\x03\x04', common, name);
    central.push(join('PK\x01\x02', u16le(20), common, Buffer.alloc(10), u32le(at), name));
    locals.push(local);
    at += local.length;
  }
  const directory = join(...central);
  const end = join(
    'PK\x05\x06',
    Buffer.alloc(4),
    u16le(names.length),
    u16le(names.length),
    u32le(directory.length),
    u32le(at),
    u16le(0),
  );
  return join(...locals, directory, end);
}

describe('the tables', () => {
  test('every format is listed once and every extension names one', () => {
    const formats = FORMATS.map((one) => one.format);
    expect(new Set(formats).size).toBe(formats.length);
    const extensions = FORMATS.flatMap((one) => one.extensions);
    expect(extensions.filter((one, index) => extensions.indexOf(one) !== index)).toEqual([]);
    expect(extensions.every((one) => /^[a-z0-9]+$/.test(one))).toBe(true);
  });

  test('every signature belongs to a format or a family', () => {
    const known = new Set(FORMATS.map((one) => one.format));
    expect(MAGIC.filter((one) => one.format !== one.format.toUpperCase() && !known.has(one.format))).toEqual(
      [],
    );
  });
});

describe('a format is known by its bytes, whatever the name says', () => {
  test.each(CONTAINER_CASES.filter((one) => !['text', 'mp3', 'obj'].includes(one.container)))(
    '$name',
    (one) => {
      const named = typed(one.bytes, one.extension);
      expect(named.format).not.toBe('unknown');
      expect(typed(one.bytes, 'doc').kind).toBe(named.kind);
    },
  );

  test.each([
    ['mov', brand('qt  ')],
    ['mp4', brand('isom')],
    ['m4a', brand('M4A ')],
    ['cr3', brand('crx ')],
    ['avif', brand('avif')],
    ['avif', brand('mif1', 'avif')],
    ['heic', brand('mif1', 'heic')],
    ['mov', join(u32be(8), 'moov')],
    ['webm', join('\x1aE\xdf\xa3', '\x42\x82\x84webm')],
    ['mkv', join('\x1aE\xdf\xa3', '\x42\x82\x88matroska')],
    ['opus', join('OggS', Buffer.alloc(24), 'OpusHead')],
    ['mxf', join(Buffer.alloc(9), '\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02\x01\x01\x02')],
    ['r3d', join(u32be(100), 'RED2')],
    ['dpx', 'SDPX'],
    ['exr', '\x76\x2f\x31\x01'],
    ['m2ts', join(...[0, 1, 2].map(() => padded('G', 188)))],
    ['aiff', join('FORM', u32be(4), 'AIFF')],
    ['aep', join('RIFX', u32be(4), 'Egg!')],
    ['cr2', join('II*\0', u32le(16), 'CR\x02\0', Buffer.alloc(8))],
    ['dng', tiffBlock({ 50706: { bytes: Buffer.of(1, 4, 0, 0) } })],
    ['pdf', join(Buffer.alloc(100, 1), '%PDF-1.7')],
    ['tar', join(Buffer.alloc(257, 0x61), 'ustar')],
    ['iso', join(Buffer.alloc(32_769), 'CD001')],
    ['dmg', join(Buffer.alloc(600), padded('koly', 512))],
    ['aaf', join('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', Buffer.alloc(8), '\x06\x0e\x2b\x34')],
    ['ebustl', '850STL25.01'],
    ['fbx', 'Kaydara FBX Binary  \0'],
    ['unknown', Buffer.alloc(64, 0xee)],
  ])('%s', (format, bytes) => {
    expect(formatOf(bytes)).toBe(format);
  });

  test('a maker’s raw format needs the maker in the file, not only the name', () => {
    expect(formatOf(cameraExif('NIKON CORPORATION'), 'nef')).toBe('nef');
    expect(formatOf(cameraExif('Some Model Inc'), 'nef')).toBe('tiff');
  });
});

describe('packages and archives hold media; documents and layered pictures do not', () => {
  test.each([
    ['zip', zip('a.png'), true],
    ['otioz', zip('content.otio', 'media/a.mov'), true],
    ['docx', zip('[Content_Types].xml', 'word/document.xml'), false],
    ['pptx', zip('[Content_Types].xml', 'ppt/presentation.xml'), false],
    ['3mf', zip('[Content_Types].xml', '3D/3dmodel.model'), false],
    ['usdz', zip('scene.usdc'), false],
    ['prproj', gzipSync('<?xml version="1.0"?><PremiereData Version="3">'), true],
    ['gzip', gzipSync('anything'), true],
    ['7z', '7z\xbc\xaf\x27\x1c', true],
    ['psd', '8BPS\0\x01', false],
    ['blend', 'BLENDER-v300', false],
    ['pdf', '%PDF-1.7', false],
  ])('%s', (format, bytes, holdsMedia) => {
    expect(typed(bytes)).toMatchObject({ format, holdsMedia });
  });
});

describe('cuts are known by their content, and by their name where that is all there is (threat 1)', () => {
  test.each([
    ['edl', 'TITLE: QUAYSIDE\nFCM: NON-DROP FRAME\n'],
    ['edl', '000001  A003C012 V     C        01:00:00:00 01:00:02:00 00:00:00:00 00:00:02:00 \n'],
    ['ale', 'Heading\r\nFIELD_DELIM\tTABS\r\n'],
    ['otio', '{"OTIO_SCHEMA": "Timeline.1"}'],
    ['fcpxml', '<?xml version="1.0"?>\n<!DOCTYPE fcpxml>\n<!-- a --><fcpxml version="1.11">'],
    ['xmeml', '<!DOCTYPE xmeml><xmeml version="5">'],
    ['mlt', '<mlt LC_NUMERIC="C">'],
    ['cpl', '<cpl:CompositionPlaylist xmlns:cpl="x">'],
    ['pkl', '<PackingList>'],
    ['assetmap', '<am:AssetMap>'],
    ['mhl', '<hashlist version="2.0">'],
  ])('%s: %s', (format, text) => {
    expect(typed(text, 'txt')).toEqual({ kind: 'container', format, holdsMedia: true });
  });

  test.each(['otio', 'edl', 'aaf', 'fcpxml', 'prproj', 'mhl'])('a broken .%s is still a cut', (extension) => {
    expect(typed('{"tracks": [', extension)).toEqual({
      kind: 'container',
      format: extension,
      holdsMedia: true,
    });
  });

  test.each(['aaf', 'avb', 'drp', 'zip', 'iso'])(
    'bytes that say nothing under .%s hold media',
    (extension) => {
      expect(typed(Buffer.alloc(64, 0xee), extension)).toMatchObject({ kind: 'container', holdsMedia: true });
      expect(typed('', extension)).toMatchObject({ holdsMedia: true });
    },
  );

  test('a name does not make a picture a cut', () => {
    expect(formatOf(cameraExif(), 'aaf')).toBe('tiff');
  });

  test.each([
    ['json', '{"prompt": {}}', 'json'],
    ['text', 'a quay at dusk', 'txt'],
    ['markdown', '# Quay', 'md'],
    ['xmp', '<?xpacket begin=""?>', 'txt'],
    ['svg', '<svg xmlns="http://www.w3.org/2000/svg">', 'xml'],
    ['html', '<!DOCTYPE html><p>', 'txt'],
    ['xml', '<whatever/>', 'xml'],
    ['gltf', '{"asset":{"version":"2.0"}}', 'json'],
    ['text', Buffer.from('\ufeffwide', 'utf16le'), 'txt'],
  ])('%s is text of another kind', (format, text, extension) => {
    expect(typed(text, extension)).toMatchObject({ format, holdsMedia: false });
  });
});

test('hostile text is looked at quickly (threat 30)', () => {
  const size = 64 * 1024;
  for (const piece of [
    'TITLE:',
    '123 ',
    '<',
    '<!--',
    '{"asset":{',
    ' ',
    '\n',
    '001 A V C 01:',
    'solid ',
    '<a ',
    ']>',
    '<?',
  ]) {
    const started = performance.now();
    formatOf(piece.repeat(size / piece.length), 'edl');
    expect(performance.now() - started, piece).toBeLessThan(100);
  }
});
