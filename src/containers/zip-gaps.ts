import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { asBuffer } from './text.ts';
import { contentAt, type ZipEntry } from './zip-directory.ts';

const LOCAL_HEADER = 'PK\x03\x04';
const LOCAL_HEADER_BYTES = 30;
/** What is looked at of a gap; a header hidden behind more padding than this is found by no unpacker either. */
const LOOK_BYTES = 64 * 1024;

/**
 * Throws `damaged` where an entry stands between the listed ones that the directory does not list: programs that read an archive
 * from its beginning would unpack it, and nobody would have looked at it.
 */
export function requireListed(source: ByteSource, entries: readonly ZipEntry[]): void {
  const inOrder = [...entries].sort((a, b) => a.at - b.at);
  let end = 0;
  for (const entry of inOrder) {
    requireNone(source, end, entry.at);
    end = Math.max(end, contentAt(source, entry) + entry.compressedBytes);
  }
}

/** Between two entries stands a data descriptor (§4.3.9), or padding. Before the first, a program may stand. */
function requireNone(source: ByteSource, from: number, to: number): void {
  if (to - from < LOCAL_HEADER_BYTES) return;
  const gap = asBuffer(source.read(from, Math.min(to - from, LOOK_BYTES)));
  const at = gap.indexOf(LOCAL_HEADER, 0, 'latin1');
  if (from === 0 ? at === 0 : at !== -1) {
    throw new UnreadableMediaError('damaged', 'zip', 'it holds an entry that its directory does not list');
  }
}
