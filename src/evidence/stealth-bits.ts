import { isUtf8 } from 'node:buffer';
import { inflate } from '../containers/inflate.ts';
import { UnreadableMediaError } from '../domain/errors.ts';
import type { Corner } from './png-pixels.ts';

/** Where the bits are: the lowest one of alpha, or of red, green and blue in turn. */
export type StealthChannel = 'alpha' | 'rgb';

/** A text hidden in pixels, or that one begins there and cannot be read. */
export type Hidden =
  | { readonly kind: 'text'; readonly channel: StealthChannel; readonly text: string }
  | { readonly kind: 'unread'; readonly channel: StealthChannel; readonly reason: string };

/** The word a message begins with tells channel and compression (the WebUI extension "stealth pnginfo"). */
const MAGIC: Readonly<Record<StealthChannel, Readonly<Record<string, 'plain' | 'gzip'>>>> = {
  alpha: { stealth_pnginfo: 'plain', stealth_pngcomp: 'gzip' },
  rgb: { stealth_rgbinfo: 'plain', stealth_rgbcomp: 'gzip' },
};
const MAGIC_BITS = 120;
const LENGTH_BITS = 32;
/** Longest text kept of a message. */
const MAX_TEXT_BYTES = 4 * 1024 * 1024;

/** Pixels of a message's first word and length, counted down each column from the left. */
export function headPixels(channel: StealthChannel): number {
  return Math.ceil((MAGIC_BITS + LENGTH_BITS) / bitsPerPixel(channel));
}

/** Whether the first bits of a channel are one of the words a message begins with. */
export function beginsMessage(pixels: Corner, channel: StealthChannel): boolean {
  return compressionOf(pixels, channel) !== undefined;
}

/** Whether the first bytes in these pixels, however few, may be those of a message. */
export function mayBegin(pixels: Corner, channel: StealthChannel): boolean {
  const bits = pixels.rows * pixels.columns * bitsPerPixel(channel);
  const begin = Buffer.from(bytesAt(pixels, channel, 0, Math.floor(bits / 8))).toString('latin1');
  return Object.keys(MAGIC[channel]).some((word) => word.startsWith(begin));
}

/** Pixels the whole message takes; undefined where its length is none, or more than `capacity` pixels hold. */
export function messagePixels(pixels: Corner, channel: StealthChannel, capacity: number): number | undefined {
  const length = lengthOf(pixels, channel);
  const all = Math.ceil((MAGIC_BITS + LENGTH_BITS + length) / bitsPerPixel(channel));
  return length < 8 || all > capacity ? undefined : all;
}

/** The message in pixels that begin with one. */
export function readMessage(pixels: Corner, channel: StealthChannel): Hidden {
  const compression = compressionOf(pixels, channel);
  const bytes = bytesAt(pixels, channel, MAGIC_BITS + LENGTH_BITS, Math.floor(lengthOf(pixels, channel) / 8));
  try {
    const text =
      compression === 'gzip' ? inflate(bytes, 'gzip', MAX_TEXT_BYTES, `stealth.${channel}`) : bytes;
    if (text.length > 0 && isUtf8(text))
      return { kind: 'text', channel, text: Buffer.from(text).toString('utf8') };
    return { kind: 'unread', channel, reason: 'it is no text' };
  } catch (error) {
    if (!(error instanceof UnreadableMediaError)) throw error;
    return { kind: 'unread', channel, reason: error.message };
  }
}

function compressionOf(pixels: Corner, channel: StealthChannel): 'plain' | 'gzip' | undefined {
  const word = Buffer.from(bytesAt(pixels, channel, 0, MAGIC_BITS / 8)).toString('latin1');
  return Object.hasOwn(MAGIC[channel], word) ? MAGIC[channel][word] : undefined;
}

function lengthOf(pixels: Corner, channel: StealthChannel): number {
  return Buffer.from(bytesAt(pixels, channel, MAGIC_BITS, LENGTH_BITS / 8)).readUInt32BE(0);
}

function bytesAt(pixels: Corner, channel: StealthChannel, firstBit: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let index = 0; index < length * 8; index += 1) {
    bytes[index >> 3] = ((bytes[index >> 3] ?? 0) << 1) | bitAt(pixels, channel, firstBit + index);
  }
  return bytes;
}

/** One bit of the stream: down each column, columns from left to right. */
function bitAt({ rows, columns, channels, samples }: Corner, channel: StealthChannel, index: number): number {
  const pixel = Math.floor(index / bitsPerPixel(channel));
  const sample = channel === 'alpha' ? 3 : index % 3;
  const column = Math.floor(pixel / rows);
  return (samples[((pixel % rows) * columns + column) * channels + sample] ?? 0) & 1;
}

function bitsPerPixel(channel: StealthChannel): 1 | 3 {
  return channel === 'alpha' ? 1 : 3;
}
