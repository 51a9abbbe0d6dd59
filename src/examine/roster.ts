import { performance } from 'node:perf_hooks';
import { launchOrTake } from './ahead.ts';
import type { Job } from './job.ts';
import { CAN_GUARD } from './launch.ts';
import { ORDERS_IN_FLIGHT, WATCH_MS } from './limits.ts';
import { type Breach, type Limits, watch } from './watch.ts';
import { type Worker, type WorkerEvents, watchOver } from './worker.ts';

export interface RosterOptions {
  readonly workers: number;
  readonly childModule: string;
  readonly limits: Limits;
  readonly idleMs: number;
  readonly trustAnchors: string | undefined;
}

export interface RosterEvents extends WorkerEvents {
  /** A process used up what it may; it is already ended and off the roster. */
  breach(worker: Worker, breach: Breach): void;
  /** A place became free. */
  room(): void;
}

/** The processes there are: at most so many, started when needed, ended when idle, worn out or in breach of a limit. */
export interface Roster {
  /** A process that may take this job: the least busy, but a new one rather than a busy one. */
  freest(job: Job): Worker | undefined;
  /** A process nothing was ever given to, where there is place; otherwise one is emptied to make place. */
  fresh(): Worker | undefined;
  give(worker: Worker, job: Job): void;
  /** Starts processes until there are so many; they end when idle. */
  prepare(processes: number): void;
  /** Takes a finished job off its process. */
  release(worker: Worker, job: Job): void;
  /** Takes an ended process off. */
  forget(worker: Worker): void;
  /** From now on processes start without the operating system's limits. */
  unguard(): void;
  /** Ends every process and returns the jobs they held. */
  close(): Promise<readonly Job[]>;
}

/** Jobs one process takes before another is started to share them. */
const FEW = 8;
/** Share of the memory limit from which a process is replaced once its job is done. */
const TIRED = 0.7;
const CLOSE_MS = 1_000;

export function openRoster(options: RosterOptions, events: RosterEvents): Roster {
  const workers = new Set<Worker>();
  const idle = new Map<Worker, NodeJS.Timeout>();
  let guarded = CAN_GUARD;
  let ticking: NodeJS.Timeout | undefined;
  let lastTick = 0;

  function start(): Worker {
    const child = launchOrTake(options.childModule, options.limits.memoryMiB, guarded);
    const worker = watchOver(child, guarded, events);
    worker.send({ kind: 'begin', trustAnchors: options.trustAnchors });
    workers.add(worker);
    return worker;
  }

  function freest(job: Job): Worker | undefined {
    let best: Worker | undefined;
    for (const worker of workers) {
      if (worker.retiring || worker.exclusive || worker.jobs.size >= ORDERS_IN_FLIGHT) continue;
      if (job.large && holdsLarge(worker)) continue;
      if (best === undefined || worker.jobs.size < best.jobs.size) best = worker;
    }
    if (workers.size === options.workers || best?.jobs.size === 0) return best;
    // A few small files are read sooner than another process starts.
    return best === undefined || job.large || best.jobs.size >= FEW ? start() : best;
  }

  function fresh(): Worker | undefined {
    if (workers.size < options.workers) return start();
    const all = [...workers].filter((worker) => !worker.exclusive);
    if (all.length === 0 || all.some((worker) => worker.retiring)) return undefined;
    const least = all.reduce((a, b) => (b.jobs.size < a.jobs.size ? b : a));
    least.retiring = true;
    if (least.jobs.size > 0) return undefined;
    end(least);
    return start();
  }

  function give(worker: Worker, job: Job): void {
    clearTimeout(idle.get(worker));
    idle.delete(worker);
    worker.rest(false);
    worker.exclusive = job.alone;
    worker.jobs.set(job.id, job);
    if (ticking !== undefined) return;
    lastTick = performance.now();
    ticking = setInterval(tick, WATCH_MS);
  }

  function release(worker: Worker, job: Job): void {
    worker.jobs.delete(job.id);
    worker.exclusive = false;
    if (worker.reading === job) worker.reading = undefined;
    // Memory a reader left behind must not be counted against the next file.
    if (worker.residentMiB > options.limits.memoryMiB * TIRED) worker.retiring = true;
    if (worker.jobs.size > 0) return;
    if (worker.retiring) {
      end(worker);
      events.room();
      return;
    }
    rest(worker);
    if ([...workers].every((other) => other.jobs.size === 0)) stopTicking();
  }

  function rest(worker: Worker): void {
    worker.rest(true);
    idle.set(worker, setTimeout(() => end(worker), options.idleMs).unref());
  }

  function prepare(processes: number): void {
    while (workers.size < Math.min(processes, options.workers)) rest(start());
  }

  function end(worker: Worker): void {
    forget(worker);
    void worker.kill();
  }

  function forget(worker: Worker): void {
    workers.delete(worker);
    clearTimeout(idle.get(worker));
    idle.delete(worker);
    if (workers.size === 0) stopTicking();
  }

  function tick(): void {
    const now = performance.now();
    // Capped: a parent that was busy, or a machine that slept, has heard no word of its processes meanwhile.
    const ms = Math.min(now - lastTick, 2 * WATCH_MS);
    lastTick = now;
    for (const worker of workers) {
      const breach = watch(worker, ms, options.limits);
      if (breach === undefined) continue;
      end(worker);
      events.breach(worker, breach);
    }
  }

  function stopTicking(): void {
    clearInterval(ticking);
    ticking = undefined;
  }

  async function close(): Promise<readonly Job[]> {
    const jobs = [...workers].flatMap((worker) => [...worker.jobs.values()]);
    const ends = [...workers].map((worker) => worker.kill());
    for (const worker of [...workers]) forget(worker);
    // A process stuck in the kernel on a dead share cannot be waited for.
    const patience = Promise.withResolvers<void>();
    const timer = setTimeout(patience.resolve, CLOSE_MS);
    await Promise.race([Promise.all(ends), patience.promise]);
    clearTimeout(timer);
    return jobs;
  }

  return {
    freest,
    fresh,
    give,
    prepare,
    release,
    forget,
    unguard: () => {
      guarded = false;
    },
    close,
  };
}

function holdsLarge(worker: Worker): boolean {
  for (const job of worker.jobs.values()) if (job.large) return true;
  return false;
}
