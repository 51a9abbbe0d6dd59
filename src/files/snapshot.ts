import type { Stats } from 'node:fs';
import { lstatSync } from 'node:fs';
import type { FileSnapshot } from '../domain/asset.ts';

/** What a directory entry is; only `file` is ever opened. */
export type EntryKind = 'file' | 'folder' | 'link' | 'special';

export interface Entry {
  readonly kind: EntryKind;
  readonly snapshot: FileSnapshot;
}

/** Looks at an entry without following links; undefined when nothing is there. Throws the system's error otherwise. */
export function lookAt(path: string | Buffer): Entry | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  const inode = Number.isSafeInteger(stats.ino)
    ? undefined
    : lstatSync(path, { bigint: true, throwIfNoEntry: false })?.ino;
  return { kind: kindOf(stats), snapshot: snapshotOf(stats, inode) };
}

/** What kind of entry a stat result describes. */
export function kindOf(stats: Stats): EntryKind {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'folder';
  return stats.isSymbolicLink() ? 'link' : 'special';
}

/**
 * Stat identity in whole microseconds, from the doubles of `Stats` (a quarter microsecond exact until 2255), so that
 * every caller rounds alike. `inode` replaces an inode too large for a double.
 */
export function snapshotOf(stats: Stats, inode?: bigint): FileSnapshot {
  return {
    sizeBytes: stats.size,
    mtimeUs: Math.floor(stats.mtimeMs * 1000),
    ctimeUs: Math.floor(stats.ctimeMs * 1000),
    birthUs: Math.floor(stats.birthtimeMs * 1000),
    inode: String(inode ?? stats.ino),
    device: String(stats.dev),
    links: stats.nlink,
  };
}

/** Same file as a moment ago: size, mtime, ctime and inode equal. The device number is no identity across mounts. */
export function sameSnapshot(a: FileSnapshot, b: FileSnapshot): boolean {
  return (
    a.sizeBytes === b.sizeBytes && a.mtimeUs === b.mtimeUs && a.ctimeUs === b.ctimeUs && a.inode === b.inode
  );
}
