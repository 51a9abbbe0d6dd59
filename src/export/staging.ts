import { closeSync, fsyncSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RelPath } from '../domain/path.ts';
import { diskPath, parentOf } from '../files/paths.ts';
import { errorCode } from '../files/walk.ts';
import { ownerText } from './owner.ts';
import type { Target } from './place.ts';

/** Name of the file that says which process works in a staging folder. */
export const OWNER_NAME = 'owner.json';
/** Name of the folder inside a staging folder that becomes the delivery. */
export const CONTENT_NAME = 'content';

/** A hidden folder only its owner may enter, in which a delivery is put together. */
export interface Staging {
  readonly dir: string;
  /** The delivery so far; its own permissions are the ordinary ones, because it will be moved out. */
  readonly content: string;
}

/** Makes a staging folder (0700) for a target. */
export function makeStaging(target: Target): Staging {
  const dir = mkdtempSync(join(target.stagingParent, target.stagingPrefix));
  writeFileSync(join(dir, OWNER_NAME), ownerText(), { mode: 0o600, flush: true });
  const content = join(dir, CONTENT_NAME);
  mkdirSync(content);
  return { dir, content };
}

/** Makes every folder the places need below the content. */
export function makeFolders(staging: Staging, places: Iterable<RelPath>): readonly RelPath[] {
  const made = new Set<RelPath>();
  for (const place of places) {
    const missing: RelPath[] = [];
    for (let folder = parentOf(place); folder !== '' && !made.has(folder); folder = parentOf(folder))
      missing.push(folder);
    for (const folder of missing.reverse()) {
      mkdirSync(diskPath(staging.content, folder));
      made.add(folder);
    }
  }
  return [...made];
}

/** Makes the names in the folders durable. */
export function syncFolders(root: string, folders: readonly RelPath[]): void {
  for (const folder of folders) syncFolder(diskPath(root, folder));
  syncFolder(root);
}

/** Makes the names in a folder durable. Some file systems cannot sync a folder; the files themselves are safe there. */
export function syncFolder(path: string | Buffer): void {
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'EPERM', 'EISDIR'].includes(errorCode(error))) throw error;
  } finally {
    closeSync(fd);
  }
}

/** Removes a staging folder and all in it. Follows no link. */
export function discard(staging: Pick<Staging, 'dir'>): void {
  rmSync(staging.dir, { recursive: true, force: true, maxRetries: 3 });
}
