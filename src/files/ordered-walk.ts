import type { RelPath } from '../domain/path.ts';
import { comparePaths, joinPath } from './paths.ts';
import type { Entry } from './snapshot.ts';
import { listNames, lookStep, type WalkStep } from './walk.ts';

/** Entries of one folder, handed over together, with the names of everything in that folder. */
export interface OrderedBatch {
  readonly folder: RelPath;
  /** All names in `folder`, in byte order. */
  readonly names: readonly string[];
  readonly steps: readonly WalkStep[];
}

/** Entries looked at before the caller gets its turn. */
const BATCH_STEPS = 512;

/**
 * As `walk`, but in one order throughout: files come in byte order of their whole paths, so that they can be merged with a sorted
 * listing without holding either. A folder comes right before what it holds.
 */
export function* walkInOrder(
  root: string,
  folder: RelPath,
  enter: (folder: RelPath, entry: Entry) => boolean,
): Generator<OrderedBatch> {
  const listing = listNames(root, folder);
  if (listing.kind === 'gone') return;
  if (listing.kind === 'unlistable') {
    yield { folder, names: [], steps: [{ path: folder, unlistable: listing.reason }] };
    return;
  }
  const { names } = listing;
  let steps: WalkStep[] = [];
  // Folders wait for files that sort between their name and their contents: `a.txt` comes before `a/x`.
  const waiting: (WalkStep & { readonly entry: Entry })[] = [];
  const flush = (): OrderedBatch => {
    const batch = { folder, names, steps };
    steps = [];
    return batch;
  };
  for (const name of names) {
    const path = joinPath(folder, name);
    for (let last = waiting.at(-1); last !== undefined && isBefore(last.path, path); last = waiting.at(-1)) {
      waiting.pop();
      steps.push(last);
      yield flush();
      if (enter(last.path, last.entry)) yield* walkInOrder(root, last.path, enter);
    }
    const step = lookStep(root, path);
    if (step === undefined) continue;
    if ('entry' in step && step.entry.kind === 'folder') waiting.push(step);
    else steps.push(step);
    if (steps.length >= BATCH_STEPS) yield flush();
  }
  for (let last = waiting.pop(); last !== undefined; last = waiting.pop()) {
    steps.push(last);
    yield flush();
    if (enter(last.path, last.entry)) yield* walkInOrder(root, last.path, enter);
  }
  if (steps.length > 0) yield flush();
}

function isBefore(folder: RelPath, path: RelPath): boolean {
  return comparePaths(joinPath(folder, ''), path) < 0;
}
