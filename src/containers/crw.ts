import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { type ByteOrder, u8, u16, u32 } from './numbers.ts';
import { latin1 } from './text.ts';

const MAX_ENTRIES = 10_000;
const MAX_DEPTH = 8;
const MAKE_AND_MODEL = 0x080a;
const TEXTS: Readonly<Record<number, string>> = {
  2059: 'FirmwareVersion',
  2064: 'OwnerName',
  2069: 'ImageType',
};

/** Canon CRW (CIFF 1.0): heaps of records whose directory stands at their end. */
export const crw: Container = {
  id: 'crw',
  version: 1,
  formats: ['crw'],
  read(bytes) {
    const found = findings();
    found.attempt(() => {
      const head = take(bytes, 0, 14, 'crw');
      const order: ByteOrder = u8(head, 0) === 0x49 ? 'little' : 'big';
      const heapAt = u32(head, 2, order);
      readHeap({ found, order, entries: 0 }, rangeOf(bytes, heapAt, bytes.sizeBytes), 0);
    });
    return found.contents();
  },
};

interface Walk {
  readonly found: Findings;
  readonly order: ByteOrder;
  entries: number;
}

function readHeap(walk: Walk, heap: ByteSource, depth: number): void {
  if (depth > MAX_DEPTH) throw new UnreadableMediaError('limit', 'crw', 'its heaps are nested too deep');
  const { order } = walk;
  const directoryAt = u32(take(heap, Math.max(0, heap.sizeBytes - 4), 4, 'crw'), 0, order);
  const count = u16(take(heap, directoryAt, 2, 'crw'), 0, order);
  // A heap without records is none: the four bytes before the end were not the place of a directory.
  if (count === 0) throw new UnreadableMediaError('cut', 'crw', 'a directory of records is missing');
  const entries = take(heap, directoryAt + 2, count * 10, 'crw');
  for (let at = 0; at < entries.length; at += 10) {
    walk.entries += 1;
    if (walk.entries > MAX_ENTRIES) throw new UnreadableMediaError('limit', 'crw', 'it has too many records');
    const tag = u16(entries, at, order);
    // Records of up to eight bytes stand in the directory itself.
    if ((tag & 0xc000) !== 0) continue;
    const size = u32(entries, at + 2, order);
    const record = rangeOf(heap, u32(entries, at + 6, order), size);
    if (record.sizeBytes < size) walk.found.problem('cut', 'crw', 'a record runs past the end');
    const kind = tag & 0x3800;
    if (kind === 0x2800 || kind === 0x3000) walk.found.attempt(() => readHeap(walk, record, depth + 1));
    else readRecord(walk.found, tag & 0x3fff, record);
  }
}

function readRecord(found: Findings, tag: number, record: ByteSource): void {
  const text = (): string => latin1(record.read(0, 1024));
  if (tag === MAKE_AND_MODEL) {
    const [make, model] = text().split('\0');
    found.field('exif.Make', make ?? '');
    found.field('exif.Model', model ?? '');
    // The heap itself is Canon's own structure, parsed to here.
    found.field('exif.MakerNote', 'Canon parsed');
  } else if (TEXTS[tag] !== undefined) found.field(`exif.${TEXTS[tag]}`, text().split('\0')[0] ?? '');
}
