import type { Production } from '../domain/configuration.ts';
import type { Examiner } from '../domain/examination.ts';
import type { RelPath } from '../domain/path.ts';
import type { OwnFile, Registry } from '../domain/registry.ts';
import { hashBytes } from '../files/hash.ts';
import { baseName, joinPath, parentOf } from '../files/paths.ts';
import { reach } from '../files/reach.ts';
import { listNames } from '../files/walk.ts';
import { canBeOwn, isOwnSequenceSidecar, isUntouched, ownAmong } from './own-files.ts';
import { partnersOf, roleOf, sidecarNames } from './partner.ts';

/** What stands beside a file in its folder. */
export interface Beside {
  /** Foreign sidecars that speak of it. */
  readonly sidecars: readonly RelPath[];
  /** Files it speaks of itself. */
  readonly partners: readonly RelPath[];
  /** It is a file provgate wrote, untouched. */
  readonly isOwn: boolean;
}

/** Looks beside one file, on disk and in the record of own files. */
export async function lookBeside(
  registry: Pick<Registry, 'ownFiles'>,
  production: Production,
  path: RelPath,
): Promise<Beside> {
  const { root } = production;
  const folder = parentOf(path);
  const sidecars = sidecarNames(baseName(path))
    .map((name) => joinPath(folder, name))
    .filter((sidecar) => sidecar !== path && isThere(root, sidecar));
  const own = await ownAmong(registry, root, [path, ...sidecars]);
  const isOwn =
    own.has(path) || (path.includes('#') && isOwnSequenceSidecar(root, path, await registry.ownFiles.all()));
  return {
    sidecars: sidecars.filter((sidecar) => !own.has(sidecar)),
    partners: isOwn ? [] : partnersOnDisk(root, path),
    isOwn,
  };
}

/** As `lookBeside`, from the names of the whole folder and all own files, for a walk that has both at hand. */
export function besideFrom(
  root: string,
  path: RelPath,
  pairs: { readonly sidecars: readonly RelPath[]; readonly partners: readonly RelPath[] },
  ownFiles: ReadonlyMap<RelPath, OwnFile>,
): Beside {
  const isOwn = (candidate: RelPath): boolean =>
    canBeOwn(candidate) && isUntouched(root, ownFiles.get(candidate));
  const own = isOwn(path) || isOwnSequenceSidecar(root, path, ownFiles.values());
  return {
    sidecars: pairs.sidecars.filter((sidecar) => !isOwn(sidecar)),
    partners: own ? [] : pairs.partners,
    isOwn: own,
  };
}

function partnersOnDisk(root: string, path: RelPath): readonly RelPath[] {
  if (roleOf(baseName(path)) === 'none') return [];
  const folder = parentOf(path);
  const listing = listNames(root, folder);
  if (listing.kind !== 'names') return [];
  return partnersOf(baseName(path), listing.names)
    .map((name) => joinPath(folder, name))
    .filter((partner) => isThere(root, partner));
}

/**
 * Identity of what a place is judged by at this moment: the version of the rules for names, and where sidecars stand beside it the
 * version of everything that may read them, and their names, sizes and times.
 */
export function placeStamp(
  root: string,
  sidecars: readonly RelPath[],
  examiner: Pick<Examiner, 'engineVersion' | 'placesVersion'>,
): string {
  if (sidecars.length === 0) return `${examiner.placesVersion}`;
  const seen = sidecars.map((path) => {
    const entry = reach(root, path);
    if (entry === undefined || 'refused' in entry) return [baseName(path), entry?.refused];
    return [baseName(path), entry.snapshot.sizeBytes, entry.snapshot.mtimeUs, entry.snapshot.ctimeUs];
  });
  return `${examiner.engineVersion} ${hashBytes(JSON.stringify(seen)).slice(0, 32)}`;
}

/** Whether what a place was judged by stands there still; `older` where only the readers are newer now. */
export function compareStamps(stored: string | undefined, now: string): 'same' | 'older' | 'changed' {
  if (stored === now) return 'same';
  return sidecarsIn(stored ?? '') === sidecarsIn(now) ? 'older' : 'changed';
}

function sidecarsIn(stamp: string): string {
  return stamp.split(' ')[1] ?? '';
}

/** A file stands there, or something the system will not show; the latter is for the reader of sidecars to name. */
function isThere(root: string, path: RelPath): boolean {
  const entry = reach(root, path);
  return entry !== undefined && ('refused' in entry || entry.kind === 'file');
}

/** Whether a file is only evidence for its partner, and so no asset of its own. */
export function standsForPartner(path: RelPath, beside: Pick<Beside, 'partners'>): boolean {
  return beside.partners.length > 0 && roleOf(baseName(path)) === 'stands-for-partner';
}
