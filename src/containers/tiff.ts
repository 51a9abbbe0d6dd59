import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { tagName } from './exif-names.ts';
import { addImageResources } from './image-resources.ts';
import { addIptc } from './iptc.ts';
import { describeMakerNote } from './maker-note.ts';
import { type ByteOrder, u16, u32, u64 } from './numbers.ts';
import { tagText } from './tiff-values.ts';
import { addXmp } from './xmp.ts';

const MAX_DIRECTORIES = 1024;
const MAX_ENTRIES = 200_000;
/** Values read from one block; many tags may point at the same bytes. */
const MAX_VALUE_BYTES = 96 * 1024 * 1024;
/** Largest XMP, IPTC or maker note looked at. */
const MAX_BLOCK_BYTES = 64 * 1024 * 1024;

const TAG = {
  /** In Panasonic's RW2 only, as is `panasonicRawOffset`. */
  panasonicPreview: 0x002e,
  panasonicRawOffset: 0x0118,
  stripOffsets: 0x0111,
  stripByteCounts: 0x0117,
  tileOffsets: 0x0144,
  tileByteCounts: 0x0145,
  subDirectories: 0x014a,
  previewOffset: 0x0201,
  previewByteCount: 0x0202,
  xmp: 0x02bc,
  iptc: 0x83bb,
  imageResources: 0x8649,
  exif: 0x8769,
  gps: 0x8825,
  interoperability: 0xa005,
  makerNote: 0x927c,
  c2pa: 0xcd41,
} as const;
/** Positions say nothing of origin and are nobody's business in a registry. */
const SKIPPED = new Set<number>([TAG.gps, TAG.interoperability]);
/** Tags of offsets with the tags of the lengths that go with them. */
const OFFSETS: readonly (readonly [number, number])[] = [
  [TAG.stripOffsets, TAG.stripByteCounts],
  [TAG.tileOffsets, TAG.tileByteCounts],
  [TAG.previewOffset, TAG.previewByteCount],
];

/** One directory entry (TIFF 6.0 §2; BigTIFF doubles the widths). */
export interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Where the value stands in the block. */
  readonly at: number;
  readonly sizeBytes: number;
}

interface Walk {
  readonly found: Findings;
  readonly source: ByteSource;
  readonly where: string;
  readonly order: ByteOrder;
  readonly isBig: boolean;
  readonly isPanasonic: boolean;
  /** A file of its own, whose image data must lie inside it; false for an EXIF block. */
  readonly isFile: boolean;
  readonly seen: Set<number>;
  readonly emitted: Set<string>;
  entries: number;
  valueBytes: number;
  strips: number;
  /** Said once a block. */
  hasBadType: boolean;
}

/** Size in bytes of each value type; type 129 is the UTF-8 of EXIF 3.0. */
const TYPE_BYTES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
  17: 8,
  18: 8,
  129: 1,
};

/** TIFF and what is built on it: DNG and most raw formats. */
export const tiff: Container = {
  id: 'tiff',
  version: 1,
  formats: ['tiff', 'dng', 'cr2', 'nef', 'arw', 'rw2', 'orf', 'pef', 'srw', 'iiq', '3fr'],
  read(bytes) {
    const found = findings();
    addTiff(found, bytes, 'tiff', { isFile: true });
    return found.contents();
  },
};

/** A TIFF structure, be it a file or the EXIF block of another one, as fields `exif.<TagName>`. */
export function addTiff(
  found: Findings,
  source: ByteSource,
  where: string,
  options: { readonly isFile?: boolean } = {},
): void {
  found.attempt(() => {
    const head = take(source, 0, 8, where);
    const order = orderOf(head, where);
    const isBig = u16(head, 2, order) === 43;
    const walk: Walk = {
      found,
      source,
      where,
      order,
      isBig,
      isPanasonic: u16(head, 2, order) === 0x55,
      isFile: options.isFile ?? false,
      seen: new Set(),
      emitted: new Set(),
      entries: 0,
      valueBytes: 0,
      strips: 0,
      hasBadType: false,
    };
    const first = isBig ? u64(take(source, 8, 8, where), 0, order) : u32(head, 4, order);
    walkDirectories(walk, first);
  });
}

function orderOf(head: Uint8Array, where: string): ByteOrder {
  if (head[0] === 0x49 && head[1] === 0x49) return 'little';
  if (head[0] === 0x4d && head[1] === 0x4d) return 'big';
  throw new UnreadableMediaError('damaged', where, 'it has no TIFF header');
}

/** Directories in the order they are found: the main chain first, then what it points to. */
function walkDirectories(walk: Walk, first: number): void {
  const pending: { at: number; isMain: boolean }[] = [{ at: first, isMain: true }];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    if (walk.seen.has(next.at)) continue;
    walk.seen.add(next.at);
    if (walk.seen.size > MAX_DIRECTORIES || walk.entries > MAX_ENTRIES) {
      throw new UnreadableMediaError('limit', walk.where, 'it has too many directories');
    }
    const { at, isMain } = next;
    walk.found.attempt(() => {
      const entries = readDirectory(walk, at);
      const children = readEntries(walk, entries);
      const following = isMain ? followingDirectory(walk, at, entries.count) : 0;
      if (following !== 0) pending.push({ at: following, isMain: true });
      for (const child of children) pending.push({ at: child, isMain: false });
    });
  }
}

interface Directory {
  /** Entries declared, which fixes where the link to the next directory stands. */
  readonly count: number;
  readonly entries: readonly Entry[];
}

function readDirectory(walk: Walk, at: number): Directory {
  const { source, order, isBig, where } = walk;
  const countBytes = isBig ? 8 : 2;
  const entryBytes = isBig ? 20 : 12;
  const head = take(source, at, countBytes, where);
  const count = isBig ? u64(head, 0, order) : u16(head, 0, order);
  walk.entries += count;
  if (walk.entries > MAX_ENTRIES) throw new UnreadableMediaError('limit', where, 'it has too many entries');
  const raw = source.read(at + countBytes, count * entryBytes);
  if (raw.length < count * entryBytes)
    walk.found.problem('cut', where, `the directory at byte ${at} runs past the end`);
  const entries: Entry[] = [];
  for (let offset = 0; offset + entryBytes <= raw.length; offset += entryBytes) {
    const entry = readEntry(walk, raw, offset, at + countBytes + offset);
    if (entry !== undefined) entries.push(entry);
  }
  return { count, entries };
}

function readEntry(walk: Walk, raw: Uint8Array, offset: number, position: number): Entry | undefined {
  const { order, isBig } = walk;
  const [tag, type] = [u16(raw, offset, order), u16(raw, offset + 2, order)];
  const count = isBig ? u64(raw, offset + 4, order) : u32(raw, offset + 4, order);
  const unit = TYPE_BYTES[type];
  if (unit === undefined) {
    if (!walk.hasBadType && (tag !== 0 || type !== 0)) {
      walk.hasBadType = true;
      walk.found.problem('damaged', walk.where, `tag ${tagName(tag)} has no known type`);
    }
    return undefined;
  }
  const sizeBytes = count * unit;
  const inline = isBig ? 8 : 4;
  const valueAt = offset + (isBig ? 12 : 8);
  const far = isBig ? u64(raw, valueAt, order) : u32(raw, valueAt, order);
  return { tag, type, count, sizeBytes, at: sizeBytes <= inline ? position + (isBig ? 12 : 8) : far };
}

/** Where the next directory of the main chain stands; writers of EXIF blocks often leave the last link out. */
function followingDirectory(walk: Walk, at: number, count: number): number {
  const { source, order, isBig, where, isFile } = walk;
  const linkAt = at + (isBig ? 8 + count * 20 : 2 + count * 12);
  if (!isFile && linkAt + 4 > source.sizeBytes) return 0;
  const link = take(source, linkAt, isBig ? 8 : 4, where);
  return isBig ? u64(link, 0, order) : u32(link, 0, order);
}

/** Emits a directory's fields; returns the directories it points to. */
function readEntries(walk: Walk, directory: Directory): readonly number[] {
  const children: number[] = [];
  for (const entry of directory.entries) {
    if (entry.tag === TAG.subDirectories || entry.tag === TAG.exif) children.push(...pointers(walk, entry));
    else if (!SKIPPED.has(entry.tag)) walk.found.attempt(() => readValue(walk, entry));
  }
  if (walk.isFile) walk.found.attempt(() => checkImageData(walk, directory.entries));
  return children;
}

function pointers(walk: Walk, entry: Entry): readonly number[] {
  if (entry.count > MAX_DIRECTORIES) {
    walk.found.problem('limit', walk.where, `${tagName(entry.tag)} lists ${entry.count} directories`);
  }
  const count = Math.min(entry.count, MAX_DIRECTORIES);
  const unit = TYPE_BYTES[entry.type] ?? 4;
  const bytes = walk.source.read(entry.at, count * unit);
  const offsets: number[] = [];
  for (let at = 0; at + unit <= bytes.length; at += unit) {
    offsets.push(unit === 8 ? u64(bytes, at, walk.order) : u32(bytes, at, walk.order));
  }
  if (offsets.length < count)
    walk.found.problem('cut', walk.where, `${tagName(entry.tag)} runs past the end`);
  return offsets;
}

function readValue(walk: Walk, entry: Entry): void {
  const { found, source, order, where } = walk;
  const name = tagName(entry.tag);
  if (entry.at + entry.sizeBytes > source.sizeBytes) {
    found.problem('cut', where, `${name} runs past the end`);
    if (entry.type !== 2 && entry.type !== 7) return;
  }
  const value = rangeOf(source, entry.at, entry.sizeBytes);
  walk.valueBytes += isRead(entry) ? value.sizeBytes : 0;
  if (walk.valueBytes > MAX_VALUE_BYTES)
    throw new UnreadableMediaError('limit', where, 'its values are too large');
  const whole = (): Uint8Array => value.read(0, Math.min(value.sizeBytes, MAX_BLOCK_BYTES));
  if (walk.isPanasonic && entry.tag === TAG.panasonicPreview) found.member('preview', value);
  else if (entry.tag === TAG.c2pa) found.manifest(`${where}.c2pa`, value.read(0, value.sizeBytes));
  else if (entry.tag === TAG.xmp) addXmp(found, whole(), 'xmp');
  else if (entry.tag === TAG.iptc) addIptc(found, iptcBytes(whole(), entry, order), 'iptc');
  else if (entry.tag === TAG.imageResources) addImageResources(found, value, 'photoshop');
  else if (entry.tag === TAG.makerNote) emit(walk, name, makerNote(value, order));
  else for (const text of tagText(entry, value, order)) emit(walk, name, text);
}

/** Whether a value is looked at: long lists of numbers are not. */
function isRead(entry: Entry): boolean {
  const isNumbers = entry.type !== 1 && entry.type !== 2 && entry.type !== 7 && entry.type !== 129;
  return !isNumbers || entry.tag === TAG.iptc;
}

/** A maker note's text where it is text (some generators write one), else what it is. */
function makerNote(value: ByteSource, order: ByteOrder): string {
  const bytes = value.read(0, Math.min(value.sizeBytes, 1024 * 1024));
  const text = tagText({ type: 7, count: bytes.length, tag: TAG.makerNote }, value, order)[0];
  const isText = text !== undefined && /^[\x20-\x7e\s]{3,}$/.test(text);
  return isText ? text : describeMakerNote(bytes, order);
}

/** Datasets stored as 32-bit numbers in an Intel file are swapped by some writers; the marker shows which. */
function iptcBytes(bytes: Uint8Array, entry: Entry, order: ByteOrder): Uint8Array {
  if (entry.type !== 4 || order === 'big' || bytes[0] === 0x1c || bytes[3] !== 0x1c) return bytes;
  return Buffer.from(bytes.subarray(0, bytes.length & ~3)).swap32();
}

function emit(walk: Walk, name: string, text: string): void {
  const key = `${name}\0${text.length}\0${text.slice(0, 200)}`;
  if (walk.emitted.has(key)) return;
  walk.emitted.add(key);
  walk.found.field(`exif.${name}`, text);
}

/** Strips and tiles of one file; enough for a picture of a terabyte. */
const MAX_STRIPS = 2_000_000;

/** Strips, tiles and previews that a directory declares must lie inside the file. */
function checkImageData(walk: Walk, entries: readonly Entry[]): void {
  const byTag = new Map(entries.map((entry) => [entry.tag, entry]));
  for (const [offsetsTag, countsTag] of OFFSETS) {
    const [offsets, counts] = [byTag.get(offsetsTag), byTag.get(countsTag)];
    if (offsets === undefined || counts === undefined) continue;
    const lengths = numbers(walk, counts);
    let end = 0;
    numbers(walk, offsets).forEach((start, index) => {
      // Panasonic writes all ones here and the offset in a tag of its own.
      const at = start === 0xffffffff ? (numbers(walk, byTag.get(TAG.panasonicRawOffset))[0] ?? 0) : start;
      end = Math.max(end, at + (lengths[index] ?? 0));
    });
    if (end > walk.source.sizeBytes) {
      const beyond = end - walk.source.sizeBytes;
      walk.found.problem('cut', walk.where, `image data reaches ${beyond} bytes beyond the end`);
    }
  }
}

function numbers(walk: Walk, entry: Entry | undefined): readonly number[] {
  if (entry === undefined) return [];
  walk.strips += entry.count;
  if (walk.strips > MAX_STRIPS) throw new UnreadableMediaError('limit', walk.where, 'it has too many strips');
  const unit = TYPE_BYTES[entry.type] ?? 4;
  const bytes = walk.source.read(entry.at, entry.count * unit);
  const result: number[] = [];
  for (let at = 0; at + unit <= bytes.length; at += unit) {
    if (unit === 2) result.push(u16(bytes, at, walk.order));
    else result.push(unit === 8 ? u64(bytes, at, walk.order) : u32(bytes, at, walk.order));
  }
  return result;
}
