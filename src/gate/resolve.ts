import { setImmediate } from 'node:timers/promises';
import { isNestedProduction, isOwnState } from '../configuration/own-state.ts';
import type { FileSnapshot } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import { type RelPath, ROOT } from '../domain/path.ts';
import type { OwnFile } from '../domain/registry.ts';
import type { Runtime } from '../domain/runtime.ts';
import { walkInOrder } from '../files/ordered-walk.ts';
import { baseName, comparePaths, displayPath, joinPath, parentOf } from '../files/paths.ts';
import { entryAt, reach } from '../files/reach.ts';
import type { Entry } from '../files/snapshot.ts';
import { type Beside, besideFrom, lookBeside } from '../sidecars/beside.ts';
import { sidecarNames } from '../sidecars/partner.ts';
import { type Companion, readCompanion } from './companion.ts';
import type { Standing } from './decision/item-input.ts';
import { folderPairs } from './folder-pairs.ts';

/** One location of a scope: a file to judge, or something that stands in the way of judging. */
export type ScopeEntry =
  | {
      readonly path: RelPath;
      readonly standing: 'file';
      readonly snapshot: FileSnapshot;
      readonly beside: Beside;
    }
  | {
      readonly path: RelPath;
      readonly standing: Exclude<Standing, 'file'>;
      readonly reason: string | undefined;
    };

/** A scope as it stands on disk now. Every directory entry below its paths is an entry, a companion or counted as skipped. */
export interface Resolved {
  /** The paths asked for, in byte order, without those that lie inside another. */
  readonly paths: readonly RelPath[];
  /** Those of them that are folders. */
  readonly folders: ReadonlySet<RelPath>;
  /** In byte order of paths, each path once. */
  readonly entries: readonly ScopeEntry[];
  /** Foreign sidecars that belong to a file of the scope. */
  readonly companions: readonly Companion[];
  readonly skipped: readonly Skipped[];
}

/** An entry below the scope that is no item, and why. */
export interface Skipped {
  readonly path: RelPath;
  readonly because: 'own-state' | 'own-file' | 'sidecar';
}

interface Found {
  readonly entries: ScopeEntry[];
  readonly companions: Companion[];
  readonly folders: Set<RelPath>;
  /** Folders above named paths: whether each is a link. */
  readonly linked: Map<RelPath, boolean>;
  readonly skipped: Skipped[];
}

/**
 * Finds every item of a scope without opening media. `ignore` has no effect: whoever delivers a folder delivers all of it. Throws
 * ProvgateError `root-unavailable`, or `ambiguous-production` where another production lies in the scope.
 */
export async function resolve(
  runtime: Runtime,
  asked: readonly RelPath[],
  signal?: AbortSignal,
): Promise<Resolved> {
  const { root } = runtime.production;
  if (entryAt(root, ROOT)?.kind !== 'folder')
    throw new ProvgateError(
      'root-unavailable',
      'The media root of this production is not there.',
      'Connect the disk or mount that holds it and run the command again.',
    );
  const paths = outermost(asked);
  const found: Found = { entries: [], companions: [], folders: new Set(), linked: new Map(), skipped: [] };
  const own = new Map((await runtime.registry.ownFiles.all()).map((file) => [file.path, file]));
  for (const path of paths) await resolveOne(runtime, path, own, found, signal);
  // Each walk is in order; several of them need not be, because `a.txt` stands before `a/x`.
  const entries =
    paths.length > 1 ? found.entries.sort((a, b) => comparePaths(a.path, b.path)) : found.entries;
  const { companions, folders, skipped } = found;
  return { paths, folders, entries, companions, skipped };
}

/** Paths in byte order, once each, without those inside another. */
function outermost(asked: readonly RelPath[]): readonly RelPath[] {
  const all = new Set(asked);
  return [...all].filter((path) => !foldersAbove(path).some((folder) => all.has(folder))).sort(comparePaths);
}

/** Every folder a path is in, nearest first, the media root last. */
function foldersAbove(path: RelPath): readonly RelPath[] {
  const folders: RelPath[] = [];
  for (let folder = path; folder !== ROOT; ) {
    folder = parentOf(folder);
    folders.push(folder);
  }
  return folders;
}

async function resolveOne(
  runtime: Runtime,
  path: RelPath,
  own: ReadonlyMap<RelPath, OwnFile>,
  found: Found,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { root } = runtime.production;
  if (isOwnState(runtime.production, path)) {
    found.skipped.push({ path, because: 'own-state' });
    return;
  }
  const linked = foldersAbove(path).some((folder) => isLinked(runtime, folder, found));
  if (!linked) refuseNested(runtime, path);
  const entry = reach(root, path);
  if (entry === undefined) found.entries.push({ path, standing: 'missing', reason: undefined });
  else if ('refused' in entry) found.entries.push({ path, standing: 'unreadable', reason: entry.refused });
  else if (linked) found.entries.push({ path, standing: 'link', reason: undefined });
  else if (entry.kind === 'folder') await resolveFolder(runtime, path, entry, own, found, signal);
  else if (entry.kind === 'file') await resolveNamed(runtime, path, entry, found);
  else found.entries.push({ path, standing: entry.kind, reason: undefined });
}

/** Whether a folder is a link. Throws where it is another production. Looked at once for a whole list of paths. */
function isLinked(runtime: Runtime, folder: RelPath, found: Found): boolean {
  const known = found.linked.get(folder);
  if (known !== undefined) return known;
  const linked = folder !== ROOT && entryAt(runtime.production.root, folder)?.kind === 'link';
  if (!linked && folder !== ROOT) refuseNested(runtime, folder);
  found.linked.set(folder, linked);
  return linked;
}

function refuseNested(runtime: Runtime, folder: RelPath): void {
  if (!isNestedProduction(runtime.production, folder)) return;
  throw new ProvgateError(
    'ambiguous-production',
    `${displayPath(folder)} is a production of its own inside "${runtime.production.configuration.title}".`,
    'Check it from inside that folder, or move it out of this one.',
  );
}

/** A file named by hand: it is an item whatever it is; its sidecars travel with it. */
async function resolveNamed(runtime: Runtime, path: RelPath, entry: Entry, found: Found): Promise<void> {
  const beside = await lookBeside(runtime.registry, runtime.production, path);
  if (beside.isOwn) {
    found.skipped.push({ path, because: 'own-file' });
    return;
  }
  found.entries.push({
    path,
    standing: 'file',
    snapshot: entry.snapshot,
    beside: { ...beside, partners: [] },
  });
  const travelling = new Set(sidecarNames(baseName(path)).map((name) => joinPath(parentOf(path), name)));
  for (const sidecar of beside.sidecars.filter((name) => travelling.has(name))) {
    const companion = await readCompanion(runtime, sidecar);
    if (companion !== undefined) found.companions.push(companion);
  }
}

async function resolveFolder(
  runtime: Runtime,
  start: RelPath,
  startEntry: Entry,
  own: ReadonlyMap<RelPath, OwnFile>,
  found: Found,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { root } = runtime.production;
  found.folders.add(start);
  const { device } = startEntry.snapshot;
  const enter = (folder: RelPath, entry: Entry): boolean => {
    if (isOwnState(runtime.production, folder)) return false;
    refuseNested(runtime, folder);
    return entry.snapshot.device === device;
  };
  const pairsOf = folderPairs();
  for (const batch of walkInOrder(root, start, enter)) {
    signal?.throwIfAborted();
    await setImmediate();
    const pairs = pairsOf(batch.folder, batch.names);
    for (const step of batch.steps) {
      const { path } = step;
      if ('unlistable' in step) found.entries.push({ path, standing: 'folder', reason: step.unlistable });
      else if (isOwnState(runtime.production, path)) found.skipped.push({ path, because: 'own-state' });
      else if (step.entry.kind === 'folder') {
        if (step.entry.snapshot.device !== device)
          found.entries.push({ path, standing: 'unentered', reason: 'it is on another disk' });
      } else if (step.entry.kind === 'file') {
        const beside = besideFrom(root, path, pairs(path), own);
        await resolveFile(runtime, path, step.entry, beside, found);
      } else found.entries.push({ path, standing: step.entry.kind, reason: undefined });
    }
  }
}

/** A file met on a walk: our own, a sidecar that stands for its partner, or an item. */
async function resolveFile(
  runtime: Runtime,
  path: RelPath,
  entry: Entry,
  beside: Beside,
  found: Found,
): Promise<void> {
  if (beside.isOwn) {
    found.skipped.push({ path, because: 'own-file' });
    return;
  }
  const { root } = runtime.production;
  const partners = beside.partners.filter((partner) => entryAt(root, partner)?.kind === 'file');
  if (partners.length === 0) {
    found.entries.push({ path, standing: 'file', snapshot: entry.snapshot, beside: { ...beside, partners } });
    return;
  }
  const companion = await readCompanion(runtime, path);
  if (companion === undefined)
    found.entries.push({ path, standing: 'unreadable', reason: 'named like a sidecar, but it is none' });
  else {
    found.companions.push(companion);
    found.skipped.push({ path, because: 'sidecar' });
  }
}
