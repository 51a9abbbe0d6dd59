import { existsSync, readdirSync, readFileSync, rmdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ProvgateError } from '../domain/errors.ts';
import type { RelPath } from '../domain/path.ts';
import { openRegular } from '../files/open.ts';
import { diskPath, parentOf } from '../files/paths.ts';
import { entryAt } from '../files/reach.ts';
import { lookAt } from '../files/snapshot.ts';
import { errorCode } from '../files/walk.ts';
import { hashGently } from './copy-file.ts';
import { MANIFEST_NAME, parseManifest, placeOf } from './manifest.ts';
import { isOwnerGone } from './owner.ts';
import type { Target } from './place.ts';
import { CONTENT_NAME, discard, OWNER_NAME } from './staging.ts';

/** Removes what exports that were killed left at a target. Throws `conflict` where one may still be running. */
export async function removeLeftovers(target: Target): Promise<void> {
  for (const name of readdirSync(target.stagingParent)) {
    if (!name.startsWith(target.stagingPrefix)) continue;
    const dir = join(target.stagingParent, name);
    if (lookAt(dir)?.kind !== 'folder') continue;
    if (!isLeftOver(dir)) throw busy(name);
    if (target.staging === 'inside') await takeBack(target.dir, join(dir, CONTENT_NAME));
    discard({ dir });
  }
}

/** A staging folder whose process is gone; one without owner was left in the moment it was made, and is empty. */
function isLeftOver(dir: string): boolean {
  const owner = join(dir, OWNER_NAME);
  if (!existsSync(owner)) return readdirSync(dir).length === 0;
  const gone = isOwnerGone(readFileSync(owner, 'utf8'));
  if (gone !== undefined) return gone;
  return readdirSync(dir).every((name) => name === OWNER_NAME);
}

/**
 * Removes from the target what a killed export had already moved there. The manifest moves last, so while it still lies in the
 * content the target holds no delivery. Only files with exactly the bytes the manifest names are removed.
 */
async function takeBack(dir: string, content: string): Promise<void> {
  const manifest = join(content, MANIFEST_NAME);
  if (!existsSync(manifest)) return;
  const parsed = parseManifest(readFileSync(manifest, 'utf8'));
  if (parsed === undefined) return;
  const folders = new Set<RelPath>();
  for (const file of parsed.files) {
    const place = placeOf(file);
    if (entryAt(content, place) !== undefined || entryAt(dir, place)?.kind !== 'file') continue;
    const open = openRegular(diskPath(dir, place));
    try {
      if ((await hashGently(open)) !== file.sha256) continue;
    } finally {
      open.close();
    }
    unlinkSync(diskPath(dir, place));
    for (let folder = parentOf(place); folder !== ''; folder = parentOf(folder)) folders.add(folder);
  }
  removeEmpty(dir, folders);
}

/** Removes folders that hold nothing any more, deepest first. */
export function removeEmpty(root: string, folders: Iterable<RelPath>): void {
  const deepestFirst = [...folders].sort((a, b) => b.length - a.length);
  for (const folder of deepestFirst) {
    try {
      rmdirSync(diskPath(root, folder));
    } catch (error) {
      // What somebody else put there stays.
      if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(errorCode(error))) throw error;
    }
  }
}

function busy(name: string): ProvgateError {
  return new ProvgateError(
    'conflict',
    `Another export to this place may be running; its hidden folder is ${name}.`,
    'Wait for it to end. If it was killed on another machine, remove that folder and run the export again.',
  );
}
