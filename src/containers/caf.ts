import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { u32, u64 } from './numbers.ts';
import { asBuffer, latin1 } from './text.ts';

const MAX_CHUNKS = 100_000;
const MAX_INFO_BYTES = 1024 * 1024;
const MAX_ENTRIES = 10_000;

/** Core Audio Format (Apple, 1.0): its information strings. */
export const caf: Container = {
  id: 'caf',
  version: 1,
  formats: ['caf'],
  read(bytes) {
    const found = findings();
    found.attempt(() => readChunks(found, bytes));
    return found.contents();
  },
};

function readChunks(found: Findings, source: ByteSource): void {
  let at = 8;
  let hasSound = false;
  for (let count = 0; at < source.sizeBytes; count++) {
    if (count >= MAX_CHUNKS) throw new UnreadableMediaError('limit', 'caf', 'it has too many chunks');
    const head = take(source, at, 12, 'caf');
    const type = latin1(head.subarray(0, 4));
    // Sound still being recorded has the length -1 and reaches to the end.
    const isOpen = type === 'data' && u32(head, 4, 'big') === 0xffffffff;
    const size = isOpen ? source.sizeBytes - at - 12 : u64(head, 4, 'big');
    if (at + 12 + size > source.sizeBytes)
      throw new UnreadableMediaError('cut', 'caf', `chunk ${type} runs past the end`);
    hasSound ||= type === 'data';
    if (type === 'info') found.attempt(() => addInfo(found, source, at + 12, size));
    at += 12 + size;
  }
  if (!hasSound) throw new UnreadableMediaError('cut', 'caf', 'it has no sound');
}

/** Pairs of key and value, each ended by NUL. */
function addInfo(found: Findings, source: ByteSource, at: number, size: number): void {
  if (size > MAX_INFO_BYTES) throw new UnreadableMediaError('limit', 'caf.info', 'it is too long');
  const texts = asBuffer(take(source, at, size, 'caf').subarray(4))
    .toString('utf8')
    .split('\0');
  for (let index = 0; index + 1 < Math.min(texts.length, 2 * MAX_ENTRIES); index += 2)
    found.field(`caf.info.${texts[index]}`, texts[index + 1] ?? '');
}
