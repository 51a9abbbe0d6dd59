import { fixedText, join, u16le, u32le } from './bytes.ts';

/** One EXIF value: text, short integers, rationals as [numerator, denominator], or raw bytes of type UNDEFINED. */
export type ExifValue =
  | { readonly text: string }
  | { readonly short: number }
  | { readonly long: number }
  | { readonly ratio: readonly [number, number] }
  | { readonly raw: Uint8Array };

/** The tags the sample writes, by their names in EXIF 3.0. */
const TAGS = {
  Make: 0x010f,
  Model: 0x0110,
  Orientation: 0x0112,
  XResolution: 0x011a,
  YResolution: 0x011b,
  ResolutionUnit: 0x0128,
  Software: 0x0131,
  DateTime: 0x0132,
  YCbCrPositioning: 0x0213,
  ExposureTime: 0x829a,
  FNumber: 0x829d,
  ExifIfd: 0x8769,
  PhotographicSensitivity: 0x8827,
  ExifVersion: 0x9000,
  DateTimeOriginal: 0x9003,
  DateTimeDigitized: 0x9004,
  OffsetTimeOriginal: 0x9011,
  ComponentsConfiguration: 0x9101,
  FocalLength: 0x920a,
  UserComment: 0x9286,
  SubSecTimeOriginal: 0x9291,
  FlashpixVersion: 0xa000,
  ColorSpace: 0xa001,
  PixelXDimension: 0xa002,
  PixelYDimension: 0xa003,
  FileSource: 0xa300,
  SceneType: 0xa301,
  BodySerialNumber: 0xa431,
  LensModel: 0xa434,
} as const;
type TagName = keyof typeof TAGS;

/** Values by tag name; written in rising order of tag numbers, as TIFF 6.0 §2 asks. */
export type ExifTags = { readonly [Tag in TagName]?: ExifValue };

const HEADER_BYTES = 8;

/** A little-endian TIFF block with IFD0 and an EXIF sub-directory (EXIF 3.0 §4.6.2). */
export function exifBlock(ifd0: ExifTags, exif: ExifTags): Buffer {
  const first = directory({ ...ifd0, ExifIfd: { long: 0 } }, HEADER_BYTES);
  const exifAt = HEADER_BYTES + first.length;
  return join(
    'II*\0',
    u32le(HEADER_BYTES),
    directory({ ...ifd0, ExifIfd: { long: exifAt } }, HEADER_BYTES),
    directory(exif, exifAt),
  );
}

/** A user comment as .NET image writers store it: the code `UNICODE`, then UTF-16 with the little end first. */
export function unicodeComment(text: string): ExifValue {
  return { raw: join(fixedText('UNICODE', 8), Buffer.from(text, 'utf16le')) };
}

/** A directory that stands at `at`, its longer values right behind it. */
function directory(tags: ExifTags, at: number): Buffer {
  const values = new Map(Object.entries(tags));
  const entries = Object.entries(TAGS)
    .flatMap(([name, tag]) => {
      const value = values.get(name);
      return value === undefined ? [] : [{ tag, value }];
    })
    .sort((a, b) => a.tag - b.tag);
  let dataAt = at + 2 + entries.length * 12 + 4;
  const rows: Buffer[] = [];
  const data: Buffer[] = [];
  for (const { tag, value } of entries) {
    const { type, count, bytes } = encode(value);
    const row = join(u16le(tag), u16le(type), u32le(count));
    if (bytes.length <= 4) {
      rows.push(join(row, bytes, Buffer.alloc(4 - bytes.length)));
      continue;
    }
    rows.push(join(row, u32le(dataAt)));
    const padded = join(bytes, Buffer.alloc(bytes.length % 2));
    data.push(padded);
    dataAt += padded.length;
  }
  return join(u16le(entries.length), ...rows, u32le(0), ...data);
}

function encode(value: ExifValue): { type: number; count: number; bytes: Buffer } {
  if ('text' in value) {
    const bytes = join(value.text, '\0');
    return { type: 2, count: bytes.length, bytes };
  }
  if ('short' in value) return { type: 3, count: 1, bytes: u16le(value.short) };
  if ('long' in value) return { type: 4, count: 1, bytes: u32le(value.long) };
  if ('ratio' in value)
    return { type: 5, count: 1, bytes: join(u32le(value.ratio[0]), u32le(value.ratio[1])) };
  return { type: 7, count: value.raw.length, bytes: Buffer.from(value.raw) };
}
