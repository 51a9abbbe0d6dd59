import type { RelPath } from '../src/domain/path.ts';
import { baseName, isUnder, joinPath } from '../src/files/paths.ts';
import type { EntryKind } from '../src/files/snapshot.ts';
import type { WalkStep } from '../src/files/walk.ts';
import type { ProductionBatch } from './production-walk.ts';

const KINDS: readonly EntryKind[] = ['file', 'folder', 'link', 'special'];
/** Numbers an entry takes: kind, size, mtime, ctime, birth, links, inode, device. */
const NUMBERS = 8;
const UNLISTABLE = -1;

/** A batch as it passes between threads: numbers in one block, names once a folder. */
export interface PackedBatch extends Pick<ProductionBatch, 'folder' | 'entered' | 'closed'> {
  /** Names of the whole folder; absent where they were told before. */
  readonly names: readonly string[] | undefined;
  readonly paths: readonly string[];
  readonly numbers: Float64Array<ArrayBuffer>;
  /** Why entries could not be looked at, by position. */
  readonly refusals: ReadonlyMap<number, string>;
  /** Inodes too large for a number, by position. */
  readonly inodes: ReadonlyMap<number, string>;
}

/** Packs batches of one walk, in their order. */
export function openPacking(): (batch: ProductionBatch) => PackedBatch {
  const told = new WeakSet<readonly string[]>();
  return ({ folder, names, steps, entered, closed }) => {
    const numbers = new Float64Array(steps.length * NUMBERS);
    const refusals = new Map<number, string>();
    const inodes = new Map<number, string>();
    for (const [index, step] of steps.entries()) {
      if ('unlistable' in step) {
        refusals.set(index, step.unlistable);
        numbers[index * NUMBERS] = UNLISTABLE;
        continue;
      }
      const { kind, snapshot } = step.entry;
      const inode = Number(snapshot.inode);
      if (!Number.isSafeInteger(inode)) inodes.set(index, snapshot.inode);
      const { sizeBytes, mtimeUs, ctimeUs, birthUs, links, device } = snapshot;
      const row = [KINDS.indexOf(kind), sizeBytes, mtimeUs, ctimeUs, birthUs, links, inode, Number(device)];
      numbers.set(row, index * NUMBERS);
    }
    const isTold = told.has(names);
    told.add(names);
    // A folder that could not be listed is its own step; every other step stands for a name in its folder.
    const paths = steps.map((step) => (step.path === folder ? '' : baseName(step.path)));
    return { folder, names: isTold ? undefined : names, paths, numbers, refusals, inodes, entered, closed };
  };
}

/** Unpacks batches in the order they were packed. */
export function openUnpacking(): (packed: PackedBatch) => ProductionBatch {
  // A folder's later batches come after those of the folders in it, so the names of all folders above are kept.
  const above: { readonly folder: RelPath; readonly names: readonly string[] }[] = [];
  return (packed) => {
    const { folder, entered, closed } = packed;
    for (let last = above.at(-1); last !== undefined && !isUnder(folder, last.folder); last = above.at(-1)) {
      above.pop();
    }
    if (packed.names !== undefined) above.push({ folder, names: packed.names });
    const names = above.findLast((each) => each.folder === folder)?.names ?? [];
    return { folder, names, steps: packed.paths.map((_, index) => stepAt(packed, index)), entered, closed };
  };
}

function stepAt(packed: PackedBatch, index: number): WalkStep {
  const name = packed.paths[index] ?? '';
  const path = name === '' ? packed.folder : joinPath(packed.folder, name);
  const refusal = packed.refusals.get(index);
  if (refusal !== undefined) return { path, unlistable: refusal };
  const at = index * NUMBERS;
  const number = (offset: number): number => packed.numbers[at + offset] ?? 0;
  const snapshot = {
    sizeBytes: number(1),
    mtimeUs: number(2),
    ctimeUs: number(3),
    birthUs: number(4),
    links: number(5),
    inode: packed.inodes.get(index) ?? String(number(6)),
    device: String(number(7)),
  };
  return { path, entry: { kind: KINDS[number(0)] ?? 'special', snapshot } };
}
