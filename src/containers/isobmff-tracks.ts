import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { BLANK, type BoxBudget, boxesOf, printable } from './boxes.ts';
import type { Findings } from './container.ts';
import { u8, u32, u64 } from './numbers.ts';
import { decodeText, latin1, untilNul } from './text.ts';

const MAX_BRANDS = 64;
const MAX_NAME_BYTES = 1024;
const MAX_CHUNK_OFFSETS = 8_000_000;
/** In a visual sample entry (ISO/IEC 14496-12 §12.1.3) the compressor's name stands here, its length first. */
const COMPRESSOR_AT = 42;

/** `ftyp`: the major brand and those it is compatible with. */
export function addBrands(found: Findings, content: ByteSource): void {
  const brands = latin1(content.read(0, 8 + 4 * MAX_BRANDS));
  found.field('isobmff.brand', brands.slice(0, 4).trimEnd());
  for (let at = 8; at + 4 <= brands.length; at += 4)
    found.field('isobmff.compatible', brands.slice(at, at + 4).trimEnd());
}

/** `hdlr`: the name its writer gave the handler, a C string in MP4, counted in QuickTime. */
export function addHandler(found: Findings, content: ByteSource): void {
  const bytes = content.read(0, 24 + MAX_NAME_BYTES);
  if (bytes.length <= 24) return;
  const isCounted = u8(bytes, 24) === bytes.length - 25;
  const name = bytes.subarray(isCounted ? 25 : 24);
  found.field('isobmff.handler', untilNul(decodeText(name)).trim());
}

/** `stsd`: the coding of each sample entry and, for pictures, the compressor's name. */
export function addSampleEntries(found: Findings, content: ByteSource, budget: BoxBudget): void {
  const entries = rangeOf(content, 8, content.sizeBytes);
  for (const entry of boxesOf(entries, budget, 'isobmff.stsd')) {
    if (entry.type === BLANK) return;
    found.field('isobmff.codec', printable(entry.type).trimEnd());
    const counted = entry.content.read(COMPRESSOR_AT, 32);
    const length = counted[0] ?? 0;
    if (length === 0 || length > 31 || counted.length < 32) continue;
    const name = latin1(counted.subarray(1, 1 + length));
    if (/^[\x20-\x7e]+$/.test(name)) found.field('isobmff.compressor', name.trim());
  }
}

/** The furthest chunk offset in `stco` (4 bytes each) or `co64` (8 bytes each). */
export function lastChunkOffset(content: ByteSource, width: 4 | 8): number {
  const declared = content.sizeBytes >= 8 ? u32(content.read(4, 4), 0, 'big') : 0;
  const count = Math.min(declared, MAX_CHUNK_OFFSETS);
  let furthest = 0;
  for (let done = 0; done < count; ) {
    const block = content.read(8 + done * width, Math.min(count - done, 8192) * width);
    if (block.length < width) break;
    for (let at = 0; at + width <= block.length; at += width) {
      furthest = Math.max(furthest, width === 4 ? u32(block, at, 'big') : u64(block, at, 'big'));
    }
    done += Math.floor(block.length / width);
  }
  return furthest;
}
