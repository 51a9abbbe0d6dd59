import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { take } from './container.ts';
import { u8, u16, u32 } from './numbers.ts';
import { utf16 } from './text.ts';

/** A stream by its name, first sector and length. */
export interface Stream {
  readonly name: string;
  readonly start: number;
  readonly sizeBytes: number;
}

/** An opened compound file (MS-CFB §2). */
export interface Compound {
  readonly streams: readonly Stream[];
  /** Whether sectors in use lie beyond the end of the file. */
  readonly isCut: boolean;
  read(stream: Stream): Uint8Array;
}

const HEADER_BYTES = 512;
const ENTRY_BYTES = 128;
const MAX_SECTORS = 4_000_000;
const MAX_ENTRIES = 100_000;
/** Longest directory, table or stream that is gathered. */
const MAX_CHAIN_BYTES = 64 * 1024 * 1024;
/** Values above are marks, not sectors. */
const LAST_SECTOR = 0xfffffffa;
const FREE = 0xffffffff;

/** Opens a compound file; throws `damaged` where its tables make no sense, `cut` where they are missing. */
export function openCompound(source: ByteSource): Compound {
  const header = take(source, 0, HEADER_BYTES, 'ole');
  const sectorBytes = 2 ** u16(header, 30, 'little');
  if (sectorBytes !== 512 && sectorBytes !== 4096) throw broken('it has no sectors');
  const sector = (index: number): Uint8Array => take(source, (index + 1) * sectorBytes, sectorBytes, 'ole');
  const fat = readFat(header, sector, sectorBytes, Math.ceil(source.sizeBytes / sectorBytes));
  const chain = (start: number): readonly number[] => follow(fat, start);
  const whole = (start: number, wantedBytes = Number.POSITIVE_INFINITY): Uint8Array => {
    const sectors = chain(start).slice(0, Math.ceil(wantedBytes / sectorBytes));
    if (sectors.length * sectorBytes > MAX_CHAIN_BYTES)
      throw new UnreadableMediaError('limit', 'ole', 'a part of it is too long');
    return Buffer.concat(sectors.map(sector));
  };

  const entries = entriesOf(whole(u32(header, 48, 'little')));
  const root = entries.find((entry) => entry.kind === 5);
  const miniLimit = u32(header, 56, 'little');
  const miniFat = numbers(whole(u32(header, 60, 'little')));
  const miniChain = root === undefined ? [] : chain(root.start);

  const read = ({ start, sizeBytes }: Stream): Uint8Array => {
    if (sizeBytes >= miniLimit) return whole(start, sizeBytes).subarray(0, sizeBytes);
    const parts = follow(miniFat, start).map((index) => {
      const at = index * 64;
      const holder = miniChain[Math.floor(at / sectorBytes)];
      if (holder === undefined) throw broken('a short stream has no place');
      return sector(holder).subarray(at % sectorBytes, (at % sectorBytes) + 64);
    });
    return Buffer.concat(parts).subarray(0, sizeBytes);
  };
  return {
    streams: entries.filter((entry) => entry.kind === 2),
    isCut: reachesBeyond(fat, source, sectorBytes),
    read,
  };
}

/** Sectors of the allocation table: 109 in the header, more in a chain of their own. */
function readFat(
  header: Uint8Array,
  sector: (index: number) => Uint8Array,
  sectorBytes: number,
  sectorsInFile: number,
): Uint32Array {
  const places: number[] = [];
  for (let index = 0; index < 109; index++) places.push(u32(header, 76 + index * 4, 'little'));
  let next = u32(header, 68, 'little');
  for (let count = 0; next <= LAST_SECTOR; count++) {
    if (count > sectorsInFile) throw broken('its tables have no end');
    const more = numbers(sector(next));
    places.push(...more.subarray(0, -1));
    next = more.at(-1) ?? FREE;
  }
  const used = places.filter((place) => place <= LAST_SECTOR);
  if (used.length * (sectorBytes / 4) > MAX_SECTORS)
    throw new UnreadableMediaError('limit', 'ole', 'it has too many sectors');
  if (used.length > sectorsInFile) throw broken('its tables are longer than the file');
  return numbers(Buffer.concat(used.map(sector)));
}

function follow(table: Uint32Array, start: number): readonly number[] {
  const chain: number[] = [];
  for (let at = start; at <= LAST_SECTOR; at = table[at] ?? FREE) {
    if (chain.length > table.length) throw broken('a chain runs in a circle');
    chain.push(at);
  }
  return chain;
}

function entriesOf(directory: Uint8Array): readonly (Stream & { readonly kind: number })[] {
  const count = Math.min(Math.floor(directory.length / ENTRY_BYTES), MAX_ENTRIES);
  return Array.from({ length: count }, (_, index) => {
    const entry = directory.subarray(index * ENTRY_BYTES, (index + 1) * ENTRY_BYTES);
    const nameBytes = Math.min(64, Math.max(0, u16(entry, 64, 'little') - 2));
    const name = utf16(entry.subarray(0, nameBytes), 'little');
    return {
      name,
      kind: u8(entry, 66),
      start: u32(entry, 116, 'little'),
      sizeBytes: u32(entry, 120, 'little'),
    };
  });
}

/** The last sector in use may be short, never absent. */
function reachesBeyond(fat: Uint32Array, source: ByteSource, sectorBytes: number): boolean {
  const last = fat.findLastIndex((entry) => entry !== FREE);
  return last >= 0 && (last + 1) * sectorBytes >= source.sizeBytes;
}

function numbers(bytes: Uint8Array): Uint32Array {
  const count = Math.floor(bytes.length / 4);
  return Uint32Array.from({ length: count }, (_, index) => u32(bytes, index * 4, 'little'));
}

function broken(reason: string): UnreadableMediaError {
  return new UnreadableMediaError('damaged', 'ole', reason);
}
