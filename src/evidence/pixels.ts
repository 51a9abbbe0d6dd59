import type { ByteSource } from '../domain/media.ts';

/** Most pixels a picture may have to be decoded whole; told from its header before anything is decoded. */
export const MAX_PIXELS = 16 * 1024 * 1024;
/** Largest file handed to the decoder, which takes it in one piece. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** A decoded picture: 8-bit samples as stored, neither colour-managed nor multiplied by alpha. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly samples: Uint8Array;
}

/** Why a picture was not decoded, in words that complete "pixels not searched: ". */
export interface NotDecoded {
  readonly reason: string;
}

/**
 * Decodes a whole picture of at most `MAX_PIXELS`. The decoder is native code, so this runs only where a crash costs one
 * child process; it is loaded when the first such picture is met.
 */
export async function decodePixels(bytes: ByteSource): Promise<Pixels | NotDecoded> {
  if (bytes.sizeBytes > MAX_FILE_BYTES) return { reason: 'the file is too large' };
  const { default: sharp } = await import('sharp');
  // One picture at a time is decoded; more threads and a cache would only cost memory.
  sharp.concurrency(1);
  sharp.cache(false);
  try {
    const input = bytes.read(0, bytes.sizeBytes);
    const decoder = sharp(input, {
      limitInputPixels: MAX_PIXELS,
      ignoreIcc: true,
      failOn: 'truncated',
      pages: 1,
    });
    const { data, info } = await decoder.raw().toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    return { width, height, channels, samples: data };
  } catch (error) {
    // The decoder tells every fault of a picture as a plain Error; which one it was changes nothing here.
    if (!(error instanceof Error) || error.constructor !== Error) throw error;
    return { reason: `its picture data could not be decoded (${error.message.slice(0, 80)})` };
  }
}
