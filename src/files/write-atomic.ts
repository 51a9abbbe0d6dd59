import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  openSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { ProvgateError } from '../domain/errors.ts';
import { errorCode } from './walk.ts';

export interface WriteOptions {
  /** Permission bits of the new file; 0o600 unless told. */
  readonly mode?: number;
  /** Every folder from this one down to the file's must be a real folder, not a link; the file's own folder unless told. */
  readonly root?: string;
}

const TEMP_FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/**
 * Writes a file whole or not at all: exclusive temporary file in the same folder, fsync, rename, fsync of the folder.
 * A link at `path` itself is replaced, never written through; a link among its folders below `root` is refused with
 * ProvgateError `could-not-read`; no room is `disk-full`.
 */
export function writeAtomic(path: string, bytes: Uint8Array | string, options: WriteOptions = {}): void {
  const folder = dirname(resolve(path));
  const root = resolve(options.root ?? folder);
  refuseLinks(root, folder);
  const temporary = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    writeNew(temporary, bytes, options.mode ?? 0o600);
    // Looked at again, because a folder may have been replaced by a link meanwhile.
    refuseLinks(root, folder);
    renameSync(temporary, path);
  } catch (error) {
    removeIfThere(temporary);
    throw explained(error, basename(path));
  }
  syncFolder(folder);
}

function writeNew(path: string, bytes: Uint8Array | string, mode: number): void {
  const fd = openSync(path, TEMP_FLAGS, mode);
  try {
    const data = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes;
    for (let done = 0; done < data.length; ) done += writeSync(fd, data, done);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function refuseLinks(root: string, folder: string): void {
  const below = relative(root, folder);
  if (below === '..' || below.startsWith(`..${sep}`)) {
    throw new ProvgateError(
      'outside-production',
      `${basename(folder)} lies outside ${basename(root)}.`,
      'Choose a folder inside it.',
    );
  }
  let at = root;
  for (const part of ['', ...below.split(sep).filter((name) => name !== '')]) {
    at = join(at, part);
    if (lstatSync(at).isDirectory()) continue;
    throw new ProvgateError(
      'could-not-read',
      `Nothing was written: ${basename(at)} is a link, not a folder.`,
      'Replace the link by the folder it points to.',
    );
  }
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

const FULL = new Set(['ENOSPC', 'EDQUOT']);

function explained(error: unknown, name: string): unknown {
  if (!FULL.has(errorCode(error))) return error;
  return new ProvgateError(
    'disk-full',
    `${name} was not written: the disk is full.`,
    'Make room and try again.',
    { cause: error },
  );
}

/** Makes the rename durable. Some file systems cannot sync a folder; the file itself is already safe there. */
function syncFolder(folder: string): void {
  const fd = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(fd);
  } catch (error) {
    if (errorCode(error) !== 'EINVAL' && errorCode(error) !== 'ENOTSUP') throw error;
  } finally {
    closeSync(fd);
  }
}
