import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { asBuffer } from './text.ts';

export const BLOCK_BYTES = 512;

/** The fixed header of one entry (IEEE 1003.1 pax, ustar interchange format). */
export interface TarHeader {
  readonly name: string;
  /** The type flag, one character. */
  readonly kind: string;
  readonly sizeBytes: number;
}

/**
 * The header at `at`; undefined at the two blocks of zeros that end an archive. Throws `cut` where the archive stops before them,
 * `damaged` where the checksum is wrong.
 */
export function readTarHeader(source: ByteSource, at: number): TarHeader | undefined {
  const block = asBuffer(source.read(at, BLOCK_BYTES));
  if (block.length < BLOCK_BYTES) throw new UnreadableMediaError('cut', 'tar', 'its end mark is missing');
  if (block.every((byte) => byte === 0)) {
    requireEnd(source, at + BLOCK_BYTES);
    return undefined;
  }
  if (numberIn(block, 148, 8) !== checksum(block))
    throw new UnreadableMediaError('damaged', 'tar', `no header at byte ${at}`);
  const prefix = block.toString('latin1', 257, 263) === 'ustar\0' ? textIn(block, 345, 155) : '';
  const name = textIn(block, 0, 100);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    kind: block.toString('latin1', 156, 157),
    sizeBytes: numberIn(block, 124, 12),
  };
}

/** Behind the first block of zeros stand zeros only; another archive appended there would be read by some programs. */
function requireEnd(source: ByteSource, at: number): void {
  const next = source.read(at, BLOCK_BYTES);
  if (next.length === 0) throw new UnreadableMediaError('cut', 'tar', 'its end mark is missing');
  const rest = source.sizeBytes - at;
  const zeros = source.read(at, Math.min(rest, MAX_PADDING_BYTES)).every((byte) => byte === 0);
  if (!zeros || rest > MAX_PADDING_BYTES)
    throw new UnreadableMediaError('damaged', 'tar', 'something stands behind its end mark');
}

/** Tapes are filled up to a record; the largest usual one is far smaller. */
const MAX_PADDING_BYTES = 16 * 1024 * 1024;

/** The records of a pax extended header, `length key=value` each; a later one of the same key counts. */
export function paxRecords(bytes: Uint8Array): ReadonlyMap<string, string> {
  const text = asBuffer(bytes);
  const records = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    const blank = text.indexOf(' ', at);
    const length = Number(text.toString('latin1', at, blank));
    const equals = text.indexOf('=', blank);
    const isSound = blank > at && length > 0 && at + length <= text.length && equals < at + length;
    if (!isSound || equals === -1)
      throw new UnreadableMediaError('damaged', 'tar', 'an extended header is broken');
    records.set(text.toString('utf8', blank + 1, equals), text.toString('utf8', equals + 1, at + length - 1));
    at += length;
  }
  return records;
}

/** Octal digits, or with the highest bit set a binary number (GNU). */
function numberIn(block: Buffer, at: number, length: number): number {
  if (((block[at] ?? 0) & 0x80) !== 0) {
    const high = block.subarray(at + 1, at + length - 6);
    const value = block.readUIntBE(at + length - 6, 6);
    if (block[at] === 0x80 && high.every((byte) => byte === 0)) return value;
    throw new UnreadableMediaError('damaged', 'tar', 'a number is negative or too large');
  }
  const digits = textIn(block, at, length).trim();
  if (digits === '') return 0;
  if (!/^[0-7]+$/.test(digits)) throw new UnreadableMediaError('damaged', 'tar', 'a number is broken');
  return Number.parseInt(digits, 8);
}

/** The sum of all bytes of the header, its own field counted as blanks. */
function checksum(block: Buffer): number {
  return block.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 0x20 : byte), 0);
}

function textIn(block: Buffer, at: number, length: number): string {
  const end = block.indexOf(0, at);
  return block.toString('utf8', at, end === -1 || end > at + length ? at + length : end);
}
