import { unitsAmong } from '../src/deliverables/units.ts';
import type { Instant } from '../src/domain/asset.ts';
import { ProvgateError } from '../src/domain/errors.ts';
import { type RelPath, ROOT } from '../src/domain/path.ts';
import type { Runtime } from '../src/domain/runtime.ts';
import { joinPath, parentOf } from '../src/files/paths.ts';
import { entryAt } from '../src/files/reach.ts';
import { reconfigure } from '../src/reconfigure.ts';
import { settleAccounts } from './accounts.ts';
import { openAlarms } from './alarms.ts';
import { foldersBelow } from './folders.ts';
import { openHints } from './hints.ts';
import { takeLease } from './lease.ts';
import { rootMount } from './local.ts';
import { openLook } from './look.ts';
import { keepMemorySmall } from './memory.ts';
import { nextExpiry } from './next-expiry.ts';
import { openRereading } from './rereading.ts';
import { openSettle } from './settle.ts';
import type { Outdated } from './survey.ts';
import { requireRoot, type SweepReport, sweep } from './sweep.ts';
import { openTakers } from './takers.ts';
import { openTelling } from './telling.ts';
import { systemTimers, type Timers } from './timers.ts';
import { openTurns } from './turns.ts';

/** A running watcher. */
export interface Watch {
  /** The sweep at start; undefined where it was stopped or could not be made, which the log tells. */
  readonly firstSweep: Promise<SweepReport | undefined>;
  /** Finishes what is under way, begins nothing more, and gives the lease back. */
  stop(): Promise<void>;
}

export interface WatchOptions {
  readonly timers?: Timers;
  /** Called when the watcher stops by itself, because another one took over. */
  readonly onLost?: () => void;
}

/** How often the watcher looks for what no event tells: the root, the outbox, the configuration file. */
const TICK_MS = 2_000;
/** Pause before an extra sweep after trouble; doubled after each sweep that finds nothing new, up to the usual pause. */
const TROUBLE_MS = 5_000;
/** Pause before work that could not be done is tried again. */
const RETRY_MS = 30_000;
const ACCOUNTS_MS = 200;
/** Pause between two steps of reading again after an upgrade. */
const REREAD_MS = 50;
/** Hints between two ticks after which some may have been lost, and a sweep is due. */
const FLOOD_HINTS = 8_000;
/** Owed work looked at to see whether any is new. */
const OWED_SEEN = 1_000;
const MINUTE_MS = 60_000;

/**
 * Watches a production until stopped: a sweep at start and after every `sweepMinutes`, hints in between, deliverables judged again
 * whenever what they rest on changes. Throws `already-watched`, `root-unavailable`, or what the registry throws.
 */
export async function startWatch(opened: Runtime, options: WatchOptions = {}): Promise<Watch> {
  keepMemorySmall();
  const timers = options.timers ?? systemTimers;
  const { registry, log, clock } = opened;
  const { root, home } = opened.production;
  const stopping = new AbortController();
  /** Replaced whenever the configuration file changes. */
  let runtime = opened;
  let events = 'working';
  /** What went wrong since it was last known to be right: folders not watched stay so, the rest a sweep makes up for. */
  const troubles = new Set<string>();
  let isPartlyWatched = false;
  let calmSweeps = 0;
  let hinted = 0;
  let owedSeen = 0;
  let retryAt = 0;
  let rootSeen = rootIdentity();
  let configurationSeen = configurationStamp();

  await requireRoot(opened);
  const lease = await takeLease(opened, timers, () => {
    log.warn('lease-lost', {});
    options.onLost?.();
    void stop();
  });
  const alarms = openAlarms(timers);
  const turns = openTurns((error) => {
    log.warn('watch-failed', { code: error.code, reason: error.message, next: error.next });
    trouble(error.code);
    // Whatever failed may have been the sweep that would have asked for the next one.
    sweepLater();
  });
  const settle = openSettle({
    timers,
    settleMs: opened.production.configuration.settleMs,
    look: openLook(root),
    onFile: (path, waitedMs) => takers.take(path, waitedMs),
    onGone: (path) => takers.leave(path),
    onFolder: (folder) => void turns.take(() => sweepBelow(nearestFolder(folder))),
  });
  const isBusy = (folder: RelPath): boolean => settle.isBusy(folder);
  const takers = openTakers({
    runtime: () => runtime,
    settle: () => settle,
    onIdle: () => alarms.set('accounts', ACCOUNTS_MS, () => void turns.take(doAccounts)),
    onTrouble: trouble,
  });
  const rereading = openRereading(timers);
  const telling = openTelling(
    () => runtime,
    () => timers.now(),
  );
  let hints = openHintsAnew();

  const firstSweep = turns.take(begin);
  tickLater();
  return { firstSweep, stop };

  function openHintsAnew() {
    isPartlyWatched = false;
    events = rootMount(root).local ? 'working' : 'partial: changes made on other machines are not told';
    return openHints({
      root,
      timers,
      onHint,
      onFolderHint: (folder) => settle.touchFolder(folder),
      onTrouble(reason) {
        isPartlyWatched = true;
        events = `partial: ${reason}`;
        trouble(reason);
      },
    });
  }

  function onHint(path: RelPath): void {
    hinted += 1;
    if (entryAt(root, path)?.kind !== 'folder') settle.touch(path);
    else void watchNew(path);
  }

  /** Watches a folder that came or came back, then has it listed, so that nothing that came in between is missed. */
  async function watchNew(folder: RelPath): Promise<void> {
    const folders = foldersBelow(runtime, folder);
    if (folders.length === 0 || stopping.signal.aborted) return;
    if (hints.isWatched(folder)) await hints.renew(folder);
    await hints.add(folders);
    settle.touchFolder(folder);
  }

  /** Watches every folder there is, then sweeps: at start, and when the root comes back. */
  async function begin(): Promise<SweepReport> {
    await hints.close();
    hints = openHintsAnew();
    await hints.add(foldersBelow(runtime, ROOT));
    return sweepAll();
  }

  async function sweepAll(): Promise<SweepReport> {
    alarms.cancel('sweep');
    await takeConfiguration();
    const asOf = clock.now();
    if (!isPartlyWatched) troubles.clear();
    const report = await sweepBelow(ROOT);
    const found = report.registered + report.changed + report.moved + report.missing;
    calmSweeps = found > 0 ? 0 : calmSweeps + 1;
    await registry.coverage.set({ events });
    await waitForExpiry(asOf);
    sweepLater();
    return report;
  }

  function sweepLater(): void {
    alarms.set('sweep', sweepPauseMs(), () => void turns.take(sweepAll));
  }

  async function sweepBelow(under: RelPath): Promise<SweepReport> {
    const fresh: RelPath[] = [];
    const onFolder = (folder: RelPath): void => {
      if (!hints.isWatched(folder)) fresh.push(folder);
    };
    const defer = (path: RelPath): void => settle.touch(path);
    const outdated = (files: readonly Outdated[]): void => {
      rereading.add(files);
      rereadLater();
    };
    const { signal } = stopping;
    const report = await sweep(runtime, { under, signal, timers, onFolder, defer, outdated, isBusy });
    const { registered, unchanged, moved, changed, missing, elapsedMs } = report;
    log.info('swept', { under, registered, unchanged, moved, changed, missing, elapsedMs });
    // What came into a folder before it was watched shows in one more look.
    await hints.add(fresh);
    for (const folder of fresh) settle.touchFolder(folder);
    return report;
  }

  /** A step takes its turn like everything else, so that what just came in never waits for more than one. */
  function rereadLater(): void {
    alarms.set('reread', REREAD_MS, () => void turns.take(rereadSome));
  }

  async function rereadSome(): Promise<void> {
    if (await rereading.step(runtime, { signal: stopping.signal })) rereadLater();
    else log.info('reread', {});
  }

  /** A folder that is gone is looked at from the one above it. */
  function nearestFolder(folder: RelPath): RelPath {
    let at = folder;
    while (at !== ROOT && entryAt(root, at)?.kind !== 'folder') at = parentOf(at);
    return at;
  }

  function trouble(reason: string): void {
    if (stopping.signal.aborted || troubles.has(reason)) return;
    troubles.add(reason);
    calmSweeps = 0;
    log.warn('sweep-soon', { reason, waitMs: sweepPauseMs() });
    alarms.cancel('sweep');
    sweepLater();
  }

  function sweepPauseMs(): number {
    const usualMs = runtime.production.configuration.sweepMinutes * MINUTE_MS;
    return troubles.size === 0 ? usualMs : Math.min(usualMs, TROUBLE_MS * 2 ** Math.min(calmSweeps, 30));
  }

  async function takeConfiguration(): Promise<void> {
    try {
      runtime = await reconfigure(runtime);
    } catch (error) {
      if (!(error instanceof ProvgateError)) throw error;
      log.warn('configuration-kept', { reason: error.message, next: error.next });
    }
  }

  /** Does what is owed, also by other processes: whoever records an approval or a declaration owes a judgement. */
  async function doAccounts(): Promise<void> {
    const asOf = clock.now();
    await settleAccounts(runtime, [], isBusy);
    await waitForExpiry(asOf);
  }

  /** Judges every deliverable folder there is now. */
  async function judgeAll(): Promise<void> {
    const asOf = clock.now();
    const units = await unitsAmong(runtime, foldersBelow(runtime, ROOT));
    await settleAccounts(runtime, units, isBusy);
    await waitForExpiry(asOf);
  }

  /** `asOf` is when judging began: an approval that ended meanwhile is due at once. */
  async function waitForExpiry(asOf: Instant): Promise<void> {
    const moment = await nextExpiry(registry, asOf);
    if (moment === undefined) return;
    const waitMs = Date.parse(moment) - Math.floor(clock.nowUs() / 1000);
    alarms.reset('expiry', waitMs, () => void turns.take(judgeAll));
  }

  function tickLater(): void {
    alarms.set('tick', TICK_MS, () => void turns.take(tick).then(tickLater));
  }

  /** Looks for what no event tells. */
  async function tick(): Promise<void> {
    if (hinted > FLOOD_HINTS) trouble('more events than can be told apart');
    hinted = 0;
    telling.look();
    await guardRoot();
    const stamp = configurationStamp();
    if (stamp !== configurationSeen) {
      configurationSeen = stamp;
      await sweepAll();
    }
    const owed = (await registry.outbox.pending(OWED_SEEN)).at(-1)?.id ?? 0;
    if (owed > owedSeen || (owed > 0 && timers.now() >= retryAt)) {
      owedSeen = owed;
      retryAt = timers.now() + RETRY_MS;
      await doAccounts();
    }
  }

  async function guardRoot(): Promise<void> {
    const identity = rootIdentity();
    if (identity === rootSeen) return;
    rootSeen = identity;
    if (identity !== undefined) await begin();
    else {
      log.warn('root-away', {});
      await registry.coverage.set({ unavailable: 'the media root is not there' });
    }
  }

  /** Which folder stands at the root; undefined while there is none. */
  function rootIdentity(): string | undefined {
    const entry = entryAt(root, ROOT);
    return entry?.kind === 'folder' ? `${entry.snapshot.device} ${entry.snapshot.inode}` : undefined;
  }

  function configurationStamp(): string {
    const snapshot = entryAt(home, joinPath(ROOT, 'provgate.json'))?.snapshot;
    return `${snapshot?.inode} ${snapshot?.sizeBytes} ${snapshot?.mtimeUs}`;
  }

  async function stop(): Promise<void> {
    if (stopping.signal.aborted) return;
    stopping.abort();
    alarms.end();
    settle.stop();
    await turns.end();
    await telling.stop();
    await takers.drain(true);
    await hints.close();
    await lease.release();
  }
}
