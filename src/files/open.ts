import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import type { FileSnapshot } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { fileBytes } from './bytes.ts';
import { displayPath, pathFromBytes } from './paths.ts';
import { type Entry, kindOf, lookAt, sameSnapshot, snapshotOf } from './snapshot.ts';
import { errorCode } from './walk.ts';

/** A regular file held open for one hash and all readers, so that both see the same bytes. */
export interface OpenFile {
  readonly fd: number;
  /** Stat identity when it was opened. */
  readonly snapshot: FileSnapshot;
  readonly bytes: ByteSource;
  /** Whether descriptor and path still show the file that was opened; false once it is replaced, changed or gone. */
  stillSame(): boolean;
  close(): void;
}

const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Opens a regular file for reading, following no link and waiting for nothing: a FIFO, socket, device, link or folder is
 * never opened. Throws ProvgateError `path-missing` or `could-not-read`, with the system's error as cause.
 */
export function openRegular(path: string | Buffer): OpenFile {
  const before = look(path);
  if (before === undefined) throw missing(path);
  if (before.kind !== 'file') throw notRegular(path, before.kind);
  const fd = open(path);
  try {
    const opened = regularSnapshot(fd);
    if (opened === undefined || opened.inode !== before.snapshot.inode) throw notRegular(path, 'special');
    return {
      fd,
      snapshot: opened,
      bytes: fileBytes(fd, opened.sizeBytes),
      stillSame: () => isStill(opened, regularSnapshot(fd)) && isStill(opened, lookQuietly(path)),
      close: () => closeSync(fd),
    };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function look(path: string | Buffer): Entry | undefined {
  try {
    return lookAt(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function open(path: string | Buffer): number {
  try {
    return openSync(path, FLAGS);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') throw missing(path, error);
    // A link put in the file's place between the look and the open.
    if (errorCode(error) === 'ELOOP') throw notRegular(path, 'link');
    throw unreadable(path, error);
  }
}

/** Snapshot of an open descriptor; undefined where it is no regular file. */
function regularSnapshot(fd: number): FileSnapshot | undefined {
  const stats = fstatSync(fd);
  if (kindOf(stats) !== 'file') return undefined;
  return snapshotOf(stats, Number.isSafeInteger(stats.ino) ? undefined : fstatSync(fd, { bigint: true }).ino);
}

/** What stands at the path now; a path that cannot be looked at is not the file that was opened. */
function lookQuietly(path: string | Buffer): FileSnapshot | undefined {
  try {
    const entry = lookAt(path);
    return entry?.kind === 'file' ? entry.snapshot : undefined;
  } catch {
    return undefined;
  }
}

function isStill(opened: FileSnapshot, now: FileSnapshot | undefined): boolean {
  return now !== undefined && sameSnapshot(opened, now);
}

const NOT_REGULAR = { folder: 'a folder', link: 'a link', special: 'not a regular file', file: 'a file' };

function notRegular(path: string | Buffer, kind: Entry['kind']): ProvgateError {
  return new ProvgateError(
    'could-not-read',
    `${nameOf(path)} was not opened: it is ${NOT_REGULAR[kind]}.`,
    'Put the file itself in its place.',
  );
}

function missing(path: string | Buffer, cause?: unknown): ProvgateError {
  return new ProvgateError(
    'path-missing',
    `${nameOf(path)} is not there.`,
    'Check the path, or whether the disk that holds it is connected.',
    { cause },
  );
}

function unreadable(path: string | Buffer, cause: unknown): ProvgateError {
  return new ProvgateError(
    'could-not-read',
    `${nameOf(path)} could not be opened (${errorCode(cause)}).`,
    'Check its permissions and the disk it is on.',
    { cause },
  );
}

/** The file's own name: messages carry no absolute path. */
function nameOf(path: string | Buffer): string {
  const whole = displayPath(typeof path === 'string' ? path : pathFromBytes(path));
  return whole.slice(whole.lastIndexOf('/') + 1);
}
