import type { Asset, AssetId } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { RelPath } from '../domain/path.ts';
import type { Runtime } from '../domain/runtime.ts';
import { displayPath } from '../files/paths.ts';
import { inChunks } from '../gate/chunks.ts';
import { resolve, type ScopeEntry } from '../gate/resolve.ts';
import { type Established, verifyBytes } from '../gate/verify-bytes.ts';

/** A file as it stands now, with its bytes verified. */
export interface LiveFile {
  readonly path: RelPath;
  readonly asset: Asset;
  /** Named by hand rather than found in a folder. */
  readonly named: boolean;
  /** The asset recorded at this path before it was looked at; undefined where nothing was. */
  readonly recordedBefore: AssetId | undefined;
}

/** Something under the paths no statement can be bound to, and why. */
export interface Unbound {
  readonly path: RelPath;
  readonly reason: string;
}

/** What stands under some paths now. */
export interface LiveFiles {
  readonly files: readonly LiveFile[];
  readonly unbound: readonly Unbound[];
  readonly folders: readonly RelPath[];
}

/** Verifies the bytes of everything under `paths`, registering what is new. A named path that cannot be read is a failure. */
export async function liveFiles(runtime: Runtime, paths: readonly RelPath[]): Promise<LiveFiles> {
  const resolved = await resolve(runtime, paths);
  const entries = resolved.entries.filter((entry) => entry.standing === 'file');
  const before = new Map<RelPath, AssetId>();
  for (const chunk of inChunks(entries)) {
    const known = await runtime.registry.locations.at(chunk.map(({ path }) => path));
    for (const [path, { asset }] of known) if (asset !== undefined) before.set(path, asset.id);
  }
  const established = await verifyBytes(runtime, entries);
  const asked = new Set(resolved.paths);
  const files: LiveFile[] = [];
  const unbound: Unbound[] = [];
  for (const entry of resolved.entries) {
    const { path } = entry;
    const known = established.get(path);
    const named = asked.has(path);
    if (known?.kind === 'asset')
      files.push({ path, asset: known.asset, named, recordedBefore: before.get(path) });
    else if (named) throw notThere(path, entry, known);
    else unbound.push({ path, reason: reasonOf(entry, known) });
  }
  return { files, unbound, folders: [...resolved.folders] };
}

function notThere(path: RelPath, entry: ScopeEntry, known: Established | undefined): ProvgateError {
  if (entry.standing === 'missing')
    return new ProvgateError(
      'path-missing',
      `${displayPath(path)} is not there.`,
      'Check the path, or whether the disk that holds it is connected.',
    );
  return new ProvgateError(
    'could-not-read',
    `${displayPath(path)} could not be read: ${reasonOf(entry, known)}.`,
    'Nothing was recorded. Make it readable and run the command again.',
  );
}

function reasonOf(entry: ScopeEntry, known: Established | undefined): string {
  if (known?.kind === 'unreadable') return known.reason;
  if (known?.kind === 'changed') return 'it changed while it was read';
  if (entry.standing === 'link') return 'it is a link';
  if (entry.standing === 'special') return 'it is no regular file';
  return entry.standing === 'file' ? 'it is no asset' : (entry.reason ?? 'it could not be listed');
}
