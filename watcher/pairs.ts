import type { RelPath } from '../src/domain/path.ts';
import type { OwnFile } from '../src/domain/registry.ts';
import { baseName, joinPath, parentOf } from '../src/files/paths.ts';
import { type Beside, besideFrom } from '../src/sidecars/beside.ts';
import { sidecarPairs } from '../src/sidecars/partner.ts';

/** Which files of one folder stand beside which. */
export interface FolderPairs {
  of(path: RelPath): Beside;
}

const ALONE: Beside = { sidecars: [], partners: [], isOwn: false };

/** Works out pairs once a folder, however many batches of it come. */
export function pairsByFolder(
  root: string,
  own: ReadonlyMap<RelPath, OwnFile>,
): (names: readonly string[]) => FolderPairs {
  const known = new WeakMap<readonly string[], FolderPairs>();
  return (names) => {
    const before = known.get(names);
    if (before !== undefined) return before;
    const pairs = pairsAmong(root, names, own);
    known.set(names, pairs);
    return pairs;
  };
}

function pairsAmong(root: string, names: readonly string[], own: ReadonlyMap<RelPath, OwnFile>): FolderPairs {
  const sidecars = sidecarPairs(names);
  const mayBeOwn = (path: RelPath): boolean => own.has(path) || path.includes('#');
  if (sidecars.size === 0) {
    // Only an own file may still need telling apart.
    return { of: (path) => (mayBeOwn(path) ? besideFrom(root, path, ALONE, own) : ALONE) };
  }
  const partners = inverse(sidecars);
  return {
    of(path) {
      const name = baseName(path);
      const paths = (found: readonly string[] | undefined): readonly RelPath[] =>
        found?.map((other) => joinPath(parentOf(path), other)) ?? [];
      const beside = { sidecars: paths(sidecars.get(name)), partners: paths(partners.get(name)) };
      return beside.sidecars.length + beside.partners.length === 0 && !mayBeOwn(path)
        ? ALONE
        : besideFrom(root, path, beside, own);
    },
  };
}

function inverse(map: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const inverted = new Map<string, string[]>();
  for (const [key, values] of map) {
    for (const value of values) {
      const held = inverted.get(value);
      if (held === undefined) inverted.set(value, [key]);
      else held.push(key);
    }
  }
  return inverted;
}
