import { type Tags, tiffBlock } from '../../../fixtures/build/tiff.ts';
import { EXIF_MARKS } from './exif-marks.ts';
import type { Mark } from './marks.ts';
import { IPTC_MARKS, PICTURE_MARKS, STORE_MARKS } from './other-marks.ts';
import { NAMED_TEXT_MARKS, type NamedText, TEXT_MARKS } from './text-marks.ts';
import { XMP_MARKS } from './xmp-marks.ts';

/** What a place in a file can hold. */
export const KINDS = ['c2pa', 'xmp', 'exif', 'iptc', 'text', 'picture'] as const;
export type Kind = (typeof KINDS)[number];

/** One place of one container, with every mark it can hold. */
export interface Carrier {
  readonly format: string;
  readonly kind: Kind;
  /** In the words of the published table. */
  readonly place: string;
  readonly extension: string;
  readonly cases: readonly CarrierCase[];
}

/** One mark in one place, and the same place with something harmless. */
export interface CarrierCase extends Pick<Mark<unknown>, 'name' | 'expected'> {
  readonly marked: Buffer;
  readonly neutral: Buffer;
}

/** The format a carrier is of, with the extension its file has. */
export type Where = readonly [format: string, place: string, extension?: string];

function carrier<Payload>(
  kind: Kind,
  [format, place, extension = format]: Where,
  marks: readonly Mark<Payload>[],
  build: (payload: Payload) => Buffer,
): Carrier {
  const cases = marks.map(({ name, expected, payload, neutral }) => ({
    name,
    expected,
    marked: build(payload),
    neutral: build(neutral),
  }));
  return { format, kind, place, extension, cases };
}

export function store(where: Where, build: (jumbf: Uint8Array) => Buffer): Carrier {
  return carrier('c2pa', where, STORE_MARKS, build);
}

export function xmp(where: Where, build: (packet: string) => Buffer): Carrier {
  return carrier('xmp', where, XMP_MARKS, build);
}

/** A place for a block of EXIF, in both byte orders. */
export function exif(
  [format, place, extension]: Where,
  build: (block: Buffer) => Buffer,
): readonly Carrier[] {
  return (['little', 'big'] as const).map((order) =>
    tags([format, order === 'little' ? place : `${place}, high byte first`, extension ?? format], (given) =>
      build(tiffBlock(given, { order })),
    ),
  );
}

/** A place for the tags of EXIF where the file is a TIFF itself. */
export function tags(where: Where, build: (tags: Tags) => Buffer): Carrier {
  return carrier('exif', where, EXIF_MARKS, build);
}

export function iptc(where: Where, build: (datasets: Uint8Array) => Buffer): Carrier {
  return carrier('iptc', where, IPTC_MARKS, build);
}

/** A place for text under a name of its own. */
export function named(where: Where, build: (named: NamedText) => Buffer): Carrier {
  return carrier('text', where, [...TEXT_MARKS, ...NAMED_TEXT_MARKS], build);
}

/** A place for text that has its name already. */
export function text(where: Where, build: (text: string) => Buffer): Carrier {
  return carrier('text', where, TEXT_MARKS, (given) => build(given.text));
}

/** A place for text of a limited length or character set, with the marks that fit. */
export function narrowText(
  where: Where,
  fits: (text: string) => boolean,
  build: (text: string) => Buffer,
): Carrier {
  const marks = TEXT_MARKS.filter((mark) => fits(mark.payload.text) && fits(mark.neutral.text));
  return carrier('text', where, marks, (given) => build(given.text));
}

export function picture(where: Where, build: (picture: Buffer) => Buffer): Carrier {
  return carrier('picture', where, PICTURE_MARKS, (bytes) => build(Buffer.from(bytes)));
}
