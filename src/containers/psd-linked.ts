import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { type Findings, take } from './container.ts';
import { fourCc, u8, u32, u64 } from './numbers.ts';
import { descriptorBytes } from './psd-descriptor.ts';
import { utf16 } from './text.ts';

const MAX_BLOCKS = 100_000;
const MAX_FILES = 10_000;
const MAX_PADDING = 3;
const MAX_HEAD_BYTES = 256 * 1024;
const SIGNATURES = new Set(['8BIM', '8B64']);
/** Blocks whose length is of eight bytes in a PSB. */
const WIDE = new Set('LMsk Lr16 Lr32 Layr Mt16 Mt32 Mtrn Alph FMsk lnk2 FEid FXid PxSD'.split(' '));
const LINKED = new Set(['lnkD', 'lnk2', 'lnk3']);

/** Files placed into a document as smart objects (Adobe Photoshop File Formats, "Linked Layer"), as files of their own. */
export function addLinkedFiles(found: Findings, section: ByteSource, isWide: boolean): void {
  const lengthBytes = isWide ? 8 : 4;
  const length = (at: number, wide: boolean): number =>
    wide ? u64(take(section, at, 8, 'psd'), 0, 'big') : u32(take(section, at, 4, 'psd'), 0, 'big');
  if (section.sizeBytes < lengthBytes + 4) return;
  const masksAt = lengthBytes + length(0, isWide);
  if (masksAt + 4 > section.sizeBytes) return;
  let at = masksAt + 4 + length(masksAt, false);
  let padding = 0;
  for (let count = 0; at + 12 <= section.sizeBytes; count++) {
    if (count >= MAX_BLOCKS) throw new UnreadableMediaError('limit', 'psd.linked', 'it has too many blocks');
    const head = take(section, at, 8, 'psd');
    // Some writers pad a block to an even length, others to one of four bytes. Whatever else follows is no list of blocks.
    if (!SIGNATURES.has(fourCc(head, 0))) {
      padding += 1;
      if (padding > MAX_PADDING) return;
      at += 1;
      continue;
    }
    padding = 0;
    const key = fourCc(head, 4);
    const wide = isWide && WIDE.has(key);
    const size = length(at + 8, wide);
    const contentAt = at + 8 + (wide ? 8 : 4);
    if (LINKED.has(key)) found.attempt(() => readFiles(found, rangeOf(section, contentAt, size)));
    at = contentAt + size;
  }
}

/** Length, then the file with what is known of it; each padded to four bytes. */
function readFiles(found: Findings, block: ByteSource): void {
  for (let at = 0, count = 0; at + 8 <= block.sizeBytes; count++) {
    if (count >= MAX_FILES)
      throw new UnreadableMediaError('limit', 'psd.linked', 'it has too many placed files');
    const size = u64(take(block, at, 8, 'psd.linked'), 0, 'big');
    const entry = rangeOf(block, at + 8, size);
    if (entry.sizeBytes < size)
      throw new UnreadableMediaError('cut', 'psd.linked', 'a placed file runs past the end');
    found.attempt(() => readFile(found, entry));
    at += 8 + Math.ceil(size / 4) * 4;
  }
}

/** Kind, version, id, name, type, creator, length, how it is opened, the file itself. Other kinds only point to a file. */
function readFile(found: Findings, entry: ByteSource): void {
  const head = entry.read(0, MAX_HEAD_BYTES);
  if (fourCc(head, 0) !== 'liFD') return;
  const nameAt = 8 + 1 + u8(head, 8);
  const nameBytes = 2 * u32(head, nameAt, 'big');
  const name = utf16(head.subarray(nameAt + 4, nameAt + 4 + nameBytes), 'big').replaceAll('\0', '');
  const sizeAt = nameAt + 4 + nameBytes + 8;
  const size = u64(head, sizeAt, 'big');
  const hasDescriptor = u8(head, sizeAt + 8) !== 0;
  const openingAt = sizeAt + 9;
  // A version of four bytes stands before the descriptor.
  const dataAt = hasDescriptor ? openingAt + 4 + descriptorBytes(head.subarray(openingAt + 4)) : openingAt;
  const file = rangeOf(entry, dataAt, size);
  if (file.sizeBytes < size)
    throw new UnreadableMediaError('cut', 'psd.linked', 'a placed file runs past its entry');
  found.member(`psd.linked/${name}`, file, 'part');
}
