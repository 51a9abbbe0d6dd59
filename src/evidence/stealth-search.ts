import type { MediaSource } from '../domain/media.ts';
import { decodePixels, MAX_PIXELS, type Pixels } from './pixels.ts';
import { type Corner, corner, type PngHead, pngHead, rowBytes } from './png-pixels.ts';
import {
  beginsMessage,
  type Hidden,
  headPixels,
  mayBegin,
  messagePixels,
  readMessage,
  type StealthChannel,
} from './stealth-bits.ts';
import { losslessHead } from './webp-head.ts';

/** What a search of pixels came to: what was found, or why nothing could be looked for. Empty where nothing is hidden. */
export type PixelFinding = Hidden | { readonly kind: 'not-searched'; readonly reason: string };

/** Rows that tell almost every picture without a message: its first letter in alpha, its first three in colour. */
const PROBE_ROWS = 8;
/** Decompressed picture data of one file that is looked at. */
const MAX_DECODED_BYTES = MAX_PIXELS * 4;

/**
 * Looks for a text in the lowest bits of a PNG's or lossless WebP's pixels. A PNG costs its first rows only: a
 * few, and those in which a message would begin where the few do not rule it out. A WebP and an interlaced PNG have to be decoded whole; a WebP is searched in alpha only, and
 * only where it has it.
 */
export async function searchPixels(source: MediaSource): Promise<readonly PixelFinding[]> {
  if (source.type.format === 'png') return searchPng(source);
  if (source.type.format !== 'webp') return [];
  const head = losslessHead(source.bytes);
  return head?.hasAlpha === true ? searchWhole(source, head.width * head.height, ['alpha']) : [];
}

async function searchPng(source: MediaSource): Promise<readonly PixelFinding[]> {
  const head = pngHead(source.bytes);
  if (head?.channels === undefined || head.width === 0 || head.height === 0) return [];
  const channels: readonly StealthChannel[] = head.channels === 4 ? ['alpha', 'rgb'] : ['rgb'];
  if (head.isInterlaced) {
    return searchWhole(source, head.width * head.height, channels);
  }
  const possible = channels.filter(couldBegin(source, head));
  if (possible.length === 0) return [];
  const begin = firstPixels(source, head, Math.max(...possible.map(headPixels)));
  if ('reason' in begin) return [{ kind: 'not-searched', reason: begin.reason }];
  return possible
    .filter((channel) => beginsMessage(begin, channel))
    .map((channel) => wholeMessage(source, head, begin, channel));
}

/** Whether a channel may hold a message as far as the first rows tell; where they cannot be read, every channel may. */
function couldBegin(source: MediaSource, head: PngHead): (channel: StealthChannel) => boolean {
  const probe = head.height < PROBE_ROWS ? undefined : corner(source.bytes, head, 1, PROBE_ROWS);
  return (channel) => probe === undefined || mayBegin(probe, channel);
}

function wholeMessage(source: MediaSource, head: PngHead, begin: Corner, channel: StealthChannel): Hidden {
  const count = messagePixels(begin, channel, head.width * head.height);
  if (count === undefined) return { kind: 'unread', channel, reason: 'its length is impossible' };
  const pixels = firstPixels(source, head, count);
  return 'reason' in pixels
    ? { kind: 'unread', channel, reason: pixels.reason }
    : readMessage(pixels, channel);
}

/** The first pixels counted down each column; fewer where the picture has no more. */
function firstPixels(
  source: MediaSource,
  head: PngHead,
  count: number,
): Corner | { readonly reason: string } {
  const rows = Math.min(head.height, count);
  const columns = Math.min(head.width, Math.ceil(count / rows));
  if (rowBytes(head, rows) > MAX_DECODED_BYTES) return { reason: 'the picture is too large' };
  return corner(source.bytes, head, columns, rows) ?? { reason: 'its picture data is broken' };
}

async function searchWhole(
  source: MediaSource,
  pixelCount: number,
  channels: readonly StealthChannel[],
): Promise<readonly PixelFinding[]> {
  if (pixelCount > MAX_PIXELS) return [{ kind: 'not-searched', reason: 'the picture is too large' }];
  const decoded = await decodePixels(source.bytes);
  if ('reason' in decoded) return [{ kind: 'not-searched', reason: decoded.reason }];
  const pixels = cornerOf(decoded);
  if (pixels === undefined) return [];
  return channels
    .filter((channel) => beginsMessage(pixels, channel))
    .map((channel): Hidden => {
      const count = messagePixels(pixels, channel, pixelCount);
      if (count === undefined) return { kind: 'unread', channel, reason: 'its length is impossible' };
      return readMessage(pixels, channel);
    });
}

function cornerOf({ width, height, channels, samples }: Pixels): Corner | undefined {
  return channels === 3 || channels === 4 ? { columns: width, rows: height, channels, samples } : undefined;
}
