import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { ProvgateError } from '../domain/errors.ts';
import { errorCode } from '../files/walk.ts';

/** The registry's file as messages name it: never an absolute path. */
export function registryName(file: string): string {
  return join(basename(dirname(file)), basename(file));
}

/** What is said of a registry whose bytes, schema or contents are not what provgate wrote. */
export function brokenRegistry(file: string, what: string, cause?: unknown): ProvgateError {
  return new ProvgateError(
    'registry-broken',
    `The registry ${registryName(file)} cannot be trusted: ${what}.`,
    'Keep the file for examination and bring back a copy with `provgate registry restore`.',
    cause === undefined ? undefined : { cause },
  );
}

/** What is said where a registry should be and is not. */
export function missingRegistry(file: string, cause?: unknown): ProvgateError {
  return new ProvgateError(
    'registry-missing',
    `There is no registry at ${registryName(file)}; without it nothing is known of these files.`,
    'Bring it back with `provgate registry restore`, or start anew with `provgate init`.',
    cause === undefined ? undefined : { cause },
  );
}

/** Whether the engine says that another process holds the registry. */
export function isBusy(error: unknown): boolean {
  return sqliteCode(error)?.match(/^SQLITE_(BUSY|LOCKED)/) != null;
}

/** The named failure behind an error of the engine or the disk; anything else is given back as it came. */
export function explained(file: string, error: unknown): unknown {
  const code = sqliteCode(error) ?? errorCode(error);
  const name = registryName(file);
  if (isBusy(error)) {
    return new ProvgateError(
      'registry-busy',
      `Another process is writing to the registry ${name} and did not finish in time.`,
      'Try again in a moment; if it stays so, look for a provgate process that hangs.',
      { cause: error },
    );
  }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return new ProvgateError(
      'disk-full',
      `The registry ${name} could not be written: the disk is full. Nothing was recorded in part.`,
      'Make room on the disk that holds it and try again.',
      { cause: error },
    );
  }
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return brokenRegistry(file, 'the file is damaged', error);
  if (code === 'SQLITE_CANTOPEN') return brokenRegistry(file, 'the file cannot be opened', error);
  if (/^SQLITE_IOERR/.test(code))
    return brokenRegistry(file, `the disk answered with an error (${code})`, error);
  if (/^SQLITE_(READONLY|PERM)/.test(code)) {
    return new ProvgateError(
      'could-not-read',
      `The registry ${name} cannot be written by this user.`,
      'Run the command as the user who owns it, or correct the permissions of its folder.',
      { cause: error },
    );
  }
  return error;
}

function sqliteCode(error: unknown): string | undefined {
  return error instanceof Database.SqliteError ? error.code : undefined;
}
