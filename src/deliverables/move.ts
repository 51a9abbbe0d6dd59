import { linkSync, mkdirSync, renameSync, unlinkSync } from 'node:fs';
import { ProvgateError } from '../domain/errors.ts';
import { type RelPath, ROOT } from '../domain/path.ts';
import { diskPath, displayPath, joinPath } from '../files/paths.ts';
import { entryAt, reach } from '../files/reach.ts';
import { errorCode } from '../files/walk.ts';

/** Makes a folder and those above it below the root; a link among them is refused. Throws `could-not-read` or the system's error. */
export function makeFolders(root: string, folder: RelPath): void {
  let at: RelPath = ROOT;
  for (const part of folder === ROOT ? [] : folder.split('/')) {
    at = joinPath(at, part);
    if (reach(root, at) === undefined) mkdirSync(diskPath(root, at));
    if (entryAt(root, at)?.kind === 'folder') continue;
    throw new ProvgateError(
      'could-not-read',
      `Nothing was moved: ${displayPath(at)} is not a folder.`,
      'Put a real folder in its place, or take it away.',
    );
  }
}

/** Whether an error says that the disk, and not the program, stands in the way. */
export function isDiskRefusal(error: unknown): boolean {
  if (error instanceof ProvgateError) return error.code === 'could-not-read' || error.code === 'disk-full';
  return error instanceof Error && 'syscall' in error;
}

/** What came of moving one entry. */
export type Moved = 'moved' | 'target-taken' | 'other-disk' | 'gone';

/**
 * Moves a file by a second name and removal of the first, which never replaces anything; a move that was cut short between the two is
 * completed. Both stay on one file system. Other errors of the system are thrown.
 */
export function moveFile(root: string, from: RelPath, to: RelPath): Moved {
  const [source, target] = [entryAt(root, from), entryAt(root, to)];
  if (source === undefined) return target === undefined ? 'gone' : 'moved';
  const isSame = target !== undefined && target.snapshot.inode === source.snapshot.inode;
  if (target !== undefined && !(isSame && target.snapshot.device === source.snapshot.device))
    return 'target-taken';
  if (target === undefined) {
    const linked = linkTo(root, from, to);
    if (linked !== 'linked') return linked;
  }
  unlinkSync(diskPath(root, from));
  return 'moved';
}

/** Moves a folder whole, to a name that is free. */
export function moveFolder(root: string, from: RelPath, to: RelPath): Moved {
  if (reach(root, from) === undefined) return reach(root, to) === undefined ? 'gone' : 'moved';
  if (reach(root, to) !== undefined) return 'target-taken';
  return rename(root, from, to);
}

function linkTo(root: string, from: RelPath, to: RelPath): Moved | 'linked' {
  try {
    linkSync(diskPath(root, from), diskPath(root, to));
    return 'linked';
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return 'target-taken';
    if (code === 'EXDEV') return 'other-disk';
    if (code === 'ENOENT') return 'gone';
    // Disks without second names (exFAT, many shares): the target was free a moment ago.
    if (NO_LINKS.has(code)) return rename(root, from, to);
    throw error;
  }
}

const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

function rename(root: string, from: RelPath, to: RelPath): Moved {
  try {
    renameSync(diskPath(root, from), diskPath(root, to));
    return 'moved';
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EXDEV') return 'other-disk';
    if (code === 'ENOENT') return 'gone';
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return 'target-taken';
    throw error;
  }
}
