import { patternsOf } from '../configuration/patterns-of.ts';
import type { Asset, FileSnapshot } from '../domain/asset.ts';
import type { Verified } from '../domain/check.ts';
import type { RelPath } from '../domain/path.ts';
import type { LocatedAsset } from '../domain/registry.ts';
import type { Runtime } from '../domain/runtime.ts';
import { mountOf } from '../files/mount.ts';
import { reach } from '../files/reach.ts';
import { sameSnapshot } from '../files/snapshot.ts';
import { intake } from '../intake.ts';
import { placeStamp } from '../sidecars/beside.ts';
import { inChunks } from './chunks.ts';
import type { CheckProgress } from './request.ts';
import type { ScopeEntry } from './resolve.ts';
import { ruleMaySpeak } from './rule-origin.ts';

/** A file must be untouched this long before its hash for stat alone to prove it (threats 4). */
const SETTLED_US = 2_000_000;
/** Files read at once; the examiner queues them, the recorder batches them. */
const IN_FLIGHT = 256;

type FileEntry = Extract<ScopeEntry, { readonly standing: 'file' }>;

/** What a file's bytes were established to be. */
export type Established =
  | {
      readonly kind: 'asset';
      readonly asset: Asset;
      readonly location: LocatedAsset['location'];
      readonly verified: Verified;
    }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'changed' };

export interface VerifyOptions {
  readonly rehash?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: CheckProgress) => void) | undefined;
}

/**
 * Establishes the asset at every file of a scope: by stat where that proves the bytes, else by reading them, which also registers
 * what is new. Throws ProvgateError of the registry only.
 */
export async function verifyBytes(
  runtime: Runtime,
  files: readonly FileEntry[],
  options: VerifyOptions = {},
): Promise<ReadonlyMap<RelPath, Established>> {
  const established = new Map<RelPath, Established>();
  const total = files.length;
  const toRead: FileEntry[] = [];
  const local = localFiles(runtime);
  const patterns = patternsOf(runtime.production.configuration);
  const isCurrent = (asset: Asset): boolean =>
    runtime.examiner.isCurrent(asset) && !ruleMaySpeak(asset, patterns);
  for (const chunk of inChunks(files)) {
    const known = await runtime.registry.locations.at(chunk.map(({ path }) => path));
    for (const file of chunk) {
      const place = known.get(file.path);
      const proven =
        options.rehash !== true && place !== undefined && local() && isProven(runtime, file, place);
      if (proven && place.asset !== undefined && isCurrent(place.asset))
        established.set(file.path, { kind: 'asset', ...place, asset: place.asset, verified: 'stat' });
      else toRead.push(file);
    }
  }
  options.onProgress?.({ done: established.size, total });
  await readAll(runtime, toRead, established, options, total);
  return established;
}

/** Whether stat alone shows that these are the bytes that were hashed (threats 4). */
function isProven(runtime: Runtime, file: FileEntry, { location }: LocatedAsset): boolean {
  const { snapshot, hashedAtUs, placeStamp: stamp } = location;
  return (
    hashedAtUs > 0 &&
    sameSnapshot(file.snapshot, snapshot) &&
    file.snapshot.device === snapshot.device &&
    snapshot.ctimeUs + SETTLED_US < hashedAtUs &&
    // A sidecar may have arrived or changed since; reading the file again reads it too.
    file.beside.sidecars.length === 0 &&
    // Its name was judged by the rules of today.
    stamp === placeStamp(runtime.production.root, [], runtime.examiner)
  );
}

/** Whether the media root's file system is local; asked once. */
function localFiles(runtime: Runtime): () => boolean {
  let answer: boolean | undefined;
  return () => {
    answer ??= mountOf(runtime.production.root).local;
    return answer;
  };
}

async function readAll(
  runtime: Runtime,
  files: readonly FileEntry[],
  established: Map<RelPath, Established>,
  options: VerifyOptions,
  total: number,
): Promise<void> {
  const recorded: FileEntry[] = [];
  const queue = files.values();
  async function work(): Promise<void> {
    for (const file of queue) {
      options.signal?.throwIfAborted();
      const failed = await readOne(runtime, file);
      if (failed === undefined) recorded.push(file);
      else established.set(file.path, failed);
      options.onProgress?.({ done: established.size + recorded.length, total });
    }
  }
  await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, files.length) }, work));
  for (const chunk of inChunks(recorded)) {
    const places = await runtime.registry.locations.at(chunk.map(({ path }) => path));
    for (const { path } of chunk) established.set(path, asRecorded(places.get(path)));
  }
}

/** Reads and records one file; undefined when it is recorded. */
async function readOne(runtime: Runtime, file: FileEntry): Promise<Established | undefined> {
  const walked = { beside: file.beside, movedFrom: undefined };
  const result = await intake(runtime, file.path, { named: true, walked });
  switch (result.kind) {
    case 'recorded':
      return undefined;
    case 'unreachable':
      return { kind: 'unreadable', reason: result.reason };
    case 'missing':
    case 'changed':
    case 'skipped':
      return { kind: 'changed' };
  }
}

function asRecorded(place: LocatedAsset | undefined): Established {
  if (place === undefined) return { kind: 'changed' };
  const { asset, location } = place;
  if (asset === undefined) return { kind: 'unreadable', reason: location.unreadable ?? '' };
  // Without a hash of its own the digest was only carried here by a rename.
  return location.hashedAtUs > 0
    ? { kind: 'asset', asset, location, verified: 'bytes' }
    : { kind: 'unreadable', reason: 'its bytes were not read' };
}

/** Whether the file at a path is still the one whose snapshot this is. */
export function isStill(root: string, path: RelPath, snapshot: FileSnapshot): boolean {
  const now = reach(root, path);
  return (
    now !== undefined && !('refused' in now) && now.kind === 'file' && sameSnapshot(now.snapshot, snapshot)
  );
}
