import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import type { Findings } from './container.ts';
import { jpegLength } from './jpeg-segments.ts';
import { u16, u32 } from './numbers.ts';
import { decodeText, latin1, looksLikeText } from './text.ts';
import { addTrailing, pastZeros } from './trailer.ts';

const MAX_PICTURES = 32;
const MAX_SAMSUNG_ENTRIES = 256;
const MAX_SAMSUNG_TEXT = 1024 * 1024;
const SAMSUNG_END = 'SEFT';

/**
 * What stands behind a JPEG's end mark: further pictures (Multi-Picture Format, gain maps, depth), Samsung's directory of
 * named blocks, text, or another file altogether.
 */
export function addTrailer(found: Findings, bytes: ByteSource, end: number): void {
  found.attempt(() => {
    let at = end;
    for (let count = 2; count < MAX_PICTURES; count++) {
      const pictureAt = pastZeros(bytes, at);
      if (!beginsPicture(bytes, pictureAt)) break;
      const rest = rangeOf(bytes, pictureAt, bytes.sizeBytes);
      const length = jpegLength(rest);
      found.member(`picture ${count}`, rangeOf(rest, 0, length));
      at = pictureAt + length;
    }
    const textAt = pastZeros(bytes, at);
    if (textAt >= bytes.sizeBytes) return;
    if (latin1(bytes.read(bytes.sizeBytes - 4, 4)) === SAMSUNG_END) addSamsungBlocks(found, bytes, at);
    else addTrailing(found, bytes, at, 'jpeg');
  });
}

function beginsPicture(bytes: ByteSource, at: number): boolean {
  const [first, second, third] = bytes.read(at, 3);
  return first === 0xff && second === 0xd8 && third === 0xff;
}

/**
 * Samsung's trailer (layout from ExifTool's Samsung module): blocks, then `SEFH`, version, count and for each block its
 * type, distance back from `SEFH` and size; then the directory's length and `SEFT`. Text blocks become fields
 * `jpeg.trailer.<name>`.
 */
function addSamsungBlocks(found: Findings, bytes: ByteSource, from: number): void {
  const tail = bytes.read(bytes.sizeBytes - 8, 8);
  const directoryAt = bytes.sizeBytes - 8 - u32(tail, 0, 'little');
  const head = directoryAt >= from ? bytes.read(directoryAt, 12) : new Uint8Array();
  if (head.length < 12 || latin1(head.subarray(0, 4)) !== 'SEFH') {
    found.problem('damaged', 'jpeg.trailer', 'its Samsung directory is not where it should be');
    return;
  }
  const count = u32(head, 8, 'little');
  if (count > MAX_SAMSUNG_ENTRIES) {
    found.problem('limit', 'jpeg.trailer', `its Samsung directory lists ${count} blocks`);
    return;
  }
  const entries = bytes.read(directoryAt + 12, count * 12);
  for (let at = 0; at + 12 <= entries.length; at += 12) {
    const start = directoryAt - u32(entries, at + 4, 'little');
    const size = u32(entries, at + 8, 'little');
    if (start < from || start + size > directoryAt) {
      found.problem('damaged', 'jpeg.trailer', 'a Samsung block lies outside the trailer');
    } else addSamsungBlock(found, rangeOf(bytes, start, size));
  }
}

function addSamsungBlock(found: Findings, block: ByteSource): void {
  const head = block.read(0, 8);
  if (head.length < 8) return;
  const nameBytes = u32(head, 4, 'little');
  const name = latin1(block.read(8, Math.min(nameBytes, 256)));
  const dataAt = 8 + nameBytes;
  const start = block.read(dataAt, 16);
  if (u16(head, 0, 'little') !== 0 || start.length === 0) return;
  if (start[0] === 0xff && start[1] === 0xd8) found.member(name, rangeOf(block, dataAt, block.sizeBytes));
  else if (latin1(start.subarray(4, 8)) === 'ftyp')
    found.member(name, rangeOf(block, dataAt, block.sizeBytes));
  else if (looksLikeText(start))
    found.field(`jpeg.trailer.${name}`, decodeText(block.read(dataAt, MAX_SAMSUNG_TEXT)));
}
