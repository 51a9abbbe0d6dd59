import type { ByteSource } from '../domain/media.ts';

/** What the header of a losslessly compressed WebP says (WebP Lossless Bitstream §3). */
export interface WebpHead {
  readonly width: number;
  readonly height: number;
  readonly hasAlpha: boolean;
}

const FIRST_CHUNK = 12;
/** The picture follows the extended header, a colour profile and little else. */
const MAX_CHUNKS = 16;

/** The header of a lossless still; undefined for a lossy or animated one, whose pixels are not those that were saved. */
export function losslessHead(bytes: ByteSource): WebpHead | undefined {
  let at = FIRST_CHUNK;
  for (let count = 0; count < MAX_CHUNKS; count += 1) {
    const head = Buffer.from(bytes.read(at, 13));
    if (head.length < 13) return undefined;
    const type = head.toString('latin1', 0, 4);
    if (type === 'VP8 ' || type === 'ANIM') return undefined;
    if (type === 'VP8L') return headOf(head.subarray(8));
    const size = head.readUInt32LE(4);
    at += 8 + size + (size % 2);
  }
  return undefined;
}

function headOf(stream: Buffer): WebpHead | undefined {
  const SIGNATURE = 0x2f;
  if (stream[0] !== SIGNATURE) return undefined;
  const bits = stream.readUInt32LE(1);
  return {
    width: (bits & 0x3fff) + 1,
    height: ((bits >>> 14) & 0x3fff) + 1,
    hasAlpha: ((bits >>> 28) & 1) === 1,
  };
}
