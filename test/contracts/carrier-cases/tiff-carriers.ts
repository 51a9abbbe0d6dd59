import { u16le, u32le } from '../../../fixtures/build/bytes.ts';
import { exifSegment, jpeg, xmpSegment } from '../../../fixtures/build/jpeg.ts';
import { imageResource } from '../../../fixtures/build/psd.ts';
import { mrwWith, rafWith, x3fWith } from '../../../fixtures/build/raw.ts';
import { type Tags, type TiffOptions, tiff } from '../../../fixtures/build/tiff.ts';
import { bigTiff, secondPage } from '../../../fixtures/build/tiff-shapes.ts';
import { type Carrier, exif, iptc, store, tags, xmp } from './carrier.ts';

const utf8 = (value: string): Buffer => Buffer.from(value, 'utf8');

interface RawKind {
  readonly format: string;
  readonly extension: string;
  /** What tells it from any TIFF. */
  readonly base: Tags;
  readonly finish?: (bytes: Buffer) => Buffer;
}

/** TIFF and the raw formats built on it. */
const TIFFS: readonly RawKind[] = [
  { format: 'tiff', extension: 'tif', base: {} },
  { format: 'dng', extension: 'dng', base: { 50706: { bytes: Buffer.of(1, 4, 0, 0) } } },
  { format: 'nef', extension: 'nef', base: { 271: 'NIKON CORPORATION' } },
  { format: 'arw', extension: 'arw', base: { 271: 'SONY' } },
  { format: 'pef', extension: 'pef', base: { 271: 'PENTAX' } },
  { format: 'srw', extension: 'srw', base: { 271: 'SAMSUNG' } },
  { format: '3fr', extension: '3fr', base: { 271: 'Hasselblad' } },
  { format: 'iiq', extension: 'iiq', base: { 271: 'Phase One A/S' } },
  { format: 'rw2', extension: 'rw2', base: { 271: 'Panasonic' }, finish: marked(0x55) },
  { format: 'orf', extension: 'orf', base: { 271: 'OLYMPUS' }, finish: marked(0x4f52) },
  { format: 'cr2', extension: 'cr2', base: { 271: 'Canon' }, finish: asCr2 },
];

/** Another number in place of 42. */
function marked(magic: number) {
  return (bytes: Buffer): Buffer => {
    const copy = Buffer.from(bytes);
    u16le(magic).copy(copy, 2);
    return copy;
  };
}

/** The first directory moved to the end, so that the mark has room behind the header. */
function asCr2(bytes: Buffer): Buffer {
  const count = bytes.readUInt16LE(8);
  const directory = bytes.subarray(8, 8 + 2 + count * 12 + 4);
  const copy = Buffer.concat([bytes, directory]);
  u32le(bytes.length).copy(copy, 4);
  Buffer.from('CR\x02\0\0\0\0\0', 'latin1').copy(copy, 8);
  return copy;
}

function raw(
  { base, finish = (bytes) => bytes }: RawKind,
  given: Tags,
  order: TiffOptions['order'] = 'little',
) {
  return finish(tiff({ ...base, ...given }, order));
}

function carriersOf(kind: RawKind): readonly Carrier[] {
  const { format, extension } = kind;
  return [
    tags([format, 'tags', extension], (given) => raw(kind, { ...given })),
    xmp([format, 'tag 700', extension], (packet) => raw(kind, { 700: { bytes: utf8(packet) } })),
    iptc([format, 'tag 33723', extension], (datasets) => raw(kind, { 33723: { raw: datasets } })),
    iptc([format, 'Photoshop resources in tag 34377', extension], (datasets) =>
      raw(kind, { 34377: { bytes: imageResource(1028, datasets) } }),
    ),
    store([format, 'tag 52545', extension], (jumbf) => raw(kind, { 52545: { raw: jumbf } })),
  ];
}

/** Where the maker is what tells the format, a mark in its place makes it a plain TIFF, which is read all the same. */
const SHAPES: readonly Carrier[] = [
  tags(['tiff', 'tags, high byte first', 'tif'], (given) => tiff(given, 'big')),
  xmp(['tiff', 'tag 700, high byte first', 'tif'], (packet) => tiff({ 700: { bytes: utf8(packet) } }, 'big')),
  tags(['tiff', 'tags of the second page', 'tif'], (given) => secondPage(given)),
  tags(['tiff', 'tags of the second page, high byte first', 'tif'], (given) => secondPage(given, 'big')),
  xmp(['tiff', 'tag 700 of the second page', 'tif'], (packet) =>
    secondPage({ 700: { bytes: utf8(packet) } }),
  ),
  xmp(['tiff', 'tag 700 of a sub-directory', 'tif'], (packet) =>
    tiff({ 330: { directory: { 254: { longs: [0] }, 700: { bytes: utf8(packet) } } } }),
  ),
  store(['tiff', 'tag 52545 of a sub-directory', 'tif'], (jumbf) =>
    tiff({ 330: { directory: { 254: { longs: [0] }, 52545: { raw: jumbf } } } }),
  ),
  xmp(['tiff', 'tag 700 of a BigTIFF', 'tif'], (packet) => bigTiff({ 700: utf8(packet) })),
  store(['tiff', 'tag 52545 of a BigTIFF', 'tif'], (jumbf) => bigTiff({ 52545: jumbf })),
  xmp(['tiff', 'Photoshop resources in tag 34377', 'tif'], (packet) =>
    tiff({ 34377: { bytes: imageResource(1060, utf8(packet)) } }),
  ),
  ...exif(['tiff', 'EXIF in Photoshop resources', 'tif'], (block) =>
    tiff({ 34377: { bytes: imageResource(1058, block) } }),
  ),
];

const OTHER_RAWS: readonly Carrier[] = [
  ...exif(['raf', 'EXIF of its preview'], (block) => rafWith(jpeg({ segments: [exifSegment(block)] }))),
  xmp(['raf', 'XMP of its preview'], (packet) => rafWith(jpeg({ segments: [xmpSegment(packet)] }))),
  ...exif(['mrw', 'block TTW'], (block) => mrwWith(block)),
  ...exif(['x3f', 'EXIF of its preview'], (block) => x3fWith(jpeg({ segments: [exifSegment(block)] }))),
  xmp(['x3f', 'XMP of its preview'], (packet) => x3fWith(jpeg({ segments: [xmpSegment(packet)] }))),
];

/** Places in TIFF and in what cameras make of it. */
export const TIFF_CARRIERS: readonly Carrier[] = [...TIFFS.flatMap(carriersOf), ...SHAPES, ...OTHER_RAWS];
