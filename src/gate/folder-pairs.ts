import type { RelPath } from '../domain/path.ts';
import { baseName, joinPath } from '../files/paths.ts';
import { roleOf, sidecarPairs } from '../sidecars/partner.ts';

/** The sidecars that speak of a file, and the files it speaks of where it stands for them as a sidecar. */
export interface Pairs {
  readonly sidecars: readonly RelPath[];
  readonly partners: readonly RelPath[];
}

interface Paired {
  readonly folder: RelPath;
  readonly names: readonly string[];
  readonly sidecars: ReadonlyMap<string, readonly string[]>;
  readonly partners: ReadonlyMap<string, readonly string[]>;
}

/** Looks up pairs of media and sidecars, one folder at a time; the folder looked at last is remembered. */
export function folderPairs(): (folder: RelPath, names: readonly string[]) => (path: RelPath) => Pairs {
  let last: Paired | undefined;
  return (folder, names) => {
    if (last?.folder !== folder || last.names !== names) last = paired(folder, names);
    const { sidecars, partners } = last;
    const inFolder = (found: readonly string[] | undefined): readonly RelPath[] =>
      (found ?? []).map((name) => joinPath(folder, name));
    return (path) => {
      const name = baseName(path);
      return { sidecars: inFolder(sidecars.get(name)), partners: inFolder(partners.get(name)) };
    };
  };
}

function paired(folder: RelPath, names: readonly string[]): Paired {
  const sidecars = sidecarPairs(names);
  const partners = new Map<string, string[]>();
  for (const [media, beside] of sidecars) {
    for (const sidecar of beside) {
      // A text or JSON file may speak of its neighbour, yet it is delivered as what it is: an item.
      if (roleOf(sidecar) !== 'stands-for-partner') continue;
      const known = partners.get(sidecar);
      if (known === undefined) partners.set(sidecar, [media]);
      else known.push(media);
    }
  }
  return { folder, names, sidecars, partners };
}
