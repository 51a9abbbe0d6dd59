import { patternsOf } from '../src/configuration/patterns-of.ts';
import type { FileSnapshot } from '../src/domain/asset.ts';
import type { RelPath } from '../src/domain/path.ts';
import type { LiveLocation } from '../src/domain/registry.ts';
import type { Runtime } from '../src/domain/runtime.ts';
import { isLeftover } from '../src/files/junk.ts';
import { baseName, isUnder } from '../src/files/paths.ts';
import type { Entry } from '../src/files/snapshot.ts';
import { type SkipReason, skipReason } from '../src/intake.ts';
import { type Beside, compareStamps, placeStamp, standsForPartner } from '../src/sidecars/beside.ts';
import { openCursor } from './cursor.ts';
import { localByDevice } from './local.ts';
import { type FolderPairs, pairsByFolder } from './pairs.ts';
import { type Closed, walkProduction } from './production-walk.ts';

/** A file that must be read: new, changed, or in doubt. Small, because in a first sweep every file is one. */
export interface Candidate {
  readonly path: RelPath;
  readonly sizeBytes: number;
  readonly mtimeUs: number;
  readonly ctimeUs: number;
  readonly deliverable: boolean;
  readonly local: boolean;
  readonly beside: Beside;
  /** No live place is recorded at this path. */
  readonly isNew: boolean;
}

/** An unchanged file whose evidence is older than the readers of today. */
export interface Outdated extends Candidate {
  /** Nothing says yet that it is harmless: GenAI, suspected, or of unknown origin. */
  readonly isOpen: boolean;
}

/** Something a sweep could not see into. */
export interface Problem {
  readonly path: RelPath;
  readonly reason: string;
}

/** What a walk compared with the registry shows, before anything is read or written. */
export interface Survey {
  readonly candidates: readonly Candidate[];
  readonly outdated: readonly Outdated[];
  /** No place, met or gone, was read by older readers. */
  readonly isUpToDate: boolean;
  readonly unchanged: number;
  /** Live places at which no file of that name stands any more. */
  readonly gone: readonly LiveLocation[];
  /** Live places at which now stands what is no asset: a link, a sidecar with a partner. */
  readonly displaced: readonly RelPath[];
  /** Live places compared. */
  readonly live: number;
  /** For each device number places were recorded with, those their files have now. */
  readonly devices: ReadonlyMap<string, ReadonlySet<string>>;
  readonly problems: readonly Problem[];
  readonly skipped: ReadonlyMap<string, number>;
  /** Files provgate may have been writing when it was stopped. */
  readonly leftovers: readonly RelPath[];
  /** False where the walk was stopped. */
  readonly whole: boolean;
}

export interface SurveyOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told of every folder the walk enters. */
  readonly onFolder?: ((folder: RelPath) => void) | undefined;
}

/** Files that are new or changed from which on no further process is started ahead of reading. */
const HEAD_START = 2;

/** Walks everything below `under` and merges it, in byte order of paths, with the live places of the registry. */
export async function survey(runtime: Runtime, under: RelPath, options: SurveyOptions = {}): Promise<Survey> {
  const { production, registry, examiner } = runtime;
  const patterns = patternsOf(production.configuration);
  const own = new Map((await registry.ownFiles.all()).map((file) => [file.path, file]));
  const isLocal = localByDevice(production.root);
  const pairsOf = pairsByFolder(production.root, own);

  const candidates: Candidate[] = [];
  const outdated: Outdated[] = [];
  let isUpToDate = true;
  const gone: LiveLocation[] = [];
  const displaced: RelPath[] = [];
  const devices = new Map<string, Set<string>>();
  const problems: Problem[] = [];
  const skipped = new Map<string, number>();
  const leftovers: RelPath[] = [];
  /** What is recorded below these is neither there nor gone: nobody looked. */
  const unseen: RelPath[] = [];
  let unchanged = 0;

  // An up-to-date production is not asked a million times how each file was read.
  const withReadings = (await registry.coverage.get()).readersAt !== examiner.engineVersion;
  const cursor = openCursor(registry.locations.live(under, { withReadings }), (live) => {
    if (isOutdated(live)) isUpToDate = false;
    gone.push(live);
  });
  for (const batch of walkProduction(production, under)) {
    if (options.signal?.aborted === true) return result(false);
    for (const folder of batch.entered) options.onFolder?.(folder);
    for (const { folder, reason } of batch.closed) passOver(folder, reason);
    const pairs = pairsOf(batch.names);
    for (const step of batch.steps) {
      let live = cursor.advanceTo(step.path);
      while (live === 'more') {
        await cursor.fetch();
        live = cursor.advanceTo(step.path);
      }
      if ('unlistable' in step) refuse(step.path, step.unlistable);
      else meet(step.path, step.entry, live, pairs);
    }
  }
  await cursor.finish();
  return result(true);

  function passOver(folder: RelPath, reason: Closed): void {
    unseen.push(folder);
    // Our own state is counted where it is met.
    if (reason === 'nested-production') skip(reason);
  }

  function meet(path: RelPath, entry: Entry, live: LiveLocation | undefined, pairs: FolderPairs): void {
    const { snapshot } = entry;
    const reason = skipReason(runtime, path, entry.kind);
    if (reason !== undefined) {
      if (reason !== 'folder') skip(reason);
      if (reason === 'system-file' && isLeftover(baseName(path))) leftovers.push(path);
      // An ignored file is still there; anything else that is no file has displaced it.
      if (live !== undefined && entry.kind !== 'file') displaced.push(path);
      return;
    }
    if (live !== undefined) learnDevice(live.snapshot.device, snapshot.device);
    const beside = pairs.of(path);
    const noAsset = beside.isOwn ? 'own-file' : standsForPartner(path, beside) ? 'sidecar' : undefined;
    if (noAsset !== undefined) {
      skip(noAsset);
      if (live !== undefined) displaced.push(path);
      return;
    }
    const local = isLocal(path, snapshot.device);
    const standing = live === undefined ? 'changed' : compare(live, snapshot, local, beside);
    if (standing === 'older' || (live !== undefined && isOutdated(live))) isUpToDate = false;
    if (standing === 'same') {
      unchanged += 1;
      return;
    }
    const deliverable = patterns.deliverableOf(path) !== undefined;
    const { sizeBytes, mtimeUs, ctimeUs } = snapshot;
    const isNew = live === undefined;
    // Their start takes as long as the walk of a small production; those who wait would only begin after it.
    if (candidates.length < HEAD_START) examiner.prepare(candidates.length + 1);
    const candidate = { path, sizeBytes, mtimeUs, ctimeUs, deliverable, local, beside, isNew };
    if (standing === 'changed') candidates.push(candidate);
    else outdated.push({ ...candidate, isOpen: isOpen(live) });
  }

  /** Whether a file is the one that was read, together with the sidecars that stand beside it now, and whether today's readers did. */
  function compare(
    live: LiveLocation,
    snapshot: FileSnapshot,
    local: boolean,
    beside: Beside,
  ): 'same' | 'older' | 'changed' {
    if (live.assetId === undefined || !isUnchanged(live, snapshot, local)) return 'changed';
    const stamps = compareStamps(live.placeStamp, placeStamp(production.root, beside.sidecars, examiner));
    // A sidecar that was removed leaves what it said; only arrival and change need reading.
    if (stamps === 'changed' && beside.sidecars.length > 0) return 'changed';
    return stamps === 'older' || isOutdated(live) ? 'older' : 'same';
  }

  function isOutdated({ reading }: LiveLocation): boolean {
    return reading !== undefined && !examiner.isCurrent(reading);
  }

  function learnDevice(recorded: string, now: string): void {
    const known = devices.get(recorded);
    if (known === undefined) devices.set(recorded, new Set([now]));
    else known.add(now);
  }

  function refuse(path: RelPath, reason: string): void {
    problems.push({ path, reason });
    unseen.push(path);
  }

  function skip(reason: SkipReason): void {
    skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
  }

  function result(whole: boolean): Survey {
    const lost =
      unseen.length === 0 ? gone : gone.filter((live) => !unseen.some((at) => isUnder(live.path, at)));
    return {
      candidates,
      outdated,
      isUpToDate,
      unchanged,
      gone: lost,
      displaced,
      live: cursor.passed(),
      devices,
      problems,
      skipped,
      leftovers,
      whole,
    };
  }
}

function isOpen(live: LiveLocation | undefined): boolean {
  const reading = live?.reading;
  if (reading === undefined) return true;
  return reading.suspected || reading.origin === 'genai' || reading.origin === 'unknown';
}

/** Size, mtime, ctime and inode as recorded, in whole microseconds; on network file systems without the inode. */
export function isUnchanged(
  live: Pick<LiveLocation, 'snapshot'>,
  now: FileSnapshot,
  local: boolean,
): boolean {
  const then = live.snapshot;
  return (
    then.sizeBytes === now.sizeBytes &&
    then.mtimeUs === now.mtimeUs &&
    then.ctimeUs === now.ctimeUs &&
    (!local || then.inode === now.inode)
  );
}
