import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { u32 } from './numbers.ts';
import { latin1, looksLikeText, untilNul } from './text.ts';

const HEADER_BYTES = 80;
const FACET_BYTES = 50;
const TAIL_BYTES = 1024;

/** Stereolithography: the 80 bytes of a binary header, or the name after `solid`; both are free text. */
export const stl: Container = {
  id: 'stl',
  version: 1,
  formats: ['stl'],
  read(bytes) {
    const found = findings();
    found.attempt(() => {
      if (isText(bytes)) readText(found, bytes);
      else readBinary(found, bytes);
    });
    return found.contents();
  },
};

/** Binary headers may begin with `solid` too; facets are the difference. */
function isText(source: ByteSource): boolean {
  const head = source.read(0, 512);
  return latin1(head.subarray(0, 5)) === 'solid' && looksLikeText(head, head.length);
}

function readText(found: Findings, source: ByteSource): void {
  const [line = ''] = latin1(source.read(0, 4096)).split(/\r?\n/);
  found.field('stl.solid', line.slice('solid'.length).trim());
  const tail = latin1(source.read(Math.max(0, source.sizeBytes - TAIL_BYTES), TAIL_BYTES));
  if (!/\bendsolid\b/.test(tail)) throw new UnreadableMediaError('cut', 'stl', 'its solid has no end');
}

function readBinary(found: Findings, source: ByteSource): void {
  const head = take(source, 0, HEADER_BYTES + 4, 'stl');
  found.field('stl.header', untilNul(latin1(head.subarray(0, HEADER_BYTES))).trim());
  const end = HEADER_BYTES + 4 + u32(head, HEADER_BYTES, 'little') * FACET_BYTES;
  if (end > source.sizeBytes) throw new UnreadableMediaError('cut', 'stl', 'its facets run past the end');
}
