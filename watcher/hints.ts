import { join } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { type RelPath, ROOT } from '../src/domain/path.ts';
import { diskPath, isUnder, relPath } from '../src/files/paths.ts';
import { errorCode } from '../src/files/walk.ts';
import type { Timers } from './timers.ts';

export interface HintOptions {
  readonly root: string;
  readonly timers: Timers;
  /** Something happened at this path. */
  readonly onHint: (path: RelPath) => void;
  /** Something happened in this folder that cannot be named. */
  readonly onFolderHint: (folder: RelPath) => void;
  /** Part of the production is not watched, and why, in a few words. */
  readonly onTrouble: (reason: string) => void;
}

/** Hints from the operating system that something happened; never complete, and nothing is decided by them. */
export interface Hints {
  /** Watches folders; resolves when they are watched, so that listing them afterwards misses nothing. */
  add(folders: readonly RelPath[]): Promise<void>;
  isWatched(folder: RelPath): boolean;
  /** Watches a folder anew that was taken away and put back: the old watch is of what was there before. */
  renew(folder: RelPath): Promise<void>;
  /** Stops watching a folder and everything below it. */
  forget(folder: RelPath): void;
  close(): Promise<void>;
}

/** Folders in one watcher: chokidar lists what it is given, and small lists keep its memory small. */
const FOLDERS_TOGETHER = 8;
/** Longest a watcher may take to say that it is ready. */
const READY_MS = 10_000;

/** Opens hints through chokidar's `raw` event: one watch a folder, files left out, nothing below but what is added. */
export function openHints(options: HintOptions): Hints {
  const { root, timers } = options;
  const watchers = new Map<RelPath, FSWatcher>();
  let adding = Promise.resolve();
  let closed = false;

  async function open(folders: readonly RelPath[]): Promise<void> {
    const fresh = folders.filter((folder) => !watchers.has(folder));
    const watchable = fresh.filter((folder) => typeof diskPath(root, folder) === 'string');
    if (watchable.length < fresh.length) options.onTrouble('a folder whose name is no UTF-8');
    for (let at = 0; at < watchable.length && !closed; at += FOLDERS_TOGETHER) {
      await openTogether(watchable.slice(at, at + FOLDERS_TOGETHER));
    }
  }

  async function openTogether(folders: readonly RelPath[]): Promise<void> {
    const places = folders.map((folder) => String(diskPath(root, folder)));
    const watcher = watch(places, {
      backend: 'native',
      depth: 0,
      ignoreInitial: true,
      followSymlinks: false,
      atomic: false,
      ignored: (_path, stats) => stats?.isDirectory() === false,
    });
    for (const folder of folders) watchers.set(folder, watcher);
    watcher.on('raw', (_event, name, details) => hint(name, details));
    watcher.on('error', (error) => options.onTrouble(errorCode(error)));
    await new Promise<void>((resolve) => {
      const giveUp = timers.after(READY_MS, resolve);
      watcher.once('ready', () => {
        giveUp();
        resolve();
      });
    });
  }

  function hint(name: unknown, details: unknown): void {
    const folder = watchedFolder(root, details);
    if (folder === undefined) return;
    // A name that is no UTF-8 arrives mangled, and some events have none.
    if (typeof name !== 'string' || name.includes('\ufffd')) {
      options.onFolderHint(folder);
      return;
    }
    const path = relPath(root, join(String(diskPath(root, folder)), name));
    if (path !== undefined && path !== ROOT) options.onHint(path);
  }

  function forget(folder: RelPath): void {
    for (const [watched, watcher] of watchers) {
      if (!isUnder(watched, folder)) continue;
      watcher.unwatch(String(diskPath(root, watched)));
      watchers.delete(watched);
    }
  }

  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = adding.then(work);
    adding = done.catch(() => undefined);
    return done;
  }

  return {
    add: (folders) => inTurn(() => open(folders)),
    isWatched: (folder) => watchers.has(folder),
    renew: (folder) =>
      inTurn(() => {
        forget(folder);
        return open([folder]);
      }),
    forget,
    async close() {
      closed = true;
      await adding;
      await Promise.all([...new Set(watchers.values())].map((watcher) => watcher.close()));
    },
  };
}

/** The folder a raw event is about. */
function watchedFolder(root: string, details: unknown): RelPath | undefined {
  if (typeof details !== 'object' || details === null || !('watchedPath' in details)) return undefined;
  return typeof details.watchedPath === 'string' ? relPath(root, details.watchedPath) : undefined;
}
