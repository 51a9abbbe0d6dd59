import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { u16, u32 } from './numbers.ts';

const FILE_HEADER_BYTES = 14;
const CORE_HEADER_BYTES = 12;
/** Ways of compression: none, bit fields, and the two that hold a file of their own. */
const PLAIN = new Set([0, 3, 6]);
const EMBEDDED = new Set([4, 5]);

/** Windows bitmaps: no place for words; whether the rows they promise are there, and a JPEG or PNG inside one. */
export const bitmap: Container = {
  id: 'bitmap',
  version: 1,
  formats: ['bmp'],
  read(bytes) {
    const found = findings();
    found.attempt(() => readBitmap(found, bytes));
    return found.contents();
  },
};

function readBitmap(found: Findings, source: ByteSource): void {
  const head = take(source, 0, FILE_HEADER_BYTES + CORE_HEADER_BYTES, 'bmp');
  const pixelsAt = u32(head, 10, 'little');
  const isCore = u32(head, 14, 'little') === CORE_HEADER_BYTES;
  const info = isCore ? head : take(source, 0, FILE_HEADER_BYTES + 24, 'bmp');
  const width = isCore ? u16(info, 18, 'little') : u32(info, 18, 'little');
  // Rows may stand from the top down, which a negative height says.
  const height = isCore ? u16(info, 20, 'little') : Math.abs(u32(info, 22, 'little') | 0);
  const bits = u16(info, isCore ? 24 : 28, 'little');
  const compression = isCore ? 0 : u32(info, 30, 'little');
  const sizeBytes = PLAIN.has(compression)
    ? Math.ceil((width * bits) / 32) * 4 * height
    : u32(info, 34, 'little');
  if (pixelsAt + sizeBytes > source.sizeBytes)
    throw new UnreadableMediaError('cut', 'bmp', 'its rows run past the end');
  if (EMBEDDED.has(compression)) found.member('bmp.image', rangeOf(source, pixelsAt, sizeBytes));
}
