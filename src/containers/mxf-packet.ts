import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { take } from './container.ts';
import { u8 } from './numbers.ts';
import { asBuffer } from './text.ts';

/** A partition pack begins with this key (SMPTE ST 377-1 §7.1); two bytes after it tell its kind and status. */
export const PARTITION = Buffer.from('060e2b34020501010d01020101', 'hex');
export const KEY_BYTES = 16;

/** One packet: key and where its value lies. */
export interface Packet {
  readonly key: Buffer;
  readonly at: number;
  readonly contentAt: number;
  readonly size: number;
}

/** Key, BER length, value (SMPTE ST 336). */
export function packetAt(source: ByteSource, at: number): Packet {
  const head = take(source, at, KEY_BYTES + 1, 'mxf');
  const key = asBuffer(head.subarray(0, KEY_BYTES));
  if (key.readUInt32BE(0) !== 0x060e2b34)
    throw new UnreadableMediaError('damaged', 'mxf', `no packet at byte ${at}`);
  const first = u8(head, KEY_BYTES);
  if (first < 0x80) return { key, at, contentAt: at + KEY_BYTES + 1, size: first };
  const width = first & 0x7f;
  if (width === 0 || width > 8)
    throw new UnreadableMediaError('damaged', 'mxf', `no length at byte ${at + KEY_BYTES}`);
  const size = take(source, at + KEY_BYTES + 1, width, 'mxf').reduce((value, byte) => value * 256 + byte, 0);
  return { key, at, contentAt: at + KEY_BYTES + 1 + width, size };
}
