import { chmodSync, lstatSync, mkdirSync, type Stats } from 'node:fs';
import { ProvgateError } from '../domain/errors.ts';
import type { Remembrance, Seal } from '../domain/seal.ts';
import { errorCode } from '../files/walk.ts';
import { signCheckpoint } from './checkpoint.ts';
import { signingKey } from './key.ts';
import { readLastSeen, writeLastSeen } from './last-seen.ts';

/** The system does not let this user keep anything there, as in a container without a home. */
const NOT_ALLOWED = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'ENOSPC', 'EDQUOT']);

/**
 * What is remembered in `dir` of the record of the production at `home`. The folder is made when something is first noted. Throws `could-not-read` for a
 * folder that is not this user's own, or a damaged note.
 */
export function openSeal(dir: string, home: string): Seal {
  requireOwn(dir);
  let standing: Remembrance = readLastSeen(dir, home) === undefined ? 'first-seen' : 'remembered';
  const keeping = <T>(work: () => T): T | undefined => {
    try {
      ownFolder(dir);
      return work();
    } catch (error) {
      // What was asked for is done by now; that it is not kept here is told in the status, and the next run begins by looking.
      if (!NOT_ALLOWED.has(errorCode(error)) && !(error instanceof ProvgateError)) throw error;
      standing = 'not-kept';
      return undefined;
    }
  };
  return {
    lastSeen: () => readLastSeen(dir, home),
    remember: (head) => {
      keeping(() => {
        const before = readLastSeen(dir, home);
        if (before === undefined || before.seq < head.seq) writeLastSeen(dir, home, head);
      });
    },
    replace: (head) => {
      keeping(() => writeLastSeen(dir, home, head));
    },
    sign: (statement) => keeping(() => signCheckpoint(statement, signingKey(dir))),
    remembrance: () => standing,
  };
}

function ownFolder(dir: string): void {
  if (statsOf(dir) === undefined) {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    chmodSync(dir, 0o700);
  }
  requireOwn(dir);
}

/** Throws `could-not-read` for a folder that is somebody else's, that others can write to, or that is a link. */
function requireOwn(dir: string): void {
  const stats = statsOf(dir);
  if (stats === undefined) return;
  const isForeign = process.geteuid !== undefined && stats.uid !== process.geteuid();
  if (stats.isDirectory() && !isForeign && (stats.mode & 0o022) === 0) return;
  throw new ProvgateError(
    'could-not-read',
    `${dir}, which keeps what was last seen of the record, is not a folder of your own.`,
    'Make it a folder that only you can write to, then run the command again.',
  );
}

function statsOf(dir: string): Stats | undefined {
  try {
    return lstatSync(dir, { throwIfNoEntry: false });
  } catch (error) {
    // A file where a folder should be on the way there: nothing is kept.
    if (errorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}
