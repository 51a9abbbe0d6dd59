import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { addId3Tags } from './id3.ts';
import { fourCc, u16, u32 } from './numbers.ts';
import { decodeText } from './text.ts';
import { addXmp } from './xmp.ts';

const MAX_CHUNKS = 100_000;
const MAX_TEXT_BYTES = 16 * 1024 * 1024;
const TEXTS = new Set(['NAME', 'AUTH', '(c) ', 'ANNO']);

/** AIFF and AIFF-C (Apple, 1989 and 1991): text chunks, comments, ID3 and XMP, wherever they stand. */
export const aiff: Container = {
  id: 'aiff',
  version: 1,
  formats: ['aiff'],
  read(bytes) {
    const found = findings();
    found.attempt(() => readChunks(found, bytes));
    return found.contents();
  },
};

function readChunks(found: Findings, source: ByteSource): void {
  const declared = 8 + u32(take(source, 0, 12, 'aiff'), 4, 'big');
  if (declared > source.sizeBytes) {
    found.problem('cut', 'aiff', `${declared - source.sizeBytes} bytes lie beyond the end`);
  }
  const end = Math.min(declared, source.sizeBytes);
  let at = 12;
  for (let count = 0; at + 8 <= end; count++) {
    if (count >= MAX_CHUNKS) throw new UnreadableMediaError('limit', 'aiff', 'it has too many chunks');
    const head = take(source, at, 8, 'aiff');
    const size = u32(head, 4, 'big');
    const content = rangeOf(source, at + 8, size);
    if (content.sizeBytes < size) throw new UnreadableMediaError('cut', 'aiff', 'a chunk runs past the end');
    found.attempt(() => addChunk(found, fourCc(head, 0), content));
    at += 8 + size + (size & 1);
  }
}

function addChunk(found: Findings, id: string, content: ByteSource): void {
  if (id === 'ID3 ' || id === 'id3 ') addId3Tags(found, content);
  else if (TEXTS.has(id)) found.field(`aiff.${id.trim()}`, decodeText(whole(content, id)));
  else if (id === 'COMT') addComments(found, whole(content, id));
  else if (id === 'APPL' && content.sizeBytes > 4) {
    const creator = content.read(0, 4);
    // XMP is an application chunk of this name (ISO 16684-3 §5.3).
    if (fourCc(creator, 0) === 'XMP ') addXmp(found, content.read(4, content.sizeBytes - 4), 'aiff.xmp');
    else found.field('aiff.APPL', fourCc(creator, 0).trim());
  }
}

/** Comments: time, marker, length, text; each padded to an even length. */
function addComments(found: Findings, chunk: Uint8Array): void {
  const count = u16(chunk, 0, 'big');
  let at = 2;
  for (let comment = 0; comment < count; comment++) {
    const length = u16(chunk, at + 6, 'big');
    found.field('aiff.COMT', decodeText(chunk.subarray(at + 8, at + 8 + length)));
    at += 8 + length + (length & 1);
  }
}

function whole(content: ByteSource, id: string): Uint8Array {
  if (content.sizeBytes > MAX_TEXT_BYTES)
    throw new UnreadableMediaError('limit', `aiff.${id}`, 'it is too long');
  return content.read(0, content.sizeBytes);
}
