import type { RelPath } from '../src/domain/path.ts';
import { isUnder, parentOf } from '../src/files/paths.ts';
import type { Timers } from './timers.ts';

/** What stands at a path, as far as coming to rest goes. */
export type Look =
  | {
      readonly kind: 'file';
      readonly sizeBytes: number;
      readonly mtimeUs: number;
      readonly inode: string;
      readonly local: boolean;
    }
  | { readonly kind: 'folder' }
  /** Nothing, or nothing that is ever opened. */
  | { readonly kind: 'none' };

export interface SettleOptions {
  readonly timers: Timers;
  readonly settleMs: number;
  readonly look: (path: RelPath) => Look;
  /** A file has been at rest; `waitedMs` is for `again`, should it move while it is read. */
  readonly onFile: (path: RelPath, waitedMs: number) => void;
  /** A folder has been at rest: sweep it. */
  readonly onFolder: (folder: RelPath) => void;
  /** No file is at this path any more. */
  readonly onGone: (path: RelPath) => void;
}

/** Paths that were touched and are waited for. */
export interface Settle {
  /** Look here: something happened to this path. */
  touch(path: RelPath): void;
  /** Look at everything in this folder. */
  touchFolder(folder: RelPath): void;
  /** It moved while it was read: wait twice as long as before. */
  again(path: RelPath, waitedMs: number): void;
  /** Whether anything below a folder is still waited for. */
  isBusy(folder: RelPath): boolean;
  stop(): void;
}

/** Files waited for in one folder before the folder is swept instead. */
export const BURST_FILES = 128;
const LARGE_BYTES = 64 * 1024 * 1024;
const LARGE_ON_NETWORK_MS = 30_000;
const LONGEST_WAIT_MS = 600_000;
/** A folder in which something happens all the time is swept this often nevertheless. */
const RESTLESS_FOLDER_MS = 30_000;

interface WaitingFile {
  seen: Look;
  waitMs: number;
  dueAt: number;
}

interface WaitingFolder {
  readonly since: number;
  dueAt: number;
}

/** Opens a table of what is waited for; nothing is read, and one timer serves it all. */
export function openSettle(options: SettleOptions): Settle {
  const { timers, settleMs } = options;
  const files = new Map<RelPath, WaitingFile>();
  const folders = new Map<RelPath, WaitingFolder>();
  const crowd = new Map<RelPath, number>();
  let cancel: (() => void) | undefined;
  let armedFor = Number.POSITIVE_INFINITY;

  function waitFor(path: RelPath, waitMs: number): void {
    const seen = options.look(path);
    if (seen.kind === 'folder') touchFolder(path);
    else add(path, { seen, waitMs: Math.max(waitMs, leastWait(seen)), dueAt: 0 });
  }

  function add(path: RelPath, entry: WaitingFile): void {
    const folder = parentOf(path);
    if (!files.has(path)) crowd.set(folder, (crowd.get(folder) ?? 0) + 1);
    const dueAt = timers.now() + entry.waitMs;
    files.set(path, { ...entry, dueAt });
    if ((crowd.get(folder) ?? 0) > BURST_FILES) {
      forgetIn(folder);
      touchFolder(folder);
    } else armFor(dueAt);
  }

  function touchFolder(folder: RelPath): void {
    const now = timers.now();
    const since = folders.get(folder)?.since ?? now;
    const dueAt = Math.min(now + settleMs, since + RESTLESS_FOLDER_MS);
    folders.set(folder, { since, dueAt });
    armFor(dueAt);
  }

  function forget(path: RelPath): void {
    if (!files.delete(path)) return;
    const folder = parentOf(path);
    const left = (crowd.get(folder) ?? 1) - 1;
    if (left > 0) crowd.set(folder, left);
    else crowd.delete(folder);
  }

  function forgetIn(folder: RelPath): void {
    for (const path of [...files.keys()]) if (parentOf(path) === folder) forget(path);
  }

  function leastWait(seen: Look): number {
    // What went may come back under another name, and that must be seen first.
    if (seen.kind === 'none') return settleMs * 2;
    const isHeavy = seen.kind === 'file' && !seen.local && seen.sizeBytes > LARGE_BYTES;
    return isHeavy ? Math.max(settleMs, LARGE_ON_NETWORK_MS) : settleMs;
  }

  function armFor(dueAt: number): void {
    if (dueAt >= armedFor) return;
    cancel?.();
    armedFor = dueAt;
    cancel = timers.after(dueAt - timers.now(), fire);
  }

  function fire(): void {
    armedFor = Number.POSITIVE_INFINITY;
    const now = timers.now();
    const quietFolders = [...folders].filter(([, { dueAt }]) => dueAt <= now).map(([folder]) => folder);
    for (const folder of quietFolders) folders.delete(folder);
    // A folder's sweep covers the folders below it.
    for (const folder of quietFolders) {
      if (!quietFolders.some((other) => other !== folder && isUnder(folder, other))) options.onFolder(folder);
    }
    for (const [path, entry] of [...files]) if (entry.dueAt <= now) look(path, entry);
    let next = Number.POSITIVE_INFINITY;
    for (const { dueAt } of files.values()) next = Math.min(next, dueAt);
    for (const { dueAt } of folders.values()) next = Math.min(next, dueAt);
    armFor(next);
  }

  function look(path: RelPath, entry: WaitingFile): void {
    const now = options.look(path);
    if (now.kind === 'folder') {
      forget(path);
      touchFolder(path);
    } else if (isSame(entry.seen, now)) {
      forget(path);
      if (now.kind === 'none') options.onGone(path);
      else options.onFile(path, entry.waitMs);
    } else {
      const waitMs = Math.min(LONGEST_WAIT_MS, Math.max(entry.waitMs * 2, leastWait(now)));
      add(path, { seen: now, waitMs, dueAt: 0 });
    }
  }

  return {
    touch(path) {
      const folder = parentOf(path);
      if (folders.has(folder)) touchFolder(folder);
      else if (!files.has(path)) waitFor(path, settleMs);
    },
    touchFolder,
    again: (path, waitedMs) => waitFor(path, Math.min(LONGEST_WAIT_MS, waitedMs * 2)),
    isBusy(folder) {
      for (const path of files.keys()) if (isUnder(path, folder)) return true;
      for (const path of folders.keys()) if (isUnder(path, folder) || isUnder(folder, path)) return true;
      return false;
    },
    stop() {
      cancel?.();
      files.clear();
      folders.clear();
      crowd.clear();
    },
  };
}

/** Size, mtime and inode equal; inode numbers of network file systems are no identity. */
function isSame(before: Look, now: Look): boolean {
  if (before.kind !== 'file' || now.kind !== 'file') return before.kind === now.kind;
  return (
    before.sizeBytes === now.sizeBytes &&
    before.mtimeUs === now.mtimeUs &&
    (!now.local || before.inode === now.inode)
  );
}
