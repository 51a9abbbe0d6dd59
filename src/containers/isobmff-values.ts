import type { ByteSource } from '../domain/media.ts';
import { u8, u16, u32 } from './numbers.ts';
import { asBuffer, decodeText, looksLikeText, utf16 } from './text.ts';

const MAX_TEXT_BYTES = 16 * 1024 * 1024;
const UTF16 = new Set([2, 5]);
const SIGNED = new Set([21, 65, 66, 67, 74]);
const UNSIGNED = new Set([22, 75, 76, 77, 78]);
const FLOATS = new Set([23, 24]);

/** A metadata value as text, by its well-known type (QuickTime "well-known types"); undefined for pictures and binary. */
export function dataText(type: number, value: ByteSource): string | undefined {
  const bytes = value.read(0, Math.min(value.sizeBytes, MAX_TEXT_BYTES));
  if (UTF16.has(type)) return utf16(bytes, 'big');
  if (FLOATS.has(type)) return floatText(bytes);
  if (SIGNED.has(type) || UNSIGNED.has(type)) return integerText(bytes, SIGNED.has(type));
  return looksLikeText(bytes, bytes.length) ? decodeText(bytes).trim() : undefined;
}

function floatText(bytes: Uint8Array): string | undefined {
  const view = asBuffer(bytes);
  if (bytes.length === 4) return String(view.readFloatBE(0));
  return bytes.length === 8 ? String(view.readDoubleBE(0)) : undefined;
}

function integerText(bytes: Uint8Array, isSigned: boolean): string | undefined {
  const view = asBuffer(bytes);
  if (bytes.length === 8) return String(isSigned ? view.readBigInt64BE(0) : view.readBigUInt64BE(0));
  if (bytes.length === 4) return String(isSigned ? view.readInt32BE(0) : u32(bytes, 0, 'big'));
  if (bytes.length === 2) return String(isSigned ? view.readInt16BE(0) : u16(bytes, 0, 'big'));
  if (bytes.length === 1) return String(isSigned ? view.readInt8(0) : u8(bytes, 0));
  return undefined;
}
