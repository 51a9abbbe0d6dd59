import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { u8, u16, u32 } from './numbers.ts';
import { decodeText, latin1 } from './text.ts';

const MAX_TRACK_BYTES = 16 * 1024 * 1024;
/** Text events (Standard MIDI Files 1.0): lyrics and markers are left out. */
const TEXTS: Readonly<Record<number, string>> = {
  1: 'text',
  2: 'copyright',
  3: 'name',
  4: 'instrument',
  8: 'program',
  9: 'device',
};

/** Standard MIDI Files: texts of their tracks. */
export const midi: Container = {
  id: 'midi',
  version: 1,
  formats: ['midi'],
  read(bytes) {
    const found = findings();
    found.attempt(() => readTracks(found, bytes));
    return found.contents();
  },
};

function readTracks(found: Findings, source: ByteSource): void {
  const head = take(source, 0, 14, 'midi');
  let at = 8 + u32(head, 4, 'big');
  for (let left = u16(head, 10, 'big'); left > 0; ) {
    const chunk = take(source, at, 8, 'midi');
    const size = u32(chunk, 4, 'big');
    if (at + 8 + size > source.sizeBytes)
      throw new UnreadableMediaError('cut', 'midi', 'a track runs past the end');
    if (latin1(chunk.subarray(0, 4)) === 'MTrk') {
      left -= 1;
      const trackAt = at + 8;
      found.attempt(() => addEvents(found, trackBytes(source, trackAt, size)));
    }
    at += 8 + size;
  }
}

function trackBytes(source: ByteSource, at: number, size: number): Uint8Array {
  if (size > MAX_TRACK_BYTES) throw new UnreadableMediaError('limit', 'midi', 'a track is too long');
  return take(source, at, size, 'midi');
}

/** Events after their delta times; a data byte where a status should be repeats the last one. */
function addEvents(found: Findings, track: Uint8Array): void {
  let at = 0;
  let running = 0;
  const number = (): number => {
    let value = 0;
    for (let bytes = 0; bytes < 4; bytes++) {
      const byte = u8(track, at++);
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) break;
    }
    return value;
  };
  while (at < track.length) {
    number();
    const status = u8(track, at);
    if (status === 0xff) {
      const type = u8(track, at + 1);
      at += 2;
      const size = number();
      const name = TEXTS[type];
      if (name !== undefined) found.field(`midi.${name}`, decodeText(track.subarray(at, at + size)).trim());
      at += size;
    } else if (status === 0xf0 || status === 0xf7) {
      at += 1;
      const size = number();
      at += size;
    } else {
      if (status >= 0x80) {
        running = status;
        at += 1;
      }
      const kind = running & 0xf0;
      at += kind === 0xc0 || kind === 0xd0 ? 1 : 2;
    }
  }
}
