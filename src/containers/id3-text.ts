import { asBuffer, latin1, untail, utf16 } from './text.ts';

/** Text in one of the four encodings of ID3v2 (2.4 §4): 0 Latin-1, 1 UTF-16 with mark, 2 UTF-16 big-endian, 3 UTF-8. */
export function id3Text(bytes: Uint8Array, encoding: number): string {
  return untail(decode(bytes, encoding));
}

/** A text up to its terminator, and what follows it. */
export function id3Cut(bytes: Uint8Array, encoding: number): { text: string; rest: Uint8Array } {
  const end = terminatorAt(bytes, encoding);
  const width = isWide(encoding) ? 2 : 1;
  const rest = end === -1 ? bytes.subarray(bytes.length) : bytes.subarray(end + width);
  return { text: decode(bytes.subarray(0, end === -1 ? bytes.length : end), encoding), rest };
}

function decode(bytes: Uint8Array, encoding: number): string {
  if (encoding === 0) return latin1(bytes);
  if (encoding === 3) return asBuffer(bytes).toString('utf8');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes.subarray(2), 'little');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes.subarray(2), 'big');
  return utf16(bytes, encoding === 2 ? 'big' : 'little');
}

function terminatorAt(bytes: Uint8Array, encoding: number): number {
  if (!isWide(encoding)) return bytes.indexOf(0);
  for (let at = 0; at + 1 < bytes.length; at += 2) if (bytes[at] === 0 && bytes[at + 1] === 0) return at;
  return -1;
}

function isWide(encoding: number): boolean {
  return encoding === 1 || encoding === 2;
}
