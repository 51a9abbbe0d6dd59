import type { CheckItem } from '../domain/check.ts';
import { type RelPath, ROOT } from '../domain/path.ts';
import { isUnder, parentOf } from '../files/paths.ts';
import { isSealedBy } from '../files/sealed.ts';
import { groupSequences } from '../files/sequences.ts';
import { listNames } from '../files/walk.ts';
import type { Unit } from './units.ts';

/** Files that stay together: a package, a sequence, or a single file. */
export interface MoveGroup {
  readonly kind: 'package' | 'sequence' | 'file';
  /** The package's folder, the folder of the frames, or the file. */
  readonly at: RelPath;
  /** Every item of it in the checked folder. */
  readonly items: readonly CheckItem[];
}

/** Deliverables in which numbered files are separate pictures, not frames. */
const SINGLES = new Set(['stills', 'key_art', 'social']);

/** What must move together so that nothing is torn apart, for the items of a check that are blocked; each group once. */
export function moveGroups(root: string, unit: Unit, items: readonly CheckItem[]): readonly MoveGroup[] {
  const packageAt = packagesOnDisk(root, unit.folder);
  const sequences = SINGLES.has(unit.rule.type) ? [] : groupSequences(items.map((item) => item.path));
  const sequenceOf = new Map(sequences.flatMap((each) => each.frames.map((frame) => [frame, each])));
  const byPath = new Map(items.map((item) => [item.path, item]));
  const groups = new Map<RelPath, MoveGroup>();
  for (const item of items.filter((each) => each.verdict === 'block')) {
    const folder = packageAt(parentOf(item.path));
    const frames = sequenceOf.get(item.path)?.frames;
    if (folder !== undefined) {
      const inside = items.filter((each) => isUnder(each.path, folder));
      groups.set(folder, { kind: 'package', at: folder, items: inside });
    } else if (frames !== undefined) {
      const first = frames[0] ?? item.path;
      groups.set(first, {
        kind: 'sequence',
        at: first,
        items: frames.flatMap((path) => byPath.get(path) ?? []),
      });
    } else groups.set(item.path, { kind: 'file', at: item.path, items: [item] });
  }
  return [...groups.values()];
}

/** The outermost sealed folder a folder is in, no higher than the deliverable folder; asked once a folder. */
function packagesOnDisk(root: string, top: RelPath): (folder: RelPath) => RelPath | undefined {
  const known = new Map<RelPath, RelPath | undefined>();
  const packageAt = (folder: RelPath): RelPath | undefined => {
    if (known.has(folder)) return known.get(folder);
    const above = folder === top || folder === ROOT ? undefined : packageAt(parentOf(folder));
    const listing = listNames(root, folder);
    const sealed = listing.kind === 'names' && isSealedBy(listing.names);
    const found = above ?? (sealed ? folder : undefined);
    known.set(folder, found);
    return found;
  };
  return packageAt;
}
