import { join, u32le } from './bytes.ts';

const EXIF_FLAG = 0x08;

/** The same lossy picture in an extended file with an EXIF chunk (RFC 9649 §2.7). */
export function withExif(webp: Uint8Array, tiff: Uint8Array, width: number, height: number): Buffer {
  const header = join(Buffer.of(EXIF_FLAG, 0, 0, 0), u24le(width - 1), u24le(height - 1));
  const body = join('WEBP', chunk('VP8X', header), webp.subarray(12), chunk('EXIF', tiff));
  return join('RIFF', u32le(body.length), body);
}

function chunk(type: string, data: Uint8Array): Buffer {
  return join(type, u32le(data.length), data, Buffer.alloc(data.length % 2));
}

function u24le(value: number): Buffer {
  return u32le(value).subarray(0, 3);
}
