import { crc32 } from 'node:zlib';
import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { bufferBytes, rangeOf } from '../files/bytes.ts';
import type { Budget } from './budget.ts';
import { take } from './container.ts';
import { inflate } from './inflate.ts';
import { u16, u32, u64 } from './numbers.ts';
import { asBuffer, latin1 } from './text.ts';
import { roomFor } from './unpack.ts';

/** One entry of a ZIP's central directory (APPNOTE 6.3.10 §4.3.12). Its name is only a name, whatever path it spells. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly crc32: number;
  readonly compressedBytes: number;
  readonly sizeBytes: number;
  /** Where its local header stands. */
  readonly at: number;
}

const END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const MAX_DIRECTORY_BYTES = 32 * 1024 * 1024;
const MAX_ENTRIES = 100_000;
const SATURATED = 0xffffffff;

/** Every entry of the directory. Throws `cut` where the end of the archive is missing, `damaged` or `limit`. */
export function readDirectory(source: ByteSource): readonly ZipEntry[] {
  const { count, at, sizeBytes } = findEnd(source);
  if (count > MAX_ENTRIES || sizeBytes > MAX_DIRECTORY_BYTES) {
    throw new UnreadableMediaError('limit', 'zip', 'it has too many entries');
  }
  const directory = take(source, at, sizeBytes, 'zip');
  const entries: ZipEntry[] = [];
  for (let next = 0; entries.length < count; ) {
    if (next + 46 > directory.length || u32(directory, next, 'little') !== 0x02014b50) {
      throw new UnreadableMediaError('damaged', 'zip', `its directory has no entry ${entries.length}`);
    }
    const { entry, end } = entryAt(directory, next);
    entries.push(entry);
    next = end;
  }
  return entries;
}

interface Directory {
  readonly count: number;
  readonly at: number;
  readonly sizeBytes: number;
}

/** The end record, or the 64-bit one it points to (§4.3.14 to §4.3.16). */
function findEnd(source: ByteSource): Directory {
  const tailAt = Math.max(0, source.sizeBytes - END_BYTES - MAX_COMMENT_BYTES);
  const tail = asBuffer(source.read(tailAt, END_BYTES + MAX_COMMENT_BYTES));
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end === -1 || end + END_BYTES > tail.length) {
    throw new UnreadableMediaError('cut', 'zip', 'its directory is missing');
  }
  const count = u16(tail, end + 10, 'little');
  const sizeBytes = u32(tail, end + 12, 'little');
  const at = u32(tail, end + 16, 'little');
  const locatorAt = tailAt + end - 20;
  const locator = locatorAt >= 0 ? source.read(locatorAt, 20) : new Uint8Array();
  if (latin1(locator.subarray(0, 4)) !== 'PK\x06\x07') return { count, at, sizeBytes };
  const record = take(source, u64(locator, 8, 'little'), 56, 'zip');
  if (latin1(record.subarray(0, 4)) !== 'PK\x06\x06') {
    throw new UnreadableMediaError('damaged', 'zip', 'its 64-bit end record is missing');
  }
  return {
    count: u64(record, 32, 'little'),
    sizeBytes: u64(record, 40, 'little'),
    at: u64(record, 48, 'little'),
  };
}

function entryAt(directory: Uint8Array, at: number): { entry: ZipEntry; end: number } {
  const flags = u16(directory, at + 8, 'little');
  const nameEnd = at + 46 + u16(directory, at + 28, 'little');
  const extraEnd = nameEnd + u16(directory, at + 30, 'little');
  const rawName = asBuffer(directory.subarray(at + 46, nameEnd));
  const sizes = {
    sizeBytes: u32(directory, at + 24, 'little'),
    compressedBytes: u32(directory, at + 20, 'little'),
    at: u32(directory, at + 42, 'little'),
  };
  const entry = {
    name: (flags & 0x800) !== 0 ? rawName.toString('utf8') : latin1(rawName),
    method: u16(directory, at + 10, 'little'),
    isEncrypted: (flags & 1) !== 0,
    crc32: u32(directory, at + 16, 'little'),
    ...withLongSizes(sizes, directory.subarray(nameEnd, extraEnd)),
  };
  return { entry, end: extraEnd + u16(directory, at + 32, 'little') };
}

type Sizes = Pick<ZipEntry, 'sizeBytes' | 'compressedBytes' | 'at'>;

/** Sizes that do not fit in 32 bits, from the extra field 1 in their fixed order (§4.5.3). */
function withLongSizes(sizes: Sizes, extra: Uint8Array): Sizes {
  const result = { ...sizes };
  for (let at = 0; at + 4 <= extra.length; at += 4 + u16(extra, at + 2, 'little')) {
    if (u16(extra, at, 'little') !== 1) continue;
    let next = at + 4;
    for (const key of ['sizeBytes', 'compressedBytes', 'at'] as const) {
      if (sizes[key] !== SATURATED || next + 8 > extra.length) continue;
      result[key] = u64(extra, next, 'little');
      next += 8;
    }
  }
  return result;
}

/** The content of one entry, stored or deflated, of at most `maxBytes`. Throws `limit`, `cut` or `damaged`. */
export function entryBytes(source: ByteSource, entry: ZipEntry, maxBytes: number): Uint8Array {
  const where = `zip.${entry.name}`;
  if (entry.isEncrypted) throw new UnreadableMediaError('limit', where, 'it is encrypted');
  if (entry.compressedBytes > maxBytes) throw new UnreadableMediaError('limit', where, 'it is too large');
  const bytes = take(source, contentAt(source, entry), entry.compressedBytes, where);
  if (entry.method === 0) return bytes;
  if (entry.method === 8) return inflate(bytes, 'deflate', maxBytes, where);
  throw new UnreadableMediaError('limit', where, `its compression ${entry.method} is not read`);
}

/**
 * One entry as a source of its own: stored, a range of the archive; deflated, unpacked within `room` and compared with the size
 * and checksum the directory gives. Throws `limit`, `cut` or `damaged`.
 */
export function entrySource(source: ByteSource, entry: ZipEntry, room: Budget): ByteSource {
  const where = `zip.${entry.name}`;
  if (entry.method === 0 && !entry.isEncrypted) {
    const range = rangeOf(source, contentAt(source, entry), entry.compressedBytes);
    if (range.sizeBytes < entry.compressedBytes) {
      throw new UnreadableMediaError('cut', where, 'it runs past the end of the archive');
    }
    return range;
  }
  const bytes = room.spend(entryBytes(source, entry, roomFor(room, entry.sizeBytes, where)));
  if (bytes.length !== entry.sizeBytes || crc32(bytes) !== entry.crc32) {
    throw new UnreadableMediaError('damaged', where, 'what it unpacks to is not what the directory says');
  }
  return bufferBytes(bytes);
}

/** Where the content of an entry begins, behind its local header (§4.3.7). */
export function contentAt(source: ByteSource, entry: ZipEntry): number {
  const where = `zip.${entry.name}`;
  const head = take(source, entry.at, 30, where);
  if (latin1(head.subarray(0, 4)) !== 'PK\x03\x04') {
    throw new UnreadableMediaError('damaged', where, 'its header is missing');
  }
  return entry.at + 30 + u16(head, 26, 'little') + u16(head, 28, 'little');
}
