import exifr from 'exifr';

/**
 * Where the EXIF 3.0 standard (CIPA DC-008-2023) names a tag otherwise than exifr's dictionary does, or has a tag that
 * the dictionary lacks.
 */
const STANDARD: ReadonlyMap<number, string> = new Map([
  [0x010d, 'DocumentName'],
  [0x0132, 'DateTime'],
  [0x8827, 'PhotographicSensitivity'],
  [0x9004, 'DateTimeDigitized'],
  [0x9204, 'ExposureBiasValue'],
  [0xa002, 'PixelXDimension'],
  [0xa003, 'PixelYDimension'],
  [0xa405, 'FocalLengthIn35mmFilm'],
  [0xa430, 'CameraOwnerName'],
  [0xa431, 'BodySerialNumber'],
  [0xa432, 'LensSpecification'],
  [0xa436, 'ImageTitle'],
  [0xa437, 'Photographer'],
  [0xa438, 'ImageEditor'],
  [0xa439, 'CameraFirmware'],
  [0xa43a, 'RAWDevelopingSoftware'],
  [0xa43b, 'ImageEditingSoftware'],
  [0xa43c, 'MetadataEditingSoftware'],
]);

const DICTIONARIES = ['ifd0', 'exif'].map((block) => dictionary(block));

/** The name of an EXIF or TIFF tag; `0x010C` where it has none. */
export function tagName(tag: number): string {
  const standard = STANDARD.get(tag);
  if (standard !== undefined) return standard;
  for (const names of DICTIONARIES) {
    const name = names.get(tag);
    if (name !== undefined) return name;
  }
  return `0x${tag.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** exifr's own table of a block's tag names; its type declarations leave it out. */
function dictionary(block: string): ReadonlyMap<number, string> {
  const tables: unknown = 'tagKeys' in exifr ? exifr.tagKeys : undefined;
  const table: unknown = tables instanceof Map ? tables.get(block) : undefined;
  const names = new Map<number, string>();
  if (!(table instanceof Map)) return names;
  for (const [tag, name] of table)
    if (typeof tag === 'number' && typeof name === 'string') names.set(tag, name);
  return names;
}
