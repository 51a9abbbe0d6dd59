import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { u8, u16 } from './numbers.ts';
import { asBuffer, decodeText, latin1 } from './text.ts';
import { addTrailing } from './trailer.ts';
import { addXmp } from './xmp.ts';

const HEADER_BYTES = 13;
const MAX_BLOCKS = 1_000_000;
const MAX_KEPT_BYTES = 16 * 1024 * 1024;
const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const COMMENT = 0xfe;
const APPLICATION = 0xff;
/** The pointer table after an XMP packet, so that readers of sub-blocks find their way past it (ISO 16684-3 §5.3). */
const XMP_TAIL_BYTES = 257;

/** GIF (87a, 89a): comments, XMP and C2PA application extensions, before and after the frames. */
export const gif: Container = {
  id: 'gif',
  version: 1,
  formats: ['gif'],
  read(bytes) {
    const found = findings();
    found.attempt(() => walkBlocks(found, bytes));
    return found.contents();
  },
};

function walkBlocks(found: Findings, bytes: ByteSource): void {
  const header = take(bytes, 0, HEADER_BYTES, 'gif');
  let at = HEADER_BYTES + colourTableBytes(u8(header, 10));
  let hasImage = false;
  for (let count = 0; count < MAX_BLOCKS; count++) {
    const kind = u8(take(bytes, at, 1, 'gif'), 0);
    if (kind === TRAILER) {
      if (!hasImage) found.problem('cut', 'gif', 'it has no image data');
      if (at + 1 < bytes.sizeBytes) addTrailing(found, bytes, at + 1, 'gif');
      return;
    }
    if (kind === IMAGE) {
      const image = take(bytes, at + 1, 9, 'gif');
      at = blocksEnd(bytes, at + 10 + colourTableBytes(u8(image, 8)) + 1);
      hasImage = true;
    } else if (kind === EXTENSION) {
      const label = u8(take(bytes, at + 1, 1, 'gif'), 0);
      const end = blocksEnd(bytes, at + 2);
      readExtension(found, label, rangeOf(bytes, at + 2, end - at - 2));
      at = end;
    } else {
      throw new UnreadableMediaError(kind === 0 ? 'cut' : 'damaged', 'gif', `no block at byte ${at}`);
    }
  }
  throw new UnreadableMediaError('limit', 'gif', 'it has too many blocks');
}

function colourTableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

/** One past the empty sub-block that ends a chain. */
function blocksEnd(bytes: ByteSource, from: number): number {
  let at = from;
  for (;;) {
    const size = u8(take(bytes, at, 1, 'gif'), 0);
    at += 1 + size;
    if (size === 0) return at;
  }
}

function readExtension(found: Findings, label: number, chain: ByteSource): void {
  if (label === COMMENT) found.attempt(() => found.field('gif.comment', decodeText(joined(chain, 0))));
  if (label !== APPLICATION) return;
  const name = latin1(chain.read(1, 11));
  if (name === 'XMP DataXMP') found.attempt(() => addXmp(found, xmpPacket(chain), 'xmp'));
  else if (name.startsWith('C2PA_GIF'))
    found.attempt(() => found.manifest('gif.C2PA_GIF', joined(chain, 12)));
}

/** The data of a chain of sub-blocks from `from`, without their sizes. */
function joined(chain: ByteSource, from: number): Uint8Array {
  if (chain.sizeBytes - from > MAX_KEPT_BYTES)
    throw new UnreadableMediaError('limit', 'gif', 'an extension is too large');
  const bytes = asBuffer(chain.read(from, chain.sizeBytes - from));
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = bytes[at] ?? 0;
    if (size === 0) break;
    parts.push(bytes.subarray(at + 1, at + 1 + size));
    at += 1 + size;
  }
  return Buffer.concat(parts);
}

/** XMP is written as it is, not in sub-blocks; its characters then read as sizes. */
function xmpPacket(chain: ByteSource): Uint8Array {
  if (chain.sizeBytes > MAX_KEPT_BYTES)
    throw new UnreadableMediaError('limit', 'gif', 'its XMP is too large');
  const raw = chain.read(12, Math.max(0, chain.sizeBytes - 12 - 1));
  const isRaw = raw[0] === 0x3c || u16(raw, 0, 'big') === 0xefbb;
  return isRaw ? raw.subarray(0, Math.max(0, raw.length - XMP_TAIL_BYTES)) : joined(chain, 12);
}
