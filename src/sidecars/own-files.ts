import { unlinkSync } from 'node:fs';
import { ProvgateError } from '../domain/errors.ts';
import type { RelPath } from '../domain/path.ts';
import type { OwnFile, Registry } from '../domain/registry.ts';
import { hashFile } from '../files/hash.ts';
import { openRegular } from '../files/open.ts';
import { baseName, diskPath, joinPath, parentOf } from '../files/paths.ts';
import { reach } from '../files/reach.ts';
import { writeAtomic } from '../files/write-atomic.ts';

/** Larger than anything provgate writes beside media. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Whether provgate can have written a file of this name inside the media root. */
export function canBeOwn(path: RelPath): boolean {
  return path.endsWith('.xmp') || path.endsWith('.txt');
}

/** Which of `paths` hold, byte for byte, what provgate recorded having written there. */
export async function ownAmong(
  registry: Pick<Registry, 'ownFiles'>,
  root: string,
  paths: readonly RelPath[],
): Promise<ReadonlySet<RelPath>> {
  const possible = paths.filter(canBeOwn);
  if (possible.length === 0) return new Set();
  const recorded = await registry.ownFiles.at(possible);
  return new Set(possible.filter((path) => isUntouched(root, recorded.get(path))));
}

/** Path of our sidecar of a media file, or of a sequence written as one path. */
export function sidecarOf(path: RelPath): RelPath {
  return joinPath(parentOf(path), `${baseName(path)}.xmp`);
}

/**
 * Whether the only sidecar beside a renamed file is the one provgate wrote beside it under its old name and that came along, so that it
 * says nothing new.
 */
export async function ownSidecarCameAlong(
  registry: Pick<Registry, 'ownFiles'>,
  root: string,
  from: RelPath,
  to: RelPath,
  sidecars: readonly RelPath[],
): Promise<boolean> {
  const [only, ...others] = sidecars;
  if (only !== sidecarOf(to) || others.length > 0) return false;
  const own = (await registry.ownFiles.at([sidecarOf(from)])).get(sidecarOf(from));
  return own !== undefined && isUntouched(root, { ...own, path: only });
}

/** Whether a file is our sidecar of a sequence that came along when its folder was renamed: no partner of its name ever exists. */
export function isOwnSequenceSidecar(root: string, path: RelPath, own: Iterable<OwnFile>): boolean {
  const name = baseName(path);
  if (!name.includes('#') || !name.endsWith('.xmp')) return false;
  for (const file of own) {
    if (baseName(file.path) === name && isUntouched(root, { ...file, path })) return true;
  }
  return false;
}

/** Those who read media beside them may read what provgate writes there. */
const MODE = 0o644;

/**
 * Writes a file of ours where nothing stands, or a file of ours. The old one goes first and the new one is recorded before it is
 * written: wherever this is cut short, what stands there is recorded, or nothing is. Throws what `writeAtomic` throws.
 */
export async function writeOwn(
  registry: Pick<Registry, 'ownFiles'>,
  root: string,
  wanted: OwnFile,
  text: string,
): Promise<void> {
  const place = diskPath(root, wanted.path);
  if (reach(root, wanted.path) !== undefined) unlinkSync(place);
  await registry.ownFiles.put(wanted);
  try {
    writeAtomic(String(place), text, { mode: MODE, root });
  } catch (error) {
    await registry.ownFiles.remove(wanted.path);
    throw error;
  }
}

/** Whether a recorded own file still stands on disk with the bytes provgate wrote. */
export function isUntouched(root: string, own: OwnFile | undefined): boolean {
  if (own === undefined) return false;
  try {
    const file = openRegular(diskPath(root, own.path));
    try {
      if (file.snapshot.sizeBytes > MAX_BYTES) return false;
      return hashFile(file.fd, file.snapshot.sizeBytes) === own.sha256 && file.stillSame();
    } finally {
      file.close();
    }
  } catch (error) {
    // What cannot be opened is not known to be ours; whoever asked then treats it as any other file.
    if (isReadFailure(error)) return false;
    throw error;
  }
}

function isReadFailure(error: unknown): boolean {
  return (
    error instanceof ProvgateError || (error instanceof Error && ('syscall' in error || 'where' in error))
  );
}
