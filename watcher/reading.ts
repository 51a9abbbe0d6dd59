import { patternsOf } from '../src/configuration/patterns-of.ts';
import type { RelPath } from '../src/domain/path.ts';
import type { LiveLocation } from '../src/domain/registry.ts';
import type { Runtime } from '../src/domain/runtime.ts';
import { entryAt } from '../src/files/reach.ts';
import { intake, isGone } from '../src/intake.ts';
import { addResult, type Counts } from './counts.ts';
import { openPace } from './pace.ts';
import { readingRounds } from './reading-order.ts';
import type { Candidate } from './survey.ts';
import type { Timers } from './timers.ts';

/** Files on their way at once: enough to fill a recorder's batch while readers and disk work on others. */
const IN_FLIGHT = 400;

export interface Progress {
  readonly files: number;
  readonly bytes: number;
  readonly total: { readonly files: number; readonly bytes: number };
  /** These are unchanged files, read again because readers are newer. */
  readonly isRereading: boolean;
}

export interface ReadingOptions {
  readonly timers: Timers;
  /** Whether any place is recorded that a file may have been renamed from. */
  readonly anyLive: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Takes files that were written a moment ago, instead of reading them now. */
  readonly defer?: ((path: RelPath) => void) | undefined;
}

/** What reading candidates came to, besides the counts. */
export interface Readings {
  /** Files that changed while they were read. */
  readonly unquiet: readonly RelPath[];
  /** Places whose files were found again under another name. */
  readonly movedFrom: ReadonlySet<RelPath>;
}

/** Reads candidates in their order, many at once, and adds up what came of it; stops between files when told to. */
export async function readCandidates(
  runtime: Runtime,
  candidates: readonly Candidate[],
  counts: Counts,
  options: ReadingOptions,
): Promise<Readings> {
  const ready = candidates.filter((candidate) => !putOff(runtime, candidate, options));
  const patterns = patternsOf(runtime.production.configuration);
  const rounds = readingRounds(ready, (path) => patterns.originOf(path) !== undefined);
  const total = { files: ready.length, bytes: ready.reduce((sum, each) => sum + each.sizeBytes, 0) };
  const pace = openPace(runtime.production.configuration.readMBps, options.timers);
  const unquiet: RelPath[] = [];
  const movedFrom = new Set<RelPath>();
  let files = 0;
  let bytes = 0;

  async function work(queue: Iterator<Candidate>): Promise<void> {
    for (let step = queue.next(); step.done !== true; step = queue.next()) {
      const candidate = step.value;
      if (options.signal?.aborted === true) return;
      const from = options.anyLive ? await renamedFrom(runtime, candidate, movedFrom) : undefined;
      if (from !== undefined) movedFrom.add(from.path);
      else await pace(candidate.sizeBytes, candidate.local);
      const walked = { beside: candidate.beside, movedFrom: from };
      const result = await intake(runtime, candidate.path, { walked });
      if (result.kind === 'changed') unquiet.push(candidate.path);
      else addResult(counts, result);
      files += 1;
      bytes += candidate.sizeBytes;
      options.onProgress?.({ files, bytes, total, isRereading: false });
    }
  }

  for (const round of rounds) {
    const queue = round.values();
    await allSettled(Array.from({ length: Math.min(IN_FLIGHT, round.length) }, () => work(queue)));
  }
  return { unquiet, movedFrom };
}

/** Waits for all, so that nothing still runs when the first failure is passed on. */
async function allSettled(running: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(running)).find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** Whether a file was written so short a time ago that it may still be growing, and somebody else takes care of it. */
function putOff(runtime: Runtime, candidate: Candidate, options: ReadingOptions): boolean {
  if (options.defer === undefined) return false;
  const { mtimeUs, ctimeUs } = candidate;
  const quietUs = runtime.clock.nowUs() - Math.max(mtimeUs, ctimeUs);
  if (quietUs >= runtime.production.configuration.settleMs * 1000) return false;
  options.defer(candidate.path);
  return true;
}

async function renamedFrom(
  runtime: Runtime,
  candidate: Candidate,
  taken: ReadonlySet<RelPath>,
): Promise<LiveLocation | undefined> {
  // Inode numbers of network file systems are no identity.
  if (!candidate.isNew || !candidate.local) return undefined;
  const entry = entryAt(runtime.production.root, candidate.path);
  if (entry === undefined) return undefined;
  const alike = await runtime.registry.locations.likeSnapshot(entry.snapshot);
  return alike.find(
    (live) =>
      live.assetId !== undefined && !taken.has(live.path) && isGone(runtime.production.root, live.path),
  );
}
