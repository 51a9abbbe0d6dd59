import { createHash } from 'node:crypto';
import { read } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { FileSnapshot, Sha256 } from '../domain/asset.ts';
import { ProvgateError, UnreadableMediaError } from '../domain/errors.ts';
import { hashSlices } from '../files/hash.ts';
import { type OpenFile, openRegular } from '../files/open.ts';
import { errorCode } from '../files/walk.ts';
import { isWriteFailure } from './write-failure.ts';

const PIECE_BYTES = 1024 * 1024;
const readAt = promisify(read);

/** What copying one file gave. `changed`: the bytes read are not those that were judged. */
export type CopyResult =
  | { readonly kind: 'copied'; readonly snapshot: FileSnapshot }
  | { readonly kind: 'changed' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * Copies one regular file to a new place: hashes the bytes read, writes and syncs them, and reads back what was written. Both
 * digests must be `expected`. Never a link to the source; its modification time is kept. Write errors are thrown as they are.
 */
export async function copyFile(
  from: string | Buffer,
  to: string | Buffer,
  expected: Sha256,
  signal: AbortSignal | undefined,
): Promise<CopyResult> {
  const source = openSource(from);
  if ('reason' in source) return { kind: 'unreadable', reason: source.reason };
  try {
    const target = await open(to, 'wx', 0o666);
    try {
      const digest = await pour(source, target, signal);
      if (digest !== expected || !source.stillSame()) return { kind: 'changed' };
      await target.utimes(source.snapshot.mtimeUs / 1e6, source.snapshot.mtimeUs / 1e6);
      await target.sync();
    } finally {
      await target.close();
    }
    return await readBack(to, expected);
  } catch (error) {
    if (isWriteFailure(error) || signal?.aborted === true) throw error;
    return { kind: 'unreadable', reason: reasonOf(error) };
  } finally {
    source.close();
  }
}

function openSource(from: string | Buffer): OpenFile | { readonly reason: string } {
  try {
    return openRegular(from);
  } catch (error) {
    if (error instanceof ProvgateError) return { reason: error.message };
    throw error;
  }
}

/** Why a source could not be read, without the absolute path the system puts into its message. */
function reasonOf(error: unknown): string {
  return error instanceof UnreadableMediaError || error instanceof ProvgateError
    ? error.message
    : errorCode(error);
}

/** Writes the whole source into the target and returns the digest of what was read. */
async function pour(source: OpenFile, target: FileHandle, signal: AbortSignal | undefined): Promise<string> {
  const digest = createHash('sha256');
  const buffer = Buffer.allocUnsafeSlow(Math.max(1, Math.min(PIECE_BYTES, source.snapshot.sizeBytes)));
  for (let at = 0; ; ) {
    signal?.throwIfAborted();
    const { bytesRead } = await readAt(source.fd, buffer, 0, buffer.length, at);
    if (bytesRead === 0) return digest.digest('hex');
    digest.update(buffer.subarray(0, bytesRead));
    for (let written = 0; written < bytesRead; )
      written += (await target.write(buffer, written, bytesRead - written)).bytesWritten;
    at += bytesRead;
  }
}

/** Hashes what now stands at the new place. */
async function readBack(place: string | Buffer, expected: Sha256): Promise<CopyResult> {
  const file = openRegular(place);
  try {
    const digest = await hashGently(file);
    return digest === expected && file.stillSame()
      ? { kind: 'copied', snapshot: file.snapshot }
      : { kind: 'unreadable', reason: 'the copy reads back otherwise than it was written' };
  } finally {
    file.close();
  }
}

/** SHA-256 of an open file, letting other work run between slices. Throws UnreadableMediaError. */
export async function hashGently(file: OpenFile): Promise<Sha256> {
  const slices = hashSlices(file.fd, file.snapshot.sizeBytes);
  for (;;) {
    const step = slices.next();
    if (step.done === true) return step.value;
    await setImmediate();
  }
}
