import { isUtf8 } from 'node:buffer';

/** Bytes as Latin-1 characters, one each: for keywords, signatures and searching. */
export function latin1(bytes: Uint8Array): string {
  return asBuffer(bytes).toString('latin1');
}

/** Text of unknown encoding: by byte-order mark, else UTF-8 where it is valid, else Latin-1. NULs at the end are dropped. */
export function decodeText(bytes: Uint8Array): string {
  const buffer = asBuffer(bytes);
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return untail(utf16(buffer.subarray(2), 'little'));
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return untail(utf16(buffer.subarray(2), 'big'));
  const body = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? buffer.subarray(3) : buffer;
  return untail(isUtf8(body) ? body.toString('utf8') : body.toString('latin1'));
}

/** UTF-16 text in the given byte order; a lone last byte is dropped. */
export function utf16(bytes: Uint8Array, order: 'little' | 'big'): string {
  const even = asBuffer(bytes).subarray(0, bytes.length & ~1);
  return order === 'little' ? even.toString('utf16le') : Buffer.from(even).swap16().toString('utf16le');
}

/** Whether bytes look like text: no control characters but white space, in a sample from the beginning. */
export function looksLikeText(bytes: Uint8Array, sampleBytes = 4096): boolean {
  const sample = Math.min(bytes.length, sampleBytes);
  for (let at = 0; at < sample; at++) {
    const value = bytes[at] ?? 0;
    const isSpace = value === 0x09 || value === 0x0a || value === 0x0c || value === 0x0d;
    if ((value < 0x20 && !isSpace) || value === 0x7f) return false;
  }
  return sample > 0;
}

/** Text up to the first NUL. */
export function untilNul(text: string): string {
  const end = text.indexOf('\0');
  return end === -1 ? text : text.slice(0, end);
}

/** The same bytes as a Buffer, without a copy. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Text without the NULs at its end. A pattern would try each of many NULs in turn, and take time by their square. */
export function untail(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end -= 1;
  return end === text.length ? text : text.slice(0, end);
}
