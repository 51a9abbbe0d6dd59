import type { ByteSource } from '../domain/media.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { type ByteOrder, u32 } from './numbers.ts';
import { latin1, untilNul } from './text.ts';

/** Texts of fixed width (SMPTE ST 268-1): name, offset, length. */
type Column = readonly [name: string, at: number, length: number];
const DPX: readonly Column[] = [
  ['FileName', 36, 100],
  ['Created', 136, 24],
  ['Creator', 160, 100],
  ['Project', 260, 200],
  ['Copyright', 460, 200],
  ['SourceFileName', 1432, 100],
  ['InputDevice', 1556, 32],
  ['InputDeviceSerial', 1588, 32],
];
/** Kodak Cineon 4.5, the ancestor of DPX. */
const CINEON: readonly Column[] = [
  ['FileName', 36, 100],
  ['Created', 136, 12],
  ['SourceFileName', 704, 100],
  ['InputDevice', 828, 64],
  ['InputDeviceModel', 892, 32],
  ['InputDeviceSerial', 924, 32],
];
const UNDEFINED = 0xffffffff;
const DPX_HEADER_BYTES = 2048;
const CINEON_HEADER_BYTES = 1024;

/** DPX and Cineon: the texts of the header, and whether the file is as long as it says. */
export const dpx: Container = {
  id: 'dpx',
  version: 1,
  formats: ['dpx', 'cineon'],
  read(bytes, type) {
    const found = findings();
    found.attempt(() => {
      if (type.format === 'cineon') readHeader(found, bytes, 'cineon', CINEON, CINEON_HEADER_BYTES, 20);
      else readHeader(found, bytes, 'dpx', DPX, DPX_HEADER_BYTES, 16);
    });
    return found.contents();
  },
};

function readHeader(
  found: Findings,
  source: ByteSource,
  format: string,
  columns: readonly Column[],
  headerBytes: number,
  sizeAt: number,
): void {
  const header = source.read(0, headerBytes);
  for (const [name, at, length] of columns) {
    // Unused texts are all ones.
    const text = untilNul(latin1(header.subarray(at, at + length))).replace(/\xff+$/, '');
    found.field(`${format}.${name}`, text.trim());
  }
  take(source, 0, headerBytes, format);
  const order: ByteOrder = header[0] === 0x53 || header[0] === 0x80 ? 'big' : 'little';
  const declared = u32(header, sizeAt, order);
  const imageAt = u32(header, 4, order);
  if (imageAt >= source.sizeBytes || (declared !== UNDEFINED && declared > source.sizeBytes)) {
    found.problem('cut', format, 'its pixels run past the end');
  }
}
