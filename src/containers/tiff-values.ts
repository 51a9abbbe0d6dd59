import type { ByteSource } from '../domain/media.ts';
import { type ByteOrder, u8, u16, u32 } from './numbers.ts';
import { asBuffer, decodeText, latin1, looksLikeText, untail, utf16 } from './text.ts';
import { decodeUserComment } from './user-comment.ts';

const USER_COMMENT = 0x9286;
/** Windows Explorer's own tags (XPTitle …) hold UTF-16LE in bytes. */
const XP_FIRST = 0x9c9b;
const XP_LAST = 0x9c9f;
/** Longer lists of numbers are image data: curves, offsets, matrices. */
const MAX_NUMBERS = 16;
/** Longer private bytes are image data too; text among them may be longer. */
export const MAX_PRIVATE_BYTES = 1024 * 1024;
const MAX_TEXT_BYTES = 16 * 1024 * 1024;

/** The text of one tag's value; none where it is no text and no short list of numbers. */
export function tagText(
  entry: { readonly tag: number; readonly type: number; readonly count: number },
  value: ByteSource,
  order: ByteOrder,
): readonly string[] {
  const bytes = (): Uint8Array => value.read(0, Math.min(value.sizeBytes, MAX_TEXT_BYTES));
  if (entry.tag === USER_COMMENT) return decodeUserComment(bytes(), order);
  if (entry.tag >= XP_FIRST && entry.tag <= XP_LAST) return [tidy(utf16(bytes(), 'little'))];
  switch (entry.type) {
    case 2:
    case 129:
      return [tidy(decodeText(bytes()))];
    case 1:
    case 7:
      return privateText(value);
    default:
      return entry.count > MAX_NUMBERS ? [] : [numbersOf(bytes(), entry.type, order).join(' ')];
  }
}

/** Bytes of no declared meaning: text where they are text, a few numbers where they are few. */
function privateText(value: ByteSource): readonly string[] {
  if (value.sizeBytes > MAX_PRIVATE_BYTES) return [];
  const bytes = value.read(0, value.sizeBytes);
  const text = withoutPadding(bytes);
  if (text.length > 1 && looksLikeText(text, text.length)) return [tidy(decodeText(text))];
  return bytes.length > 0 && bytes.length <= MAX_NUMBERS ? [[...bytes].join(' ')] : [];
}

function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end);
}

/** Several strings in one tag are parted by NUL. */
function tidy(text: string): string {
  return untail(text).replaceAll('\0', '\n').trim();
}

function numbersOf(bytes: Uint8Array, type: number, order: ByteOrder): readonly string[] {
  const size =
    type === 3 || type === 8
      ? 2
      : type === 6
        ? 1
        : type === 4 || type === 9 || type === 11 || type === 13
          ? 4
          : 8;
  const result: string[] = [];
  for (let at = 0; at + size <= bytes.length; at += size) result.push(numberAt(bytes, at, type, order));
  return result;
}

function numberAt(bytes: Uint8Array, at: number, type: number, order: ByteOrder): string {
  const isLittle = order === 'little';
  const view = asBuffer(bytes);
  switch (type) {
    case 3:
      return String(u16(bytes, at, order));
    case 5:
      return ratio(u32(bytes, at, order), u32(bytes, at + 4, order));
    case 6:
      return String((u8(bytes, at) << 24) >> 24);
    case 8:
      return String((u16(bytes, at, order) << 16) >> 16);
    case 9:
      return String(u32(bytes, at, order) | 0);
    case 10:
      return ratio(u32(bytes, at, order) | 0, u32(bytes, at + 4, order) | 0);
    case 11:
      return String(isLittle ? view.readFloatLE(at) : view.readFloatBE(at));
    case 12:
      return String(isLittle ? view.readDoubleLE(at) : view.readDoubleBE(at));
    case 16:
    case 17:
    case 18:
      return String(isLittle ? view.readBigUInt64LE(at) : view.readBigUInt64BE(at));
    default:
      return String(u32(bytes, at, order));
  }
}

/** A rational as a decimal number, shortest at nine digits; `0/0` means "unknown" and stays so. */
function ratio(numerator: number, denominator: number): string {
  if (denominator === 0) return `${numerator}/0`;
  return String(Number((numerator / denominator).toPrecision(9)));
}

/** Whether bytes begin like a TIFF structure. */
export function beginsTiff(bytes: Uint8Array): boolean {
  return /^(II[*+U]\0|MM\0[*+])/.test(latin1(bytes.subarray(0, 4)));
}
