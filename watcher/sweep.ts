import { unitsAmong } from '../src/deliverables/units.ts';
import { ProvgateError } from '../src/domain/errors.ts';
import { type RelPath, ROOT } from '../src/domain/path.ts';
import type { LiveLocation } from '../src/domain/registry.ts';
import type { Runtime } from '../src/domain/runtime.ts';
import { entryAt } from '../src/files/reach.ts';
import { type IntakeResult, intake, isGone } from '../src/intake.ts';
import { type IsBusy, oweOrphans, settleAccounts } from './accounts.ts';
import { addResult, type Counts, newCounts } from './counts.ts';
import { removeLeftovers } from './leftovers.ts';
import { rootMount } from './local.ts';
import { type Progress, readCandidates } from './reading.ts';
import { openRereading } from './rereading.ts';
import { type Outdated, type Problem, type Survey, survey } from './survey.ts';
import { pause, systemTimers, type Timers } from './timers.ts';
import { anchorsOnDisk, judgeLoss } from './vanished.ts';

/** What a sweep counted (`provgate.scan/1`), and what it could not see. */
export interface SweepReport {
  /** Files that got a row they did not have: new content, or known content at a new place. */
  readonly registered: number;
  readonly unchanged: number;
  readonly moved: number;
  readonly changed: number;
  readonly missing: number;
  /** Of the unchanged, those read again because their evidence was older than the readers. */
  readonly reread: number;
  /** Files read in this sweep whose bytes or evidence could not be obtained; also counted above where they got a row. */
  readonly unreadable: number;
  readonly incomplete: number;
  readonly elapsedMs: number;
  readonly bytesHashed: number;
  /** Folders that could not be listed, files that could not be looked at or never came to rest. */
  readonly problems: readonly Problem[];
  readonly skipped: ReadonlyMap<string, number>;
  /** Why files that are gone were not ended; undefined where all were. */
  readonly unavailable: string | undefined;
  /** False where it was stopped before its end. */
  readonly complete: boolean;
}

export interface SweepOptions {
  readonly under?: RelPath;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Told of every folder the walk enters. */
  readonly onFolder?: (folder: RelPath) => void;
  /** Takes files written a moment ago; without it they are read as they are. */
  readonly defer?: (path: RelPath) => void;
  /** Takes unchanged files whose evidence is older than the readers; without it they are read again at the end. */
  readonly outdated?: (files: readonly Outdated[]) => void;
  /** Ends every place that is gone, however many: a person said that they were deleted. */
  readonly confirmMissing?: boolean;
  /** Whether files below a folder are still coming; what is in it is not put aside then. */
  readonly isBusy?: IsBusy;
  readonly timers?: Timers;
}

/** Places ended in one transaction. */
const CLOSE_BATCH = 500;
/** Rounds in which files that changed while they were read get another try. */
const RETRIES = 3;

/**
 * Compares everything below a folder with the registry and records what differs: the truth behind every watch event. Stopping it
 * leaves what was recorded recorded. Throws `root-unavailable`, or what the registry throws.
 */
export async function sweep(runtime: Runtime, options: SweepOptions = {}): Promise<SweepReport> {
  const { clock } = runtime;
  const under = options.under ?? ROOT;
  const timers = options.timers ?? systemTimers;
  const startedUs = clock.nowUs();
  await requireRoot(runtime);
  // What a stop left owed comes first: a sidecar written but not recorded would look like somebody else's.
  await settleAccounts(runtime, [], options.isBusy);

  const folders: RelPath[] = [];
  const onFolder = (folder: RelPath): void => {
    folders.push(folder);
    options.onFolder?.(folder);
  };
  const seen = await survey(runtime, under, { signal: options.signal, onFolder });
  const counts = newCounts(seen.unchanged);
  const movedFrom = await readUntilQuiet(runtime, seen, counts, { ...options, timers });
  const gone = seen.gone.filter((live) => !movedFrom.has(live.path));
  const loss = await endGone(runtime, seen, gone, options);
  await rereadOutdated(runtime, seen, counts, { ...options, timers });
  const report = {
    ...counts,
    missing: loss.missing,
    problems: [...seen.problems, ...counts.problems],
    skipped: seen.skipped,
    unavailable: loss.unavailable,
    complete: seen.whole && options.signal?.aborted !== true,
  };
  const isWhole = under === ROOT && report.complete;
  if (isWhole) {
    await recordCoverage(runtime, report, seen.isUpToDate);
    await oweOrphans(runtime);
    removeLeftovers(runtime, seen.leftovers);
  }
  await settleAccounts(runtime, isWhole ? await unitsAmong(runtime, folders) : [], options.isBusy);
  return { ...report, elapsedMs: Math.round((clock.nowUs() - startedUs) / 1000) };
}

/** Throws `root-unavailable` where the media root is away, and says so in coverage. */
export async function requireRoot(runtime: Runtime): Promise<void> {
  if (entryAt(runtime.production.root, ROOT)?.kind === 'folder') return;
  await runtime.registry.coverage.set({ unavailable: 'the media root is not there' });
  throw new ProvgateError(
    'root-unavailable',
    'The media root is not there; nothing was compared and nothing was ended.',
    'Connect or mount the disk that holds it, then run provgate scan again.',
  );
}

/**
 * Reads candidates, and again those that changed while they were read, unless somebody else settles them. Returns the places files were
 * renamed from.
 */
async function readUntilQuiet(
  runtime: Runtime,
  seen: Survey,
  counts: Counts,
  options: SweepOptions & { readonly timers: Timers },
): Promise<ReadonlySet<RelPath>> {
  const anyLive = seen.live > 0 || (options.under ?? ROOT) !== ROOT;
  const reading = { ...options, anyLive };
  const read = await readCandidates(runtime, seen.candidates, counts, reading);
  let { unquiet } = read;
  for (let round = 0; unquiet.length > 0 && round < RETRIES && options.defer === undefined; round++) {
    if (options.signal?.aborted === true) break;
    await pause(options.timers, runtime.production.configuration.settleMs);
    const again = await Promise.all(unquiet.map((path) => intake(runtime, path)));
    for (const result of again) if (result.kind !== 'changed') addResult(counts, result);
    unquiet = again.filter((result) => result.kind === 'changed').map((result) => result.path);
  }
  for (const path of unquiet) {
    if (options.defer === undefined) counts.problems.push({ path, reason: 'still being written' });
    else options.defer(path);
  }
  return read.movedFrom;
}

/** Reads again what older readers read, after everything that is new; or hands it to whoever does that in the background. */
async function rereadOutdated(
  runtime: Runtime,
  seen: Survey,
  counts: Counts,
  { timers, signal, onProgress, outdated }: SweepOptions & { readonly timers: Timers },
): Promise<void> {
  if (seen.outdated.length === 0) return;
  if (outdated !== undefined) {
    counts.unchanged += seen.outdated.length;
    return outdated(seen.outdated);
  }
  const rereading = openRereading(timers);
  rereading.add(seen.outdated);
  const total = {
    files: seen.outdated.length,
    bytes: seen.outdated.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
  let bytes = 0;
  const onResult = (result: IntakeResult, { sizeBytes }: Outdated): void => {
    addResult(counts, result);
    counts.reread += 1;
    bytes += sizeBytes;
    onProgress?.({ files: counts.reread, bytes, total, isRereading: true });
  };
  while (signal?.aborted !== true && (await rereading.step(runtime, { signal, onResult })));
}

/** Ends the places of files that are really gone; a disk that is away ends nothing. */
async function endGone(
  runtime: Runtime,
  seen: Survey,
  gone: readonly LiveLocation[],
  options: SweepOptions,
): Promise<{ readonly missing: number; readonly unavailable: string | undefined }> {
  const { registry, production, clock } = runtime;
  // A file that is gone may be one that was not reached yet, under its new name.
  if (!seen.whole || options.signal?.aborted === true) return { missing: 0, unavailable: undefined };
  const isPart = (options.under ?? ROOT) !== ROOT;
  const live = isPart ? (await registry.assets.counts()).locations : seen.live;
  const loss = { gone, live, devices: seen.devices, anchorOf: anchorsOnDisk(production.root) };
  const { ended, unavailable } =
    options.confirmMissing === true ? { ended: gone, unavailable: undefined } : judgeLoss(loss);
  // A file may have been put back, or met under its old name, since the walk went by.
  const paths = ended.map((place) => place.path).filter((path) => isGone(production.root, path));
  const all = [...paths, ...seen.displaced];
  for (let at = 0; at < all.length; at += CLOSE_BATCH) {
    await registry.locations.close(all.slice(at, at + CLOSE_BATCH), clock.now());
  }
  await registry.outbox.add(paths.map((path) => ({ kind: 'sidecar', path })));
  return { missing: paths.length, unavailable };
}

async function recordCoverage(
  runtime: Runtime,
  report: Pick<SweepReport, 'skipped' | 'unavailable' | 'problems'>,
  isUpToDate: boolean,
): Promise<void> {
  const { registry, production, examiner, clock } = runtime;
  const mount = rootMount(production.root);
  const now = clock.now();
  const before = await registry.coverage.get();
  const skipped = new Map(report.skipped);
  if (report.problems.length > 0) skipped.set('could-not-look', report.problems.length);
  await registry.coverage.set({
    firstCompleteSweepAt: before.firstCompleteSweepAt ?? now,
    lastCompleteSweepAt: now,
    mount: mount.type,
    local: mount.local,
    unavailable: report.unavailable,
    skipped: [...skipped].map(([reason, count]) => ({ reason, count })),
    ...(isUpToDate ? { readersAt: examiner.engineVersion, rereading: undefined } : {}),
  });
}
