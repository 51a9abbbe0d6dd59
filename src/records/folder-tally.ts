import type { Asset, AssetId } from '../domain/asset.ts';
import type { Supplier } from '../domain/configuration.ts';
import type { RelPath } from '../domain/path.ts';
import { baseName, joinPath } from '../files/paths.ts';
import { frameName, MIN_FRAMES } from '../files/sequences.ts';

/** Files looked into for the program they name. */
const SAMPLES = 3;

/** Files of one folder, gathered by what one answer can settle. */
export interface Tally {
  readonly folder: RelPath;
  readonly sequence: RelPath | undefined;
  readonly format: string;
  readonly count: number;
  readonly bytes: number;
  readonly first: RelPath;
  readonly supplier: Supplier | undefined;
  readonly samples: readonly AssetId[];
}

/** What stands directly in one folder. */
export interface FolderTally {
  readonly folder: RelPath;
  add(path: RelPath, asset: Asset, supplier: Supplier | undefined): void;
  /** Its sequences, and for each format the files that are in none. */
  groups(): readonly Tally[];
}

/** An empty tally of a folder. */
export function folderTally(folder: RelPath): FolderTally {
  const shapes = new Map<string, Tally & { readonly samples: AssetId[] }>();
  return {
    folder,
    add(path, asset, supplier) {
      const sequence = sequenceOf(folder, path);
      const key = JSON.stringify([sequence ?? '', asset.format, supplier?.name ?? '']);
      const known = shapes.get(key);
      const samples = known?.samples ?? [];
      if (samples.length < SAMPLES) samples.push(asset.id);
      shapes.set(key, {
        folder,
        sequence,
        format: asset.format,
        count: (known?.count ?? 0) + 1,
        bytes: (known?.bytes ?? 0) + asset.sizeBytes,
        first: known?.first ?? path,
        supplier,
        samples,
      });
    },
    groups: () => gathered([...shapes.values()]),
  };
}

/** Too few frames are no sequence: they go to the other files of their format. */
function gathered(shapes: readonly Tally[]): readonly Tally[] {
  const groups = new Map<string, Tally>();
  for (const shape of shapes) {
    const isSequence = shape.sequence !== undefined && shape.count >= MIN_FRAMES;
    const sequence = isSequence ? shape.sequence : undefined;
    const key = JSON.stringify([sequence ?? '', shape.format, shape.supplier?.name ?? '']);
    const known = groups.get(key);
    groups.set(key, {
      ...shape,
      sequence,
      count: shape.count + (known?.count ?? 0),
      bytes: shape.bytes + (known?.bytes ?? 0),
      first: known?.first ?? shape.first,
      samples: [...(known?.samples ?? []), ...shape.samples].slice(0, SAMPLES),
    });
  }
  return [...groups.values()];
}

/** `shot_####.exr` for a name with a frame number. */
function sequenceOf(folder: RelPath, path: RelPath): RelPath | undefined {
  const parts = frameName(baseName(path));
  if (parts === undefined) return undefined;
  return joinPath(folder, `${parts.prefix}${'#'.repeat(parts.digits.length)}${parts.suffix}`);
}
