import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { u64 } from './numbers.ts';
import { readRiffPart } from './riff.ts';
import { latin1 } from './text.ts';

/** Id and size; the size counts them both. */
const HEAD_BYTES = 24;
/** Behind the ids of file and form. */
const FIRST_AT = 40;
const MAX_CHUNKS = 100_000;

/** Sony Wave64: the chunks of a wave under ids of 16 bytes, with sizes of 64 bits. */
export const w64: Container = {
  id: 'w64',
  version: 1,
  formats: ['w64'],
  read(bytes) {
    const found = findings();
    found.attempt(() => readChunks(found, bytes));
    return found.contents();
  },
};

function readChunks(found: Findings, source: ByteSource): void {
  const declared = u64(take(source, 16, 8, 'w64'), 0, 'little');
  if (declared > source.sizeBytes)
    found.problem('cut', 'w64', `${declared - source.sizeBytes} bytes lie beyond the end`);
  let hasSound = false;
  let at = FIRST_AT;
  for (let count = 0; at + HEAD_BYTES <= source.sizeBytes; count++) {
    if (count >= MAX_CHUNKS) throw new UnreadableMediaError('limit', 'w64', 'it has too many chunks');
    const head = take(source, at, HEAD_BYTES, 'w64');
    const id = latin1(head.subarray(0, 4));
    const size = u64(head, 16, 'little');
    if (size < HEAD_BYTES) throw new UnreadableMediaError('damaged', 'w64', `no chunk at byte ${at}`);
    const content = rangeOf(source, at + HEAD_BYTES, size - HEAD_BYTES);
    if (content.sizeBytes < size - HEAD_BYTES)
      throw new UnreadableMediaError('cut', 'w64', `chunk ${id} runs past the end`);
    hasSound ||= id === 'data';
    found.attempt(() => readRiffPart(found, id === 'list' ? 'LIST' : id, content));
    at += Math.ceil(size / 8) * 8;
  }
  if (!hasSound) throw new UnreadableMediaError('cut', 'w64', 'it has no sound');
}
