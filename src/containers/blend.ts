import { zstdDecompressSync } from 'node:zlib';
import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { bufferBytes, rangeOf } from '../files/bytes.ts';
import { errorCode } from '../files/walk.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { inflate } from './inflate.ts';
import { type ByteOrder, u32, u64 } from './numbers.ts';
import { latin1 } from './text.ts';

const MAX_BLOCKS = 5_000_000;
/** Largest content of a compressed file, and largest compressed file. */
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;
const MAX_PACKED_BYTES = 64 * 1024 * 1024;

/** Blender files, also compressed: the version that wrote them, and pictures and sounds packed into them. */
export const blend: Container = {
  id: 'blend',
  version: 1,
  formats: ['blend'],
  read(bytes) {
    const found = findings();
    found.attempt(() => readBlocks(found, unpacked(bytes)));
    return found.contents();
  },
};

function unpacked(source: ByteSource): ByteSource {
  const mark = latin1(source.read(0, 4));
  const isGzip = mark.startsWith('\x1f\x8b');
  if (!isGzip && mark !== '\x28\xb5\x2f\xfd') return source;
  if (source.sizeBytes > MAX_PACKED_BYTES)
    throw new UnreadableMediaError('limit', 'blend', 'it is compressed and too large to unpack');
  const packed = source.read(0, source.sizeBytes);
  return bufferBytes(isGzip ? inflate(packed, 'gzip', MAX_UNPACKED_BYTES, 'blend') : unpackZstd(packed));
}

function unpackZstd(packed: Uint8Array): Uint8Array {
  try {
    return zstdDecompressSync(packed, { maxOutputLength: MAX_UNPACKED_BYTES });
  } catch (error) {
    const isLarge = errorCode(error) === 'ERR_BUFFER_TOO_LARGE';
    const [kind, reason] = isLarge
      ? (['limit', 'unpacked it is too large'] as const)
      : (['damaged', 'its compressed data is broken'] as const);
    throw new UnreadableMediaError(kind, 'blend', reason, { cause: error });
  }
}

interface Layout {
  readonly order: ByteOrder;
  readonly headerBytes: number;
  readonly blockHeadBytes: number;
  sizeOf(head: Uint8Array): number;
}

/** The header: `BLENDER`, width of pointers, byte order, version; since 5.0 with its own length and a format number. */
function layoutOf(found: Findings, source: ByteSource): Layout {
  const head = latin1(take(source, 0, 12, 'blend'));
  const old = /^BLENDER([_-])([vV])(\d)(\d\d)/.exec(head);
  if (old !== null) {
    found.field('blend.version', `Blender ${old[3]}.${Number(old[4])}`);
    const order = old[2] === 'v' ? 'little' : 'big';
    const blockHeadBytes = old[1] === '-' ? 24 : 20;
    return { order, headerBytes: 12, blockHeadBytes, sizeOf: (block) => u32(block, 4, order) };
  }
  const wide = /^BLENDER(\d\d)-(\d\d)v(\d\d)(\d\d)/.exec(latin1(take(source, 0, 17, 'blend')));
  if (wide === null) throw new UnreadableMediaError('damaged', 'blend', 'its header is none of Blender');
  found.field('blend.version', `Blender ${Number(wide[3])}.${Number(wide[4])}`);
  return {
    order: 'little',
    headerBytes: Number(wide[1]),
    blockHeadBytes: 32,
    sizeOf: (block) => u64(block, 16, 'little'),
  };
}

/** Blocks follow one another up to `ENDB`; a packed file is a block of data that begins as that file does. */
function readBlocks(found: Findings, source: ByteSource): void {
  const layout = layoutOf(found, source);
  let at = layout.headerBytes;
  for (let count = 0; ; count++) {
    if (count >= MAX_BLOCKS) throw new UnreadableMediaError('limit', 'blend', 'it has too many blocks');
    const head = take(source, at, layout.blockHeadBytes, 'blend');
    const isData = head[0] === 0x44 && head[1] === 0x41;
    if (head[0] === 0x45 && latin1(head.subarray(0, 4)) === 'ENDB') return;
    const size = layout.sizeOf(head);
    const contentAt = at + layout.blockHeadBytes;
    at = contentAt + size;
    if (at > source.sizeBytes) throw new UnreadableMediaError('cut', 'blend', 'a block runs past the end');
    if (isData && size > 64 && beginsFile(latin1(source.read(contentAt, 12))))
      found.member('blend.packed', rangeOf(source, contentAt, size), 'part');
  }
}

/** How files that are packed into others begin. */
const OPENINGS = [
  '\x89PNG\r\n',
  '\xff\xd8\xff',
  'v/1\x01',
  'ID3\x03',
  'ID3\x04',
  'fLaC',
  'OggS',
  'II*\0',
  'MM\0*',
];

function beginsFile(start: string): boolean {
  const isRiff = start.startsWith('RIFF') && start.startsWith('W', 8);
  return isRiff || start.startsWith('ftyp', 4) || OPENINGS.some((opening) => start.startsWith(opening));
}
