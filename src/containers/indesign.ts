import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { take } from './container.ts';
import { u32, u64 } from './numbers.ts';
import { asBuffer } from './text.ts';

const PAGE_BYTES = 4096;
/** In a master page: which of the two is newer, and how many pages there are (XMP Specification Part 3, INDD). */
const SEQUENCE_AT = 264;
const PAGES_AT = 280;
/** Before and after each object behind the pages stand marks of this length; the first tells how long the object is. */
const MARK_BYTES = 32;
const BEGIN = Buffer.from('de393979', 'hex');

/**
 * Throws `cut` where an InDesign document ends before the pages its master page counts or in an object behind them. One of
 * those objects is XMP, which InDesign always writes, so that a document without any is cut too.
 */
export function refuseCutDatabase(source: ByteSource): void {
  const masters = [0, PAGE_BYTES].map((at) => take(source, at, PAGE_BYTES, 'indd'));
  const [newer] = masters.sort((a, b) => u64(b, SEQUENCE_AT, 'little') - u64(a, SEQUENCE_AT, 'little'));
  const pages = newer === undefined ? 0 : u32(newer, PAGES_AT, 'little');
  let at = pages * PAGE_BYTES;
  do {
    const mark = asBuffer(take(source, at, MARK_BYTES, 'indd'));
    if (!mark.subarray(0, BEGIN.length).equals(BEGIN)) return;
    at += MARK_BYTES + u32(mark, 24, 'little') + MARK_BYTES;
    if (at > source.sizeBytes) throw new UnreadableMediaError('cut', 'indd', 'an object runs past the end');
  } while (at + MARK_BYTES <= source.sizeBytes);
}
