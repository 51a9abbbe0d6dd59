import { readSync } from 'node:fs';
import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { errorCode } from './walk.ts';

/** Bytes fetched at once, so that walking a file's structure does not cost a system call for every few bytes. */
const WINDOW_BYTES = 64 * 1024;
/** Longest single read; a reader that needs more must go in steps. */
const MAX_READ_BYTES = 64 * 1024 * 1024;

/** Random access to an open file through one small window. What it returns stays valid after later reads. */
export function fileBytes(fd: number, sizeBytes: number): ByteSource {
  let window: Buffer = Buffer.alloc(0);
  let windowAt = 0;
  return {
    sizeBytes,
    read(offset, length) {
      const wanted = clampLength(sizeBytes, offset, length);
      if (wanted === 0) return Buffer.alloc(0);
      if (offset >= windowAt && offset + wanted <= windowAt + window.length) {
        return window.subarray(offset - windowAt, offset - windowAt + wanted);
      }
      if (wanted > WINDOW_BYTES) return readAt(fd, offset, wanted);
      // A fresh buffer each time: views already handed out must not change.
      window = readAt(fd, offset, Math.min(WINDOW_BYTES, sizeBytes - offset));
      windowAt = offset;
      return window.subarray(0, wanted);
    },
  };
}

/** Random access to bytes in memory. */
export function bufferBytes(bytes: Uint8Array): ByteSource {
  return {
    sizeBytes: bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + clampLength(bytes.length, offset, length)),
  };
}

/** The part of `source` from `offset`, at most `length` bytes, as a source of its own. */
export function rangeOf(source: ByteSource, offset: number, length: number): ByteSource {
  const start = Math.min(offset, source.sizeBytes);
  const sizeBytes = Math.max(0, Math.min(length, source.sizeBytes - start));
  return {
    sizeBytes,
    read: (at, count) => source.read(start + at, clampLength(sizeBytes, at, count)),
  };
}

function clampLength(sizeBytes: number, offset: number, length: number): number {
  const wanted = Math.max(0, Math.min(length, sizeBytes - offset));
  if (wanted > MAX_READ_BYTES) {
    throw new UnreadableMediaError(
      'limit',
      `byte ${offset}`,
      `a part of ${wanted} bytes is too large to read`,
    );
  }
  return wanted;
}

function readAt(fd: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  let done = 0;
  while (done < length) {
    const count = readOnce(fd, bytes, done, length - done, offset + done);
    if (count === 0) {
      throw new UnreadableMediaError(
        'cut',
        `byte ${offset + done}`,
        'the file became shorter while it was read',
      );
    }
    done += count;
  }
  return bytes;
}

/** One positioned read; a failing disk is an unreadable file, named with the system's code. */
export function readOnce(fd: number, into: Buffer, at: number, length: number, position: number): number {
  try {
    return readSync(fd, into, at, length, position);
  } catch (error) {
    const reason = `the disk did not give its bytes (${errorCode(error)})`;
    throw new UnreadableMediaError('damaged', `byte ${position}`, reason, { cause: error });
  }
}
