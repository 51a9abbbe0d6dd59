import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { addId3Tags } from './id3.ts';
import { fourCc, u64 } from './numbers.ts';

const MAX_CHUNKS = 100_000;

/** DSD sound: the ID3 tag of a DSF (Sony, 1.01), and that of a DSDIFF (Philips, 1.5). */
export const dsd: Container = {
  id: 'dsd',
  version: 1,
  formats: ['dsf'],
  read(bytes) {
    const found = findings();
    found.attempt(() => {
      if (fourCc(take(bytes, 0, 4, 'dsf'), 0) === 'FRM8') readChunks(found, bytes);
      else readHeader(found, bytes);
    });
    return found.contents();
  },
};

/** Size of the file, and where its tag stands; zero where it has none. */
function readHeader(found: Findings, source: ByteSource): void {
  const head = take(source, 0, 28, 'dsf');
  const [size, tagAt] = [u64(head, 12, 'little'), u64(head, 20, 'little')];
  if (size > source.sizeBytes)
    found.problem('cut', 'dsf', `${size - source.sizeBytes} bytes lie beyond the end`);
  if (tagAt > 0) addId3Tags(found, rangeOf(source, tagAt, source.sizeBytes));
}

function readChunks(found: Findings, source: ByteSource): void {
  const end = 12 + u64(take(source, 0, 16, 'dsf'), 4, 'big');
  if (end > source.sizeBytes)
    found.problem('cut', 'dsf', `${end - source.sizeBytes} bytes lie beyond the end`);
  let at = 16;
  for (let count = 0; at + 12 <= source.sizeBytes; count++) {
    if (count >= MAX_CHUNKS) throw new UnreadableMediaError('limit', 'dsf', 'it has too many chunks');
    const head = take(source, at, 12, 'dsf');
    const size = u64(head, 4, 'big');
    const content = rangeOf(source, at + 12, size);
    if (content.sizeBytes < size) throw new UnreadableMediaError('cut', 'dsf', 'a chunk runs past the end');
    if (fourCc(head, 0) === 'ID3 ') addId3Tags(found, content);
    at += 12 + size + (size % 2);
  }
}
