import type { RelPath } from '../domain/path.ts';
import { diskPath } from './paths.ts';
import { type Entry, lookAt } from './snapshot.ts';
import { errorCode } from './walk.ts';

/** An entry the system would not show, with its code (`EACCES`, `EIO`). */
export interface Refused {
  readonly refused: string;
}

/** What stands at a path below the root: an entry, nothing, or the system's refusal to tell. Follows no link, never throws. */
export function reach(root: string, path: RelPath): Entry | Refused | undefined {
  try {
    return lookAt(diskPath(root, path));
  } catch (error) {
    const refused = errorCode(error);
    // A path through a file, or a name too long for the disk, can lead to nothing.
    return refused === 'ENOTDIR' || refused === 'ENAMETOOLONG' ? undefined : { refused };
  }
}

/** The entry itself, where there is one and the system shows it. */
export function entryAt(root: string, path: RelPath): Entry | undefined {
  const reached = reach(root, path);
  return reached === undefined || 'refused' in reached ? undefined : reached;
}
