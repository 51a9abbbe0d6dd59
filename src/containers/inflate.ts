import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { UnreadableMediaError } from '../domain/errors.ts';
import { errorCode } from '../files/walk.ts';

/** How bytes were compressed: zlib (RFC 1950), raw deflate (RFC 1951), gzip (RFC 1952) or Brotli (RFC 7932). */
export type Compression = 'zlib' | 'deflate' | 'gzip' | 'brotli';

/**
 * Decompresses into at most `maxBytes`. Throws UnreadableMediaError: `limit` where the content is larger, `damaged` where
 * the stream is broken.
 */
export function inflate(
  bytes: Uint8Array,
  compression: Compression,
  maxBytes: number,
  where: string,
): Buffer {
  try {
    return decompress(bytes, compression, maxBytes, constants.Z_FINISH);
  } catch (error) {
    if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') {
      throw new UnreadableMediaError('limit', where, `decompressed it is larger than ${maxBytes} bytes`, {
        cause: error,
      });
    }
    throw new UnreadableMediaError('damaged', where, 'its compressed data is broken', { cause: error });
  }
}

/** As much as a cut or broken stream still gives, at most `maxBytes`; empty where that is nothing. */
export function inflateWhatIsThere(bytes: Uint8Array, compression: Compression, maxBytes: number): Buffer {
  try {
    return decompress(bytes, compression, maxBytes, constants.Z_SYNC_FLUSH);
  } catch {
    // Only a look at what might be there: whoever needs the whole content calls `inflate`, which says what is wrong.
    return Buffer.alloc(0);
  }
}

function decompress(bytes: Uint8Array, compression: Compression, maxBytes: number, finish: number): Buffer {
  const maxOutputLength = Math.max(1, maxBytes);
  if (compression === 'brotli') return brotliDecompressSync(bytes, { maxOutputLength });
  const options = { maxOutputLength, finishFlush: finish };
  if (compression === 'gzip') return gunzipSync(bytes, options);
  return compression === 'zlib' ? inflateSync(bytes, options) : inflateRawSync(bytes, options);
}
