import type { RelPath } from '../src/domain/path.ts';
import { type Mount, mountOf } from '../src/files/mount.ts';
import { diskPath } from '../src/files/paths.ts';

/**
 * Tells whether a file is on a local disk, asking the system once a device. What it will not tell counts as a network share, where
 * less is trusted.
 */
export function localByDevice(root: string): (path: RelPath, device: string) => boolean {
  const known = new Map<string, boolean>();
  return (path, device) => {
    const before = known.get(device);
    if (before !== undefined) return before;
    const local = isLocal(root, path);
    known.set(device, local);
    return local;
  };
}

function isLocal(root: string, path: RelPath): boolean {
  const whole = diskPath(root, path);
  try {
    return mountOf(typeof whole === 'string' ? whole : root).local;
  } catch {
    // The file may have gone meanwhile; the media root answers for it.
    return rootMount(root).local;
  }
}

/** What the media root is on; unknown, and so not trusted, where it has just gone away. */
export function rootMount(root: string): Pick<Mount, 'type' | 'local'> {
  try {
    return mountOf(root);
  } catch {
    return { type: 'unknown', local: false };
  }
}
