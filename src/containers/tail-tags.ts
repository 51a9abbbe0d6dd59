import type { ByteSource } from '../domain/media.ts';
import { type Findings, take } from './container.ts';
import { addId3 } from './id3.ts';
import { u8, u32 } from './numbers.ts';
import { asBuffer, latin1, looksLikeText } from './text.ts';

const ID3V1_BYTES = 128;
const APE_FOOTER_BYTES = 32;
const MAX_APE_BYTES = 16 * 1024 * 1024;
const MAX_ITEMS = 10_000;
const LYRICS_BEGIN = 'LYRICSBEGIN';
const LYRICS_END = 'LYRICS200';

/** Tags at the end of an audio file: ID3v1, before it Lyrics3, before it APEv2, before it an appended ID3v2.4 tag. */
export function addTailTags(found: Findings, source: ByteSource): void {
  found.attempt(() => {
    let end = source.sizeBytes;
    if (markAt(source, end - ID3V1_BYTES, 'TAG')) {
      addId3v1(found, source.read(end - ID3V1_BYTES, ID3V1_BYTES));
      end -= ID3V1_BYTES;
    }
    end = addLyrics(found, source, end);
    if (markAt(source, end - APE_FOOTER_BYTES, 'APETAGEX')) end = addApe(found, source, end);
    // The footer of an appended tag repeats its header (ID3v2.4 §3.4), with the size of what lies between.
    if (markAt(source, end - 10, '3DI')) {
      const footer = source.read(end - 10, 10);
      const size = [6, 7, 8, 9].reduce((value, at) => value * 128 + (u8(footer, at) & 0x7f), 0);
      addId3(found, source, Math.max(0, end - 20 - size));
    }
  });
}

function addId3v1(found: Findings, tag: Uint8Array): void {
  for (const [name, from, to] of [
    ['title', 3, 33],
    ['artist', 33, 63],
    ['album', 63, 93],
    ['comment', 97, 127],
  ] as const) {
    found.field(
      `id3v1.${name}`,
      latin1(tag.subarray(from, to))
        .replace(/\0[\s\S]*$/, '')
        .trim(),
    );
  }
}

/** A Lyrics3 2.00 tag as `lyrics3.<ID>`: fields of three letters, five digits of length and text. Returns where it begins. */
function addLyrics(found: Findings, source: ByteSource, end: number): number {
  if (!markAt(source, end - LYRICS_END.length, LYRICS_END)) return end;
  const sizeAt = end - LYRICS_END.length - 6;
  const size = Number(latin1(source.read(Math.max(0, sizeAt), 6)));
  const start = sizeAt - size;
  if (!Number.isSafeInteger(size) || !markAt(source, start, LYRICS_BEGIN)) {
    found.problem('damaged', 'lyrics3', 'the tag does not begin where it says');
    return sizeAt;
  }
  const text = latin1(source.read(start + LYRICS_BEGIN.length, size - LYRICS_BEGIN.length));
  for (let at = 0; at + 8 <= text.length; ) {
    const length = Number(text.slice(at + 3, at + 8));
    if (!Number.isSafeInteger(length)) break;
    found.field(`lyrics3.${text.slice(at, at + 3)}`, text.slice(at + 8, at + 8 + length));
    at += 8 + length;
  }
  return start;
}

/** An APEv2 tag by its footer; its items as `ape.<Key>`. Returns where it begins. */
function addApe(found: Findings, source: ByteSource, end: number): number {
  const footer = take(source, end - APE_FOOTER_BYTES, APE_FOOTER_BYTES, 'ape');
  const size = u32(footer, 12, 'little');
  const count = u32(footer, 16, 'little');
  const start = end - size;
  if (size < APE_FOOTER_BYTES || start < 0) {
    found.problem('damaged', 'ape', 'the tag is larger than the file');
    return end - APE_FOOTER_BYTES;
  }
  if (size > MAX_APE_BYTES || count > MAX_ITEMS) found.problem('limit', 'ape', 'the tag is too large');
  else addApeItems(found, source.read(start, size - APE_FOOTER_BYTES), count);
  return start;
}

function addApeItems(found: Findings, items: Uint8Array, count: number): void {
  let at = 0;
  for (let item = 0; item < count && at + 8 < items.length; item++) {
    const size = u32(items, at, 'little');
    const keyEnd = items.indexOf(0, at + 8);
    if (keyEnd === -1 || keyEnd + 1 + size > items.length) {
      found.problem('damaged', 'ape', `item ${item} runs past the tag`);
      return;
    }
    const value = asBuffer(items.subarray(keyEnd + 1, keyEnd + 1 + size));
    if (looksLikeText(value.filter((byte) => byte !== 0))) {
      found.field(`ape.${latin1(items.subarray(at + 8, keyEnd))}`, value.toString('utf8'));
    }
    at = keyEnd + 1 + size;
  }
}

function markAt(source: ByteSource, at: number, mark: string): boolean {
  return at >= 0 && latin1(source.read(at, mark.length)) === mark;
}
