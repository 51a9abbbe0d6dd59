import { patternsOf } from '../configuration/patterns-of.ts';
import type { Production } from '../domain/configuration.ts';
import { type RelPath, ROOT } from '../domain/path.ts';
import { parentOf } from '../files/paths.ts';
import { isSealedBy } from '../files/sealed.ts';
import { listNames } from '../files/walk.ts';

/** Whether our sidecars may stand in a folder, as far as the folders on disk say; each is listed once. */
export function openSeals(root: string): (folder: RelPath) => boolean {
  const known = new Map<RelPath, boolean>();
  const isSealed = (folder: RelPath): boolean => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const listing = listNames(root, folder);
    const sealed =
      (listing.kind === 'names' && isSealedBy(listing.names)) ||
      (folder !== ROOT && isSealed(parentOf(folder)));
    known.set(folder, sealed);
    return sealed;
  };
  return isSealed;
}

/**
 * Whether a sidecar of ours may stand beside a file: never in a sealed folder or below one, under a camera origin rule or in a
 * deliverable, where it would be one file too many.
 */
export function mayStand(
  production: Production,
  path: RelPath,
  isSealed: (folder: RelPath) => boolean,
): boolean {
  const patterns = patternsOf(production.configuration);
  return (
    production.configuration.sidecars !== 'off' &&
    patterns.originOf(path)?.origin !== 'camera' &&
    patterns.deliverableOf(path) === undefined &&
    !isSealed(parentOf(path))
  );
}
