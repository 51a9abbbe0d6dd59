import { chmodSync, readdirSync, renameSync, rmdirSync, statSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileSnapshot, Sha256 } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import { type RelPath, ROOT } from '../domain/path.ts';
import { openRegular } from '../files/open.ts';
import { diskPath, parentOf } from '../files/paths.ts';
import { entryAt } from '../files/reach.ts';
import { sameSnapshot } from '../files/snapshot.ts';
import { errorCode, walk } from '../files/walk.ts';
import { hashGently } from './copy-file.ts';
import { removeEmpty } from './leftovers.ts';
import { MANIFEST_NAME } from './manifest.ts';
import type { Target } from './place.ts';
import { type Staging, syncFolder } from './staging.ts';

/** A file of the delivery as it was written and read back. */
export interface Written {
  readonly sha256: Sha256;
  readonly snapshot: FileSnapshot;
}

/** Moves the finished content to the target: in one rename, or name by name with the manifest last. */
export function moveIn(target: Target, staging: Staging): void {
  if (target.staging === 'beside') {
    if (target.existed) chmodSync(staging.content, statSync(target.dir).mode & 0o7777);
    try {
      // Replaces an empty folder and nothing else.
      renameSync(staging.content, target.dir);
    } catch (error) {
      if (errorCode(error) !== 'ENOTEMPTY' && errorCode(error) !== 'EEXIST') throw error;
      throw notEmpty(error);
    }
    syncFolder(dirname(target.dir));
    return;
  }
  const names = readdirSync(staging.content, { encoding: 'buffer' });
  const last = Buffer.from(MANIFEST_NAME);
  const own = readdirSync(target.dir).filter((name) => !staging.dir.endsWith(`/${name}`));
  if (own.length > 0) throw notEmpty(undefined);
  for (const name of names) if (!name.equals(last)) move(staging.content, target.dir, name);
  syncFolder(target.dir);
  move(staging.content, target.dir, last);
  syncFolder(target.dir);
}

function move(from: string, to: string, name: Buffer): void {
  const slash = Buffer.from('/');
  renameSync(Buffer.concat([Buffer.from(from), slash, name]), Buffer.concat([Buffer.from(to), slash, name]));
}

/**
 * Whether the target holds exactly the files that were written, byte for byte. Files whose stat identity is the one they were read
 * back with need not be read again; renaming changes it on some file systems.
 */
export async function holdsExactly(
  dir: string,
  written: ReadonlyMap<RelPath, Written>,
  ignore: string,
): Promise<boolean> {
  let seen = 0;
  for (const batch of walk(dir, ROOT, (folder) => folder !== ignore)) {
    for (const step of batch) {
      if (step.path === ignore) continue;
      if ('unlistable' in step) return false;
      if (step.entry.kind === 'folder') continue;
      const expected = written.get(step.path);
      if (expected === undefined || step.entry.kind !== 'file') return false;
      seen += 1;
      if (sameSnapshot(step.entry.snapshot, expected.snapshot)) continue;
      if ((await digestAt(diskPath(dir, step.path))) !== expected.sha256) return false;
    }
  }
  return seen === written.size;
}

async function digestAt(path: string | Buffer): Promise<Sha256> {
  const file = openRegular(path);
  try {
    return await hashGently(file);
  } finally {
    file.close();
  }
}

/** Takes a published delivery away again: only files this export wrote, and folders that are then empty. */
export function withdraw(target: Target, written: ReadonlyMap<RelPath, Written>): void {
  const folders = new Set<RelPath>();
  for (const [place, { snapshot }] of written) {
    const entry = entryAt(target.dir, place);
    if (entry?.kind === 'file' && entry.snapshot.inode === snapshot.inode)
      unlinkSync(diskPath(target.dir, place));
    for (let folder = parentOf(place); folder !== ''; folder = parentOf(folder)) folders.add(folder);
  }
  removeEmpty(target.dir, folders);
  if (target.existed) return;
  try {
    rmdirSync(target.dir);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(errorCode(error))) throw error;
  }
}

/** Where a staging folder inside the target stands, as the path to leave out of its listing. */
export function stagingIn(target: Target, staging: Staging): string {
  return target.staging === 'inside' ? staging.dir.slice(join(target.dir, '/').length) : '';
}

function notEmpty(cause: unknown): ProvgateError {
  return new ProvgateError(
    'target-not-empty',
    'Something was put into the export target meanwhile. Nothing was exported.',
    'Name an empty folder, or one that does not exist yet.',
    { cause },
  );
}
