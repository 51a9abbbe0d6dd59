import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { take } from './container.ts';
import type { ExrPart } from './exr-part.ts';
import { u64 } from './numbers.ts';

const MAX_TABLE_BYTES = 32 * 1024 * 1024;
/** Lines in one chunk, by compression; others hold one (OpenEXR technical introduction). */
const LINES: Readonly<Record<number, number>> = {
  3: 16,
  4: 32,
  5: 16,
  6: 32,
  7: 32,
  8: 32,
  9: 256,
  10: 256,
  11: 32,
};

/** Throws `cut` where the tables after the headers point beyond the end, or were never filled in by the writer. */
export function refuseCutExr(
  source: ByteSource,
  parts: readonly ExrPart[],
  tablesAt: number,
  isMultipart: boolean,
): void {
  let at = tablesAt;
  for (const part of parts) {
    const count = part.chunkCount ?? countChunks(part);
    if (count === undefined || count * 8 > MAX_TABLE_BYTES) return;
    const table = take(source, at, count * 8, 'exr');
    at += table.length;
    let last = 0;
    for (let entry = 0; entry < table.length; entry += 8) {
      const offset = u64(table, entry, 'little');
      if (offset === 0) throw new UnreadableMediaError('cut', 'exr', 'its writer did not finish');
      last = Math.max(last, offset);
    }
    if (last > 0) refuseCutChunk(source, last, part, isMultipart);
  }
}

/** The chunk that stands last must lie inside the file as a whole. */
function refuseCutChunk(source: ByteSource, at: number, part: ExrPart, isMultipart: boolean): void {
  const sizeAt = at + (isMultipart ? 4 : 0) + (part.tiles === undefined ? 4 : 16);
  const head = source.read(sizeAt, 4);
  const size = head.length === 4 ? Buffer.from(head).readInt32LE(0) : 0;
  if (head.length < 4 || sizeAt + 4 + size > source.sizeBytes) {
    throw new UnreadableMediaError('cut', 'exr', 'its pixels run past the end');
  }
}

/** How many chunks the header promises; undefined where it does not tell. */
function countChunks(part: ExrPart): number | undefined {
  if (part.size === undefined) return undefined;
  const [width, height] = part.size;
  if (width < 1 || height < 1) throw new UnreadableMediaError('damaged', 'exr', 'its size is nonsense');
  if (part.tiles === undefined) return Math.ceil(height / (LINES[part.compression ?? 0] ?? 1));
  return countTiles(width, height, part.tiles);
}

/** One level, or mipmaps down to one pixel; ripmaps are left unjudged, for nobody delivers them. */
function countTiles(width: number, height: number, tiles: NonNullable<ExrPart['tiles']>): number | undefined {
  const [tileWidth, tileHeight] = tiles.size;
  if (tileWidth < 1 || tileHeight < 1)
    throw new UnreadableMediaError('damaged', 'exr', 'its tiles are nonsense');
  const tilesOf = (w: number, h: number): number => Math.ceil(w / tileWidth) * Math.ceil(h / tileHeight);
  const mode = tiles.mode & 0x0f;
  if (mode === 0) return tilesOf(width, height);
  if (mode !== 1) return undefined;
  const round = tiles.mode >> 4 === 0 ? Math.floor : Math.ceil;
  const levels = round(Math.log2(Math.max(width, height))) + 1;
  let count = 0;
  for (let level = 0; level < levels; level++) {
    count += tilesOf(Math.max(1, round(width / 2 ** level)), Math.max(1, round(height / 2 ** level)));
  }
  return count;
}
