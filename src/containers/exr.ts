import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { addExrAttribute, type ExrPart, newPart } from './exr-part.ts';
import { refuseCutExr } from './exr-whole.ts';
import { u32 } from './numbers.ts';
import { latin1 } from './text.ts';

const MAX_PARTS = 1_000;
const MAX_ATTRIBUTES = 10_000;
const MAX_NAME_BYTES = 256;
const MULTIPART = 0x1000;

/** OpenEXR 2 and 3 (file layout): attributes of every part, and whether the pixels it promises are there. */
export const exr: Container = {
  id: 'exr',
  version: 1,
  formats: ['exr'],
  read(bytes) {
    const found = findings();
    found.attempt(() => {
      const version = u32(take(bytes, 0, 8, 'exr'), 4, 'little');
      const { parts, end } = readHeaders(found, bytes, (version & MULTIPART) !== 0);
      refuseCutExr(bytes, parts, end, (version & MULTIPART) !== 0);
    });
    return found.contents();
  },
};

/** Headers stand one after the other; in a file of several parts an empty one ends them. */
function readHeaders(
  found: Findings,
  source: ByteSource,
  isMultipart: boolean,
): { parts: readonly ExrPart[]; end: number } {
  const parts: ExrPart[] = [];
  let at = 8;
  let attributes = 0;
  for (;;) {
    if (parts.length >= MAX_PARTS) throw new UnreadableMediaError('limit', 'exr', 'it has too many parts');
    if (isMultipart && take(source, at, 1, 'exr')[0] === 0) return { parts, end: at + 1 };
    const part = newPart();
    for (let name = nameAt(source, at); name !== ''; name = nameAt(source, at)) {
      attributes += 1;
      if (attributes > MAX_ATTRIBUTES)
        throw new UnreadableMediaError('limit', 'exr', 'it has too many attributes');
      const type = nameAt(source, at + name.length + 1);
      const sizeAt = at + name.length + type.length + 2;
      const size = u32(take(source, sizeAt, 4, 'exr'), 0, 'little');
      if (sizeAt + 4 + size > source.sizeBytes)
        throw new UnreadableMediaError('cut', 'exr', `${name} runs past the end`);
      found.attempt(() => addExrAttribute(found, part, { name, type, at: sizeAt + 4, size }, source));
      at = sizeAt + 4 + size;
    }
    at += 1;
    parts.push(part);
    if (!isMultipart) return { parts, end: at };
  }
}

/** A name up to its NUL. */
function nameAt(source: ByteSource, at: number): string {
  const bytes = source.read(at, MAX_NAME_BYTES);
  const end = bytes.indexOf(0);
  if (end !== -1) return latin1(bytes.subarray(0, end));
  const kind = bytes.length < MAX_NAME_BYTES ? 'cut' : 'damaged';
  throw new UnreadableMediaError(kind, 'exr', `no attribute at byte ${at}`);
}
