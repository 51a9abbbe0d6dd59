import { createHash, hash } from 'node:crypto';
import type { Sha256 } from '../domain/asset.ts';
import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { readOnce } from './bytes.ts';

const READ_BYTES = 1024 * 1024;
/** Bytes hashed between two steps of `hashSlices`: about 50 ms of work. */
const SLICE_BYTES = 64 * READ_BYTES;

// One buffer for the whole process: hashing is synchronous, so it is never used twice at once.
let buffer: Buffer | undefined;

/**
 * SHA-256 of the first `sizeBytes` bytes of an open file, read through the descriptor in 1 MiB steps.
 * Throws UnreadableMediaError when the descriptor gives fewer; growth is for the caller's second snapshot to notice.
 */
export function hashFile(fd: number, sizeBytes: number): Sha256 {
  const slices = hashSlices(fd, sizeBytes);
  for (;;) {
    const step = slices.next();
    if (step.done) return step.value;
  }
}

/** As `hashFile`, but yields the bytes done after every slice, so that a caller can report progress or stop. */
export function* hashSlices(
  fd: number,
  sizeBytes: number,
  sliceBytes = SLICE_BYTES,
): Generator<number, Sha256> {
  const digest = createHash('sha256');
  let done = 0;
  let sliceEnd = sliceBytes;
  while (done < sizeBytes) {
    buffer ??= Buffer.allocUnsafeSlow(READ_BYTES);
    const count = readOnce(fd, buffer, 0, Math.min(READ_BYTES, sizeBytes - done), done);
    if (count === 0) {
      throw new UnreadableMediaError('cut', `byte ${done}`, 'the file became shorter while it was read');
    }
    digest.update(buffer.subarray(0, count));
    done += count;
    if (done >= sliceEnd && done < sizeBytes) {
      yield done;
      sliceEnd = done + sliceBytes;
    }
  }
  return digest.digest('hex') as Sha256;
}

/** SHA-256 of all bytes of a source, in 1 MiB steps. Throws UnreadableMediaError. */
export function hashSource(source: ByteSource): Sha256 {
  const digest = createHash('sha256');
  for (let at = 0; at < source.sizeBytes; at += READ_BYTES) digest.update(source.read(at, READ_BYTES));
  return digest.digest('hex') as Sha256;
}

/** SHA-256 of bytes in memory. */
export function hashBytes(bytes: Uint8Array | string): Sha256 {
  return hash('sha256', bytes, 'hex') as Sha256;
}
