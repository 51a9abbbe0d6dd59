import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import type { Findings } from './container.ts';
import { sniff } from './sniff.ts';
import { decodeText, looksLikeText } from './text.ts';

const MAX_TEXT_BYTES = 1024 * 1024;
const BLOCK_BYTES = 64 * 1024;
/** Zeros a file may begin with itself: the size of a movie's first box does. */
const OWN_ZEROS = 3;

/**
 * What stands behind the end of a picture or sound from byte `from`: text becomes a field `<where>.trailer`, anything else a
 * piece `trailer`. Zeros before it are padding.
 */
export function addTrailing(found: Findings, bytes: ByteSource, from: number, where: string): void {
  const at = pastZeros(bytes, from);
  if (at >= bytes.sizeBytes) return;
  const text = bytes.read(at, MAX_TEXT_BYTES);
  if (looksLikeText(text, text.length)) found.field(`${where}.trailer`, decodeText(text));
  else found.member('trailer', rangeOf(bytes, startOf(bytes, from, at), bytes.sizeBytes));
}

/** Where the first byte that is not zero stands; the end where there is none. */
export function pastZeros(bytes: ByteSource, from: number): number {
  for (let at = from; at < bytes.sizeBytes; ) {
    const block = bytes.read(at, BLOCK_BYTES);
    const index = block.findIndex((byte) => byte !== 0);
    if (index !== -1) return at + index;
    at += block.length;
  }
  return bytes.sizeBytes;
}

/** The zeros right before the first other byte belong to the file where it is known only with them. */
function startOf(bytes: ByteSource, from: number, at: number): number {
  for (let start = at; start >= Math.max(from, at - OWN_ZEROS); start--) {
    if (sniff(rangeOf(bytes, start, bytes.sizeBytes), '').format !== 'unknown') return start;
  }
  return at;
}
