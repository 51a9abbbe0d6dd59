import { UnreadableMediaError } from '../domain/errors.ts';
import { bufferBytes } from '../files/bytes.ts';
import type { Findings } from './container.ts';
import { u32 } from './numbers.ts';
import { asBuffer } from './text.ts';

const MAX_COMMENTS = 10_000;

/** A Vorbis comment header (Vorbis I §5) as fields `vorbis.<KEY>`, upper case; the vendor is `vorbis.vendor`. */
export function addVorbisComments(found: Findings, bytes: Uint8Array, where: string): void {
  const buffer = asBuffer(bytes);
  let at = 0;
  const text = (): Buffer => {
    const length = u32(bytes, at, 'little');
    const value = buffer.subarray(at + 4, at + 4 + length);
    if (value.length < length) throw new UnreadableMediaError('cut', where, 'a comment runs past the end');
    at += 4 + length;
    return value;
  };
  found.field('vorbis.vendor', text().toString('utf8'));
  const count = u32(bytes, at, 'little');
  at += 4;
  for (let comment = 0; comment < count; comment++) {
    if (comment >= MAX_COMMENTS) throw new UnreadableMediaError('limit', where, 'too many comments');
    addComment(found, text());
  }
}

function addComment(found: Findings, comment: Buffer): void {
  const equals = comment.indexOf('=');
  if (equals === -1) return;
  const key = comment.subarray(0, equals).toString('latin1').toUpperCase();
  const value = comment.subarray(equals + 1);
  if (key === 'METADATA_BLOCK_PICTURE')
    addFlacPicture(found, Buffer.from(value.toString('latin1'), 'base64'));
  else if (key === 'COVERART')
    found.member('vorbis.COVERART', bufferBytes(Buffer.from(value.toString('latin1'), 'base64')), 'part');
  else found.field(`vorbis.${key}`, value.toString('utf8'));
}

/** A FLAC picture block (RFC 9639 §8.8): the picture is a file of its own. */
export function addFlacPicture(found: Findings, block: Buffer): void {
  found.attempt(() => {
    const typeBytes = u32(block, 4, 'big');
    const descriptionAt = 8 + typeBytes;
    const dimensionsAt = descriptionAt + 4 + u32(block, descriptionAt, 'big');
    const sizeAt = dimensionsAt + 16;
    const size = u32(block, sizeAt, 'big');
    const picture = block.subarray(sizeAt + 4, sizeAt + 4 + size);
    if (picture.length < size)
      throw new UnreadableMediaError('cut', 'flac.picture', 'it runs past its block');
    // `-->` stands before a link instead of a picture.
    if (block.toString('latin1', 8, descriptionAt) !== '-->')
      found.member('flac.picture', bufferBytes(picture), 'part');
  });
}
