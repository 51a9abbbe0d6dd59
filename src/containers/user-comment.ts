import { isUtf8 } from 'node:buffer';
import type { ByteOrder } from './numbers.ts';
import { asBuffer, latin1, utf16 } from './text.ts';

const CODE_BYTES = 8;

/**
 * EXIF UserComment (EXIF 3.0 §4.6.6.4): its eight-byte character code is often wrong, so the bytes decide. Where they fit
 * two readings, both are given.
 */
export function decodeUserComment(bytes: Uint8Array, order: ByteOrder): readonly string[] {
  const code = latin1(bytes.subarray(0, CODE_BYTES));
  const isCoded = /^(ASCII\0\0\0|UNICODE\0|JIS\0{5}|\0{8}| {8})$/i.test(code);
  const body = isCoded ? bytes.subarray(CODE_BYTES) : bytes;
  const isUnicode = isCoded && /^UNICODE/i.test(code);
  const narrowBytes = trimZeros(body, 1);
  const wideBytes = trimZeros(body, 2);
  if (narrowBytes.length === 0) return [];
  const isNarrow = isUtf8(narrowBytes) && !narrowBytes.includes(0);
  const narrow = clean(isUtf8(narrowBytes) ? asBuffer(narrowBytes).toString('utf8') : latin1(narrowBytes));
  const wide = clean(utf16(wideBytes, wideOrder(wideBytes, order)));
  if (isNarrow && isUnicode && body.length % 2 === 0 && !narrow.includes(' ')) return [wide, narrow];
  if (isNarrow) return [narrow];
  return isUnicode || narrowBytes.includes(0) ? [wide] : [narrow];
}

/** In UTF-16 Latin letters have one zero byte: high in big-endian text, low in little-endian. */
function wideOrder(body: Uint8Array, fallback: ByteOrder): ByteOrder {
  if (body[0] === 0xfe && body[1] === 0xff) return 'big';
  if (body[0] === 0xff && body[1] === 0xfe) return 'little';
  let zeros = 0;
  for (let at = 0; at + 1 < body.length; at += 2)
    zeros += (body[at] === 0 ? 1 : 0) - (body[at + 1] === 0 ? 1 : 0);
  if (zeros === 0) return fallback;
  return zeros > 0 ? 'big' : 'little';
}

/** Without the zeros at the end; in UTF-16 an odd one may be half of the last unit, so they go in pairs. */
function trimZeros(bytes: Uint8Array, step: 1 | 2): Uint8Array {
  let end = bytes.length;
  while (end >= step && bytes[end - 1] === 0 && bytes[end - step] === 0) end -= step;
  return bytes.subarray(0, end);
}

function clean(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replaceAll('\0', '')
    .trim();
}
