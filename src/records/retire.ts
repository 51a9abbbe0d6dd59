import type { Paper } from '../domain/paper.ts';
import type { RelPath } from '../domain/path.ts';
import type { Runtime } from '../domain/runtime.ts';
import { givenText, usage } from './given.ts';
import { liveFiles } from './live.ts';
import { recordOne } from './record-one.ts';

/** Records that files are no longer used. Their origin, their mark TEMPORARY and how the gate sees them stay as they are. */
export async function retire(runtime: Runtime, paths: readonly RelPath[], reason: string): Promise<Paper> {
  return recordRetirement(runtime, paths, reason, true);
}

/** Records that retired files are used again. */
export async function restore(runtime: Runtime, paths: readonly RelPath[], reason: string): Promise<Paper> {
  return recordRetirement(runtime, paths, reason, false);
}

async function recordRetirement(
  runtime: Runtime,
  paths: readonly RelPath[],
  reason: string,
  retired: boolean,
): Promise<Paper> {
  const { files } = await liveFiles(runtime, paths);
  if (files.length === 0)
    throw usage('There is no file under these paths.', 'Name files or folders of this production.');
  return recordOne(runtime, {
    kind: 'retirement',
    body: { reason: givenText(reason, 'The reason', '--reason TEXT'), retired },
    assetIds: [...new Set(files.map(({ asset }) => asset.id))],
    about: [],
    documents: [],
  });
}
