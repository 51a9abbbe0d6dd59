import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { take } from './container.ts';
import { u8, u16 } from './numbers.ts';
import { asBuffer } from './text.ts';

/** An APP segment or comment; `payload` begins after the length. */
export interface Segment {
  readonly marker: number;
  readonly payload: Uint8Array;
}

export interface SegmentVisitor {
  segment(segment: Segment): void;
  /** Something that decoders skip, said once. */
  problem(reason: string): void;
}

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const COMMENT = 0xfe;
const MAX_SEGMENTS = 100_000;
const BLOCK_BYTES = 64 * 1024;
/** Begun with, so that many scans of a few bytes do not cost a whole block each. */
const FIRST_BLOCK_BYTES = 256;

/**
 * Walks the markers of the JPEG (ITU-T T.81 §B.1) that begins `source` and returns where it ends, one past its end mark.
 * Throws `cut` where a segment or the scan runs past the end, `damaged` where it does not begin with a start mark.
 *
 * Scans are read through, not jumped over: a segment may stand between two scans of a progressive picture, and what
 * follows the end mark can hold pictures of its own, so the last end mark of the file need not be this picture's.
 */
export function walkJpeg(source: ByteSource, visitor: SegmentVisitor): number {
  const start = take(source, 0, 2, 'jpeg');
  if (start[0] !== 0xff || start[1] !== SOI)
    throw new UnreadableMediaError('damaged', 'jpeg', 'no start mark');
  let at = 2;
  let hasScan = false;
  for (let count = 0; count < MAX_SEGMENTS; count++) {
    const found = nextMarker(source, at);
    if (found.skipped > 0)
      visitor.problem(`${found.skipped} stray bytes before the marker at byte ${found.at}`);
    const { marker } = found;
    at = found.at + 2;
    if (marker === EOI) {
      if (!hasScan) throw new UnreadableMediaError('cut', 'jpeg', 'it ends before its image data');
      return at;
    }
    if (isBare(marker)) continue;
    const length = u16(take(source, at, 2, `jpeg marker ${hex(marker)}`), 0, 'big');
    if (length < 2) throw new UnreadableMediaError('damaged', 'jpeg', `marker ${hex(marker)} has no length`);
    if ((marker >= 0xe0 && marker <= 0xef) || marker === COMMENT) {
      visitor.segment({ marker, payload: source.read(at + 2, length - 2) });
    }
    at += length;
    if (at > source.sizeBytes) throw cut(`marker ${hex(marker)} runs past the end`);
    if (marker === SOS) {
      hasScan = true;
      at = scanEnd(source, at);
    }
  }
  throw new UnreadableMediaError('limit', 'jpeg', 'it has too many segments');
}

/** One past the end mark of the JPEG that begins `source`. Throws as `walkJpeg` does. */
export function jpegLength(source: ByteSource): number {
  return walkJpeg(source, { segment: () => {}, problem: () => {} });
}

/** The next marker at or after `at`, past fill bytes (§B.1.1.2) and whatever else does not belong there. */
function nextMarker(source: ByteSource, at: number): { marker: number; at: number; skipped: number } {
  const head = source.read(at, 2);
  const second = head[1] ?? 0;
  if (head[0] === 0xff && second !== 0 && second !== 0xff) return { marker: second, at, skipped: 0 };
  const found = scanEnd(source, at);
  const isFill = source.read(at, Math.min(found - at, BLOCK_BYTES)).every((byte) => byte === 0xff);
  return { marker: u8(source.read(found, 2), 1), at: found, skipped: isFill ? 0 : found - at };
}

/** Where entropy-coded data ends: the first marker that is no restart and no stuffed byte (§F.1.2.3). */
function scanEnd(source: ByteSource, from: number): number {
  let blockAt = from;
  let blockBytes = FIRST_BLOCK_BYTES;
  while (blockAt < source.sizeBytes - 1) {
    const block = asBuffer(source.read(blockAt, blockBytes));
    blockBytes = Math.min(2 * blockBytes, BLOCK_BYTES);
    let at = block.indexOf(0xff);
    while (at !== -1 && at + 1 < block.length) {
      const next = block[at + 1] ?? 0;
      if (next !== 0 && next !== 0xff && !isRestart(next)) return blockAt + at;
      at = block.indexOf(0xff, at + 1);
    }
    // A last byte FF is looked at again together with what follows it.
    blockAt += at === -1 ? block.length : at;
    if (at === block.length - 1 && blockAt >= source.sizeBytes - 1) break;
  }
  throw cut('it ends before its end mark');
}

function isBare(marker: number): boolean {
  return marker === 0x01 || marker === SOI || isRestart(marker);
}

function isRestart(marker: number): boolean {
  return marker >= 0xd0 && marker <= 0xd7;
}

function cut(reason: string): UnreadableMediaError {
  return new UnreadableMediaError('cut', 'jpeg', reason);
}

function hex(marker: number): string {
  return `FF${marker.toString(16).toUpperCase().padStart(2, '0')}`;
}
