import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { u8, u16, u32 } from './numbers.ts';
import { latin1, untilNul } from './text.ts';

const MAX_HEADER_BYTES = 1024 * 1024;
const MAX_ENTRIES = 4096;
/** Texts of the directory by tag (as documented by ExifTool's Red module). */
const TEXTS: Readonly<Record<number, string>> = {
  4102: 'SerialNumber',
  4121: 'CameraType',
  4122: 'ReelNumber',
  4133: 'FirmwareVersion',
  4182: 'OriginalFileName',
  4208: 'LensModel',
  4209: 'Model',
};
const SECOND = 'RED2';
const FIRST_DIRECTORY_AT = 0x22;
const RECORDS_AT = 0x40;
const RECORDS_END = 0x44;

/** REDCODE RAW: the directory in the first block, with camera, reel and firmware. */
export const redcode: Container = {
  id: 'redcode',
  version: 1,
  formats: ['r3d'],
  read(bytes) {
    const found = findings();
    found.attempt(() => {
      const head = take(bytes, 0, 8, 'r3d');
      const mark = latin1(head.subarray(4, 8));
      found.field('r3d.magic', mark);
      addDirectory(found, directoryOf(bytes, u32(head, 0, 'big'), mark));
    });
    return found.contents();
  },
};

/** In the first kind the directory begins the second block, in the second it follows three lists of records. */
function directoryOf(source: ByteSource, headerBytes: number, mark: string): Uint8Array {
  if (headerBytes > MAX_HEADER_BYTES)
    throw new UnreadableMediaError('damaged', 'r3d', 'its first block is too large');
  const header = take(source, 0, headerBytes, 'r3d');
  const start = mark === SECOND ? secondAt(header) : headerBytes + FIRST_DIRECTORY_AT;
  const size = u16(take(source, start, 2, 'r3d'), 0, 'big');
  return take(source, start + 2, size, 'r3d');
}

function secondAt(header: Uint8Array): number {
  const [counts, sizes] = [[0, 1, 2].map((more) => u8(header, RECORDS_AT + more)), [0x18, 0x14, 0x10]];
  return counts.reduce((at, count, index) => at + count * (sizes[index] ?? 0), RECORDS_END);
}

/** Entries of length, tag and value; the highest digit of a tag tells the type. */
function addDirectory(found: Findings, directory: Uint8Array): void {
  let at = 0;
  for (let count = 0; at + 4 <= directory.length && count < MAX_ENTRIES; count++) {
    const length = u16(directory, at, 'big');
    if (length < 4 || at + length > directory.length) return;
    const name = TEXTS[u16(directory, at + 2, 'big')];
    if (name !== undefined)
      found.field(`r3d.${name}`, untilNul(latin1(directory.subarray(at + 4, at + length))).trim());
    at += length;
  }
}
