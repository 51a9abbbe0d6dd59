import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { addId3Tags } from './id3.ts';
import { u8 } from './numbers.ts';
import { addTailTags } from './tail-tags.ts';
import { asBuffer } from './text.ts';
import { addFlacPicture, addVorbisComments } from './vorbis-comments.ts';

const MAX_BLOCKS = 10_000;
const COMMENTS = 4;
const PICTURE = 6;

/** FLAC (RFC 9639): the metadata blocks before the sound, and tags of other kinds before and behind it. */
export const flac: Container = {
  id: 'flac',
  version: 1,
  formats: ['flac'],
  read(bytes) {
    const found = findings();
    addFlac(found, bytes, addId3Tags(found, bytes));
    addTailTags(found, bytes);
    return found.contents();
  },
};

/** Reads the metadata blocks of a FLAC stream that begins at `at`. */
export function addFlac(found: Findings, source: ByteSource, at: number): void {
  found.attempt(() => {
    take(source, at, 4, 'flac');
    let next = at + 4;
    for (let block = 0; ; block++) {
      if (block >= MAX_BLOCKS) throw new UnreadableMediaError('limit', 'flac', 'too many metadata blocks');
      const head = take(source, next, 4, 'flac');
      const type = u8(head, 0) & 0x7f;
      if (type === 0x7f)
        throw new UnreadableMediaError('damaged', 'flac', `no metadata block at byte ${next}`);
      const length = u8(head, 1) * 0x10000 + u8(head, 2) * 0x100 + u8(head, 3);
      readBlock(found, source, type, next + 4, length);
      next += 4 + length;
      if ((u8(head, 0) & 0x80) !== 0) break;
    }
    if (next > source.sizeBytes) found.problem('cut', 'flac', 'a metadata block runs past the end');
    else if (next === source.sizeBytes) found.problem('cut', 'flac', 'it ends before the sound begins');
  });
}

function readBlock(found: Findings, source: ByteSource, type: number, at: number, length: number): void {
  if (type === COMMENTS) {
    found.attempt(() => addVorbisComments(found, take(source, at, length, 'flac.comments'), 'flac.comments'));
  } else if (type === PICTURE) {
    found.attempt(() => addFlacPicture(found, asBuffer(take(source, at, length, 'flac.picture'))));
  }
}
