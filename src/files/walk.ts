import { readdirSync } from 'node:fs';
import { type RelPath, ROOT } from '../domain/path.ts';
import { diskPath, joinPath, pathFromBytes } from './paths.ts';
import { type Entry, lookAt } from './snapshot.ts';

/** One directory entry met on a walk, or a folder that could not be listed. */
export type WalkStep =
  | { readonly path: RelPath; readonly entry: Entry }
  | { readonly path: RelPath; readonly unlistable: string };

/** Entries handed over together, so that a walk of a million files yields to the event loop between folders. */
export type WalkBatch = readonly WalkStep[];

/**
 * Walks everything below `start`, folder by folder in byte order, without following links and without opening a file.
 * Every entry appears exactly once: files, links, special files, folders and folders that could not be listed; an entry that
 * vanishes meanwhile does not. `enter` is asked before a folder is listed; a folder it refuses is still yielded.
 */
export function* walk(
  root: string,
  start: RelPath,
  enter: (folder: RelPath, entry: Entry) => boolean,
): Generator<WalkBatch> {
  const pending: RelPath[] = [start];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const batch: WalkStep[] = [];
    const folders: RelPath[] = [];
    for (const name of names(root, folder, batch)) {
      const path = joinPath(folder, name);
      const step = lookStep(root, path);
      if (step === undefined) continue;
      batch.push(step);
      if ('entry' in step && step.entry.kind === 'folder' && enter(path, step.entry)) folders.push(path);
    }
    for (const path of folders.reverse()) pending.push(path);
    yield batch;
  }
}

/** Names in a folder in byte order; a folder that cannot be listed becomes a step of its own. */
function names(root: string, folder: RelPath, batch: WalkStep[]): readonly string[] {
  const listed = listNames(root, folder);
  if (listed.kind === 'names') return listed.names;
  if (listed.kind === 'unlistable') batch.push({ path: folder, unlistable: listed.reason });
  return [];
}

/** What listing a folder gave: its names in byte order, nothing because it is gone, or a system's refusal. */
export type Listing =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unlistable'; readonly reason: string };

/** Lists a folder. A root that is not there is `unlistable`. */
export function listNames(root: string, folder: RelPath): Listing {
  const path = diskPath(root, folder);
  try {
    const listed = readdirSync(path);
    // Reading names as text is three times faster; a replacement character means that some name is no UTF-8.
    if (listed.some((name) => name.includes('\ufffd'))) return { kind: 'names', names: exactNames(path) };
    return { kind: 'names', names: sortNames(listed) };
  } catch (error) {
    if (isGone(error) && folder !== ROOT) return { kind: 'gone' };
    return { kind: 'unlistable', reason: errorCode(error) };
  }
}

function exactNames(path: string | Buffer): readonly string[] {
  return readdirSync(path, { encoding: 'buffer' }).sort(Buffer.compare).map(pathFromBytes);
}

/** Sorts by bytes: below U+D800 the order of JavaScript's strings is the order of their UTF-8 bytes. */
function sortNames(names: string[]): readonly string[] {
  const plain = names.every((name) => !/[\ud800-\uffff]/.test(name));
  return plain ? names.sort() : names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** Looks at one path on a walk; undefined where nothing is there any more. */
export function lookStep(root: string, path: RelPath): WalkStep | undefined {
  try {
    const entry = lookAt(diskPath(root, path));
    return entry === undefined ? undefined : { path, entry };
  } catch (error) {
    return { path, unlistable: errorCode(error) };
  }
}

/** The system's short code of an error (`EACCES`), or its message. */
export function errorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.message : String(error);
}

function isGone(error: unknown): boolean {
  return errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR';
}
