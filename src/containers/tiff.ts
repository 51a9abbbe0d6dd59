import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { sharedBytes } from './budget.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { tagName } from './exif-names.ts';
import { addImageResources } from './image-resources.ts';
import { addIptc } from './iptc.ts';
import { describeMakerNote } from './maker-note.ts';
import { type ByteOrder, u16, u32, u64 } from './numbers.ts';
import { latin1 } from './text.ts';
import {
  type Directory,
  type Entry,
  followingDirectory,
  MAX_DIRECTORIES,
  numbersOf,
  readDirectory,
  type TiffWalk,
} from './tiff-directory.ts';
import { checkImageData } from './tiff-image-data.ts';
import { MAX_PRIVATE_BYTES, tagText } from './tiff-values.ts';
import { addXmp } from './xmp.ts';

/** Values read from one block; many tags may point at the same bytes. */
const MAX_VALUE_BYTES = 96 * 1024 * 1024;
/** Largest XMP, IPTC or maker note looked at. */
const MAX_BLOCK_BYTES = 64 * 1024 * 1024;

const TAG = {
  /** In Panasonic's RW2 only. */
  panasonicPreview: 0x002e,
  subDirectories: 0x014a,
  xmp: 0x02bc,
  iptc: 0x83bb,
  imageResources: 0x8649,
  exif: 0x8769,
  gps: 0x8825,
  interoperability: 0xa005,
  makerNote: 0x927c,
  c2pa: 0xcd41,
} as const;
/** Tags whose value is read whatever its size. */
const BLOCKS = new Set<number>([TAG.xmp, TAG.iptc, TAG.c2pa]);
/** Positions say nothing of origin and are nobody's business in a registry. */
const SKIPPED = new Set<number>([TAG.gps, TAG.interoperability]);
/** What stands before the block in a JPEG; some writers leave it there in other files. */
const EXIF_MARK = 'Exif\0\0';

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
  given: ByteSource,
  where: string,
  options: { readonly isFile?: boolean } = {},
): void {
  found.attempt(() => {
    const isMarked = latin1(given.read(0, EXIF_MARK.length)) === EXIF_MARK;
    const source = isMarked ? rangeOf(given, EXIF_MARK.length, given.sizeBytes) : given;
    const head = take(source, 0, 8, where);
    const order = orderOf(head, where);
    const isBig = u16(head, 2, order) === 43;
    const walk: TiffWalk = {
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
      numbers: 0,
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
function walkDirectories(walk: TiffWalk, first: number): void {
  const pending: { at: number; isMain: boolean }[] = [{ at: first, isMain: true }];
  // Never shortened while it is walked: a hostile file points to one directory a hundred thousand times.
  for (const next of pending) {
    if (walk.seen.has(next.at)) continue;
    walk.seen.add(next.at);
    if (walk.seen.size > MAX_DIRECTORIES) {
      throw new UnreadableMediaError('limit', walk.where, 'it has too many directories');
    }
    const { at, isMain } = next;
    walk.found.attempt(() => {
      const entries = readDirectory(walk, at);
      const children = readEntries(walk, entries);
      const following = isMain ? followingDirectory(walk, at, entries.count) : 0;
      if (following !== 0) pending.push({ at: following, isMain: true });
      for (const child of children) if (!walk.seen.has(child)) pending.push({ at: child, isMain: false });
    });
  }
}

/** Emits a directory's fields; returns the directories it points to. */
function readEntries(walk: TiffWalk, directory: Directory): readonly number[] {
  const children: number[] = [];
  for (const entry of directory.entries) {
    if (SKIPPED.has(entry.tag)) continue;
    walk.found.attempt(() => {
      if (entry.tag === TAG.subDirectories || entry.tag === TAG.exif) children.push(...pointers(walk, entry));
      else readValue(walk, entry);
    });
  }
  if (walk.isFile) walk.found.attempt(() => checkImageData(walk, directory.entries));
  return children;
}

function pointers(walk: TiffWalk, entry: Entry): readonly number[] {
  if (entry.count > MAX_DIRECTORIES) {
    walk.found.problem('limit', walk.where, `${tagName(entry.tag)} lists ${entry.count} directories`);
  }
  const count = Math.min(entry.count, MAX_DIRECTORIES);
  const offsets = numbersOf(walk, { ...entry, count });
  if (offsets.length < count) {
    walk.found.problem('cut', walk.where, `${tagName(entry.tag)} runs past the end`);
  }
  return offsets;
}

function readValue(walk: TiffWalk, entry: Entry): void {
  const { found, source, order, where } = walk;
  const name = tagName(entry.tag);
  if (entry.at + entry.sizeBytes > source.sizeBytes) {
    found.problem('cut', where, `${name} runs past the end`);
    if (entry.type !== 2 && entry.type !== 7) return;
  }
  const value = rangeOf(source, entry.at, entry.sizeBytes);
  walk.valueBytes += isRead(entry) ? value.sizeBytes : 0;
  if (walk.valueBytes > sharedBytes(source.sizeBytes, MAX_VALUE_BYTES)) {
    throw new UnreadableMediaError('limit', where, 'its values are too large');
  }
  const whole = (): Uint8Array => value.read(0, Math.min(value.sizeBytes, MAX_BLOCK_BYTES));
  if (walk.isPanasonic && entry.tag === TAG.panasonicPreview) found.member('preview', value);
  else if (entry.tag === TAG.c2pa) found.manifest(`${where}.c2pa`, value.read(0, value.sizeBytes));
  else if (entry.tag === TAG.xmp) addXmp(found, whole(), 'xmp');
  else if (entry.tag === TAG.iptc) addIptc(found, iptcBytes(whole(), entry, order), 'iptc');
  else if (entry.tag === TAG.imageResources) addResources(found, value);
  else if (entry.tag === TAG.makerNote) emit(walk, name, makerNote(value, order));
  else for (const text of tagText(entry, value, order)) emit(walk, name, text);
}

function addResources(found: Findings, value: ByteSource): void {
  for (const block of addImageResources(found, value, 'photoshop')) addTiff(found, block, 'photoshop.exif');
}

/** Whether a value is looked at whole: long lists of numbers and large private blocks (layers, originals) are not. */
function isRead(entry: Entry): boolean {
  if (BLOCKS.has(entry.tag) || entry.type === 2 || entry.type === 129) return true;
  return entry.sizeBytes <= MAX_PRIVATE_BYTES;
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

function emit(walk: TiffWalk, name: string, text: string): void {
  const key = `${name}\0${text.length}\0${text.slice(0, 200)}`;
  if (walk.emitted.has(key)) return;
  walk.emitted.add(key);
  walk.found.field(`exif.${name}`, text);
}
