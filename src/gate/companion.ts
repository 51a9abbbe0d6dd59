import type { FileSnapshot, Sha256 } from '../domain/asset.ts';
import type { RelPath } from '../domain/path.ts';
import type { Runtime } from '../domain/runtime.ts';
import { diskPath } from '../files/paths.ts';

/** Reader of the mark in provgate's own sidecars. */
const OWN_MARK = 'provgate-mark';

/** A sidecar beside a file of the scope: no item of its own. A foreign one leaves with that file. */
export interface Companion {
  readonly path: RelPath;
  /** False for one of provgate's own that this registry does not know, as it came with media from elsewhere. */
  readonly travels: boolean;
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  readonly snapshot: FileSnapshot;
}

/** Reads a file that is named like a sidecar; undefined where its bytes are none, or could not be read to the end. */
export async function readCompanion(
  runtime: Pick<Runtime, 'production' | 'examiner'>,
  path: RelPath,
): Promise<Companion | undefined> {
  const result = await runtime.examiner.examine(diskPath(runtime.production.root, path));
  if (result.kind !== 'examined') return undefined;
  const { sha256, snapshot, type, state, evidence } = result.examination;
  if (type.kind !== 'sidecar' || state === 'unreadable' || state === 'incomplete') return undefined;
  const travels = evidence.every(({ reader }) => reader !== OWN_MARK);
  return { path, travels, sha256, sizeBytes: snapshot.sizeBytes, snapshot };
}
