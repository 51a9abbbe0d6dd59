import { UnreadableMediaError } from '../domain/errors.ts';

/** Whether multi-byte numbers begin with their lowest byte (Intel) or their highest (Motorola). */
export type ByteOrder = 'little' | 'big';

/** The byte at `at`; throws `cut` beyond the end, as all readers of numbers here do. */
export function u8(bytes: Uint8Array, at: number): number {
  const value = bytes[at];
  if (value === undefined) throw new UnreadableMediaError('cut', `byte ${at}`, 'a number runs past the end');
  return value;
}

export function u16(bytes: Uint8Array, at: number, order: ByteOrder): number {
  const [first, second] = [u8(bytes, at), u8(bytes, at + 1)];
  return order === 'big' ? first * 0x100 + second : second * 0x100 + first;
}

export function u32(bytes: Uint8Array, at: number, order: ByteOrder): number {
  const [first, second] = [u16(bytes, at, order), u16(bytes, at + 2, order)];
  return order === 'big' ? first * 0x10000 + second : second * 0x10000 + first;
}

/** A 64-bit number; beyond 2^53 it is inexact, which is beyond the end of any file all the same. */
export function u64(bytes: Uint8Array, at: number, order: ByteOrder): number {
  const [first, second] = [u32(bytes, at, order), u32(bytes, at + 4, order)];
  return order === 'big' ? first * 2 ** 32 + second : second * 2 ** 32 + first;
}

/** Four characters at `at`, one byte each. */
export function fourCc(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(u8(bytes, at), u8(bytes, at + 1), u8(bytes, at + 2), u8(bytes, at + 3));
}
