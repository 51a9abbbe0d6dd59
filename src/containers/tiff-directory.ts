import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { type Findings, take } from './container.ts';
import { tagName } from './exif-names.ts';
import { type ByteOrder, u16, u32, u64 } from './numbers.ts';

export const MAX_DIRECTORIES = 1024;
const MAX_ENTRIES = 200_000;
/** Numbers read as offsets and lengths in one file; enough for the strips of a picture of a terabyte. */
const MAX_NUMBERS = 2_000_000;
/** Lists may lie about their length or share their bytes: so many in a file of any size. */
const MORE_NUMBERS = 128 * 1024;

/** One directory entry (TIFF 6.0 §2; BigTIFF doubles the widths). */
export interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Where the value stands in the block. */
  readonly at: number;
  readonly sizeBytes: number;
}

/** State of reading one TIFF structure. */
export interface TiffWalk {
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
  numbers: number;
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

/** A directory's entries as far as they are there. */
export interface Directory {
  /** Entries declared, which fixes where the link to the next directory stands. */
  readonly count: number;
  readonly entries: readonly Entry[];
}

/** The directory at `at` (TIFF 6.0 §2). Throws `cut` where not even its count is there. */
export function readDirectory(walk: TiffWalk, at: number): Directory {
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

function readEntry(walk: TiffWalk, raw: Uint8Array, offset: number, position: number): Entry | undefined {
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
export function followingDirectory(walk: TiffWalk, at: number, count: number): number {
  const { source, order, isBig, where, isFile } = walk;
  const linkAt = at + (isBig ? 8 + count * 20 : 2 + count * 12);
  if (!isFile && linkAt + 4 > source.sizeBytes) return 0;
  const link = take(source, linkAt, isBig ? 8 : 4, where);
  return isBig ? u64(link, 0, order) : u32(link, 0, order);
}

/** An entry's value as whole numbers, as far as they are there. Throws `damaged` where its type is none for offsets. */
export function numbersOf(walk: TiffWalk, entry: Entry): readonly number[] {
  walk.numbers += entry.count;
  if (walk.numbers > Math.min(MAX_NUMBERS, 8 * walk.source.sizeBytes + MORE_NUMBERS))
    throw new UnreadableMediaError('limit', walk.where, 'it has too many parts');
  const unit = TYPE_BYTES[entry.type] ?? 1;
  if (unit === 1)
    throw new UnreadableMediaError('damaged', walk.where, `${tagName(entry.tag)} holds no offsets`);
  const bytes = walk.source.read(entry.at, entry.count * unit);
  const result: number[] = [];
  for (let at = 0; at + unit <= bytes.length; at += unit) {
    if (unit === 2) result.push(u16(bytes, at, walk.order));
    else result.push(unit === 8 ? u64(bytes, at, walk.order) : u32(bytes, at, walk.order));
  }
  return result;
}
