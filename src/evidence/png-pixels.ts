import { inflateSync, constants as zlib } from 'node:zlib';
import type { ByteSource } from '../domain/media.ts';

/** What the header chunk of a PNG says of its pixels (PNG 3rd edition §11.2.1). */
export interface PngHead {
  readonly width: number;
  readonly height: number;
  /** Samples a pixel where they are 8 bits of red, green, blue and perhaps alpha; undefined for every other kind. */
  readonly channels: 3 | 4 | undefined;
  readonly isInterlaced: boolean;
}

/** The first pixels of the first rows, row by row; one byte a sample. */
export interface Corner {
  readonly columns: number;
  readonly rows: number;
  readonly channels: 3 | 4;
  readonly samples: Uint8Array;
}

const HEAD_BYTES = 33;
/** Compressed bytes tried first; how far they go tells how many more are needed. */
const FIRST_TRY_BYTES = 4096;
/** Room decompressed into at a time. */
const PIECE_BYTES = { least: 16 * 1024, most: 1024 * 1024 } as const;
/** Chunks gone through before the picture data is given up. */
const MAX_CHUNKS = 100_000;
/** Picture data read at a time. */
const STEP_BYTES = 4 * 1024 * 1024;
/** How much more than asked for may be decompressed at a time. */
const SLACK_BYTES = 8 * 1024 * 1024;

/** Reads the header; undefined where the file does not begin as a PNG. */
export function pngHead(bytes: ByteSource): PngHead | undefined {
  const head = Buffer.from(bytes.read(0, HEAD_BYTES));
  if (head.length < HEAD_BYTES || head.toString('latin1', 0, 16) !== '\x89PNG\r\n\x1a\n\0\0\0\rIHDR')
    return undefined;
  const isPlain = head[24] === 8 && head[26] === 0 && head[27] === 0;
  return {
    width: head.readUInt32BE(16),
    height: head.readUInt32BE(20),
    channels: !isPlain ? undefined : head[25] === 2 ? 3 : head[25] === 6 ? 4 : undefined,
    isInterlaced: head[28] !== 0,
  };
}

/** Decompressed bytes that `corner` of so many rows costs. */
export function rowBytes(head: PngHead, rows: number): number {
  return rows * (1 + head.width * (head.channels ?? 0));
}

/**
 * Decodes only the first columns of the first rows of a picture that is not interlaced. A filter looks no further than
 * left and up (PNG §9.2), so columns to the right need never be undone, and rows below never be decompressed. Undefined
 * where the picture data ends early or is broken.
 */
export function corner(bytes: ByteSource, head: PngHead, columns: number, rows: number): Corner | undefined {
  const { channels } = head;
  if (channels === undefined || head.isInterlaced) return undefined;
  const stride = 1 + head.width * channels;
  const raw = inflated(bytes, stride * rows);
  if (raw === undefined) return undefined;
  const width = columns * channels;
  const samples = new Uint8Array(width * rows);
  for (let row = 0; row < rows; row += 1) {
    const line = raw.subarray(row * stride + 1, row * stride + 1 + width);
    if (!unfilter(raw[row * stride] ?? 0, line, samples, row * width, width, channels)) return undefined;
  }
  return { columns, rows, channels, samples };
}

/** Undoes one row's filter into `samples` at `at`; false where the filter is none of the standard's. */
function unfilter(
  filter: number,
  line: Uint8Array,
  samples: Uint8Array,
  at: number,
  width: number,
  channels: number,
): boolean {
  if (filter > 4) return false;
  for (let index = 0; index < width; index += 1) {
    const left = index < channels ? 0 : (samples[at + index - channels] ?? 0);
    const up = at === 0 ? 0 : (samples[at + index - width] ?? 0);
    const corner = at === 0 || index < channels ? 0 : (samples[at + index - width - channels] ?? 0);
    samples[at + index] = (line[index] ?? 0) + predicted(filter, left, up, corner);
  }
  return true;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, corner);
    default:
      return 0;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** At least `wanted` bytes of decompressed picture data, from as few compressed ones as will do. */
function inflated(bytes: ByteSource, wanted: number): Uint8Array | undefined {
  const data = pictureData(bytes);
  let [enough, length, tooMuch] = [0, FIRST_TRY_BYTES, Number.POSITIVE_INFINITY];
  // Data that takes more room than the rows it stands for holds nothing but empty blocks.
  while (tooMuch - enough > 1 && length <= 2 * (wanted + SLACK_BYTES)) {
    const part = data(length);
    const raw = inflatePart(part, wanted);
    if (raw === 'broken') return undefined;
    if (raw === 'too-much') tooMuch = length;
    else if (raw.length >= wanted) return raw;
    // Shorter than asked for: there is no more.
    else if (part.length < length) return undefined;
    else enough = length;
    const likely = raw === 'too-much' ? 0 : Math.ceil((length * wanted * 1.1) / (raw.length + 1));
    length =
      tooMuch === Number.POSITIVE_INFINITY
        ? within(likely, { least: length + FIRST_TRY_BYTES, most: length * 64 })
        : Math.floor((enough + tooMuch) / 2);
  }
  return undefined;
}

function inflatePart(part: Uint8Array, wanted: number): Uint8Array | 'too-much' | 'broken' {
  const chunkSize = within(wanted + 1, PIECE_BYTES);
  const maxOutputLength = wanted + SLACK_BYTES;
  try {
    return inflateSync(part, { chunkSize, maxOutputLength, finishFlush: zlib.Z_SYNC_FLUSH });
  } catch (error) {
    if (error instanceof RangeError) return 'too-much';
    // Whatever zlib says of the data: the picture cannot be decoded, and is not searched.
    if (error instanceof Error && 'code' in error) return 'broken';
    throw error;
  }
}

function within(value: number, bounds: { readonly least: number; readonly most: number }): number {
  return Math.min(bounds.most, Math.max(bounds.least, value));
}

/** The bytes of the picture chunks, read as far as asked for and kept for the next question. */
function pictureData(bytes: ByteSource): (length: number) => Uint8Array {
  const pieces: Uint8Array[] = [];
  let [at, held, left, chunks] = [8, 0, 0, 0];
  const nextChunk = (): boolean => {
    const head = Buffer.from(bytes.read(at, 8));
    const isPicture = head.toString('latin1', 4, 8) === 'IDAT';
    chunks += 1;
    // Picture chunks follow each other (PNG §5.6), so the first other one after them ends the data.
    if (head.length < 8 || chunks > MAX_CHUNKS || (held > 0 && !isPicture)) return false;
    const size = head.readUInt32BE(0);
    left = isPicture ? size : 0;
    at += left > 0 ? 8 : 12 + size;
    return true;
  };
  const read = (length: number): boolean => {
    if (left === 0) return nextChunk();
    const piece = bytes.read(at, Math.min(left, length - held, STEP_BYTES));
    pieces.push(piece);
    held += piece.length;
    left -= piece.length;
    at += piece.length + (left === 0 ? 4 : 0);
    return piece.length > 0;
  };
  return (length) => {
    while (held < length && read(length));
    return Buffer.concat(pieces).subarray(0, length);
  };
}
