import type { RelPath } from '../src/domain/path.ts';
import { entryAt } from '../src/files/reach.ts';
import { localByDevice } from './local.ts';
import type { Look } from './settle.ts';

/** Looks at paths for the settle table. */
export function openLook(root: string): (path: RelPath) => Look {
  const isLocal = localByDevice(root);
  return (path) => {
    const entry = entryAt(root, path);
    if (entry?.kind === 'folder') return { kind: 'folder' };
    if (entry?.kind !== 'file') return { kind: 'none' };
    const { sizeBytes, mtimeUs, inode, device } = entry.snapshot;
    return { kind: 'file', sizeBytes, mtimeUs, inode, local: isLocal(path, device) };
  };
}
