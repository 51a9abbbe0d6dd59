import { ProvgateError } from '../domain/errors.ts';
import type { Log } from '../domain/ports.ts';
import type { Deaths } from './deaths.ts';
import { type Finished, type Job, newJob, orderOf, type Request } from './job.ts';
import { DEATHS } from './limits.ts';
import type { Decision, Notice, Outcome } from './messages.ts';
import { openRoster, type RosterOptions } from './roster.ts';
import { breachWords } from './watch.ts';
import type { Worker } from './worker.ts';

export interface CrewOptions extends RosterOptions {
  readonly engineVersion: number;
  readonly deaths: Deaths;
  /** From this size a file's readers wait for the answer whether its bytes are known. */
  readonly askBytes: number;
  readonly log: Log | undefined;
}

/** Processes that examine files, and the queue before them. */
export interface Crew {
  /** Never rejects for what a file is or does; rejects when a decision fails, no process starts, or the crew is closed. */
  run(request: Request): Promise<Finished>;
  /** Starts processes until there are so many, at most as many as there may be. */
  prepare(processes: number): void;
  /** Whether any file is under way. */
  isReading(): boolean;
  close(): Promise<void>;
}

/** Failed starts in a row after which waiting jobs are given up. */
const STARTS = 4;

/** A crew without processes; they start with the first job and end when idle. */
export function openCrew(options: CrewOptions): Crew {
  const { log, deaths, engineVersion } = options;
  const queues = { alone: [] as Job[], small: [] as Job[], large: [] as Job[] };
  const roster = openRoster(options, {
    notice,
    gone: (worker, how) => {
      roster.forget(worker);
      lose(worker, how, false);
    },
    breach: (worker, breach) => lose(worker, breachWords(breach, options.limits), breach.kind === 'stalled'),
    room: dispatch,
  });
  let nextId = 1;
  let underWay = 0;
  let failedStarts = 0;
  let closed = false;
  /** Whether any reader died on anything: only then must every digest be looked up. */
  let died: Promise<boolean> | undefined;
  let hasDied = false;

  async function run(request: Request): Promise<Finished> {
    died ??= deaths.any(engineVersion);
    hasDied ||= await died;
    underWay += 1;
    try {
      return await new Promise((resolve, reject) => enqueue(newJob(nextId++, request, resolve, reject)));
    } finally {
      underWay -= 1;
    }
  }

  function enqueue(job: Job): void {
    job.stage = 'queued';
    if (closed) {
      job.reject(stopped());
      return;
    }
    queues[job.alone ? 'alone' : job.large ? 'large' : 'small'].push(job);
    dispatch();
  }

  function dispatch(): void {
    if (closed) return;
    hand(queues.alone, () => roster.fresh());
    hand(queues.small, roster.freest);
    hand(queues.large, roster.freest);
  }

  function hand(queue: Job[], find: (job: Job) => Worker | undefined): void {
    for (let job = queue[0]; job !== undefined; job = queue[0]) {
      const worker = find(job);
      if (worker === undefined) return;
      queue.shift();
      roster.give(worker, job);
      job.stage = 'hashing';
      worker.send(orderOf(job, asksFromBytes(job)));
    }
  }

  function asksFromBytes({ request }: Job): number {
    if (request.kind === 'file' && request.digestOnly) return Number.POSITIVE_INFINITY;
    if (hasDied) return 0;
    return request.kind === 'file' && request.isKnown !== undefined
      ? options.askBytes
      : Number.POSITIVE_INFINITY;
  }

  function notice(worker: Worker, told: Notice): void {
    worker.silentMs = 0;
    if (told.kind === 'ready') {
      worker.ready = true;
      failedStarts = 0;
      return;
    }
    const job = worker.jobs.get(told.id);
    if (job === undefined) return;
    if (told.kind === 'progress') {
      if (worker.reading === job) worker.readBytes += told.bytes;
    } else if (told.kind === 'digest') {
      job.sha256 = told.sha256;
      job.snapshot = told.snapshot;
      if (told.asks) void decide(worker, job);
      else job.stage = 'decided';
    } else if (told.kind === 'reading') {
      worker.reading = job;
      worker.readingMs = 0;
      worker.readBytes = 0;
    } else if (told.kind === 'fault') {
      log?.warn('reader-failed', { sha256: job.sha256, stack: told.stack });
    } else finish(worker, job, told.outcome);
  }

  async function decide(worker: Worker, job: Job): Promise<void> {
    job.stage = 'deciding';
    let decision: Decision = 'skip';
    try {
      decision = await decisionOn(job);
    } catch (error) {
      job.reject(error);
    }
    if (worker.jobs.get(job.id) !== job || job.stage !== 'deciding') return;
    job.stage = 'decided';
    worker.send({ kind: 'decide', id: job.id, decision });
  }

  async function decisionOn(job: Job): Promise<Decision> {
    const { sha256, request } = job;
    if (sha256 === undefined) return 'skip';
    if (request.kind === 'file' && (await request.isKnown?.(sha256))) return 'skip';
    const died = await deaths.count(sha256, engineVersion);
    if (died < DEATHS) return 'read';
    job.condemned = true;
    // Even telling the type is left alone once that ended a process too.
    return died === DEATHS ? 'type' : 'skip';
  }

  function finish(worker: Worker, job: Job, outcome: Outcome): void {
    roster.release(worker, job);
    if (outcome.kind === 'large') {
      job.large = true;
      enqueue(job);
      return;
    }
    job.resolve({ outcome, job });
    dispatch();
  }

  /** Takes up the jobs of an ended process. Only the job being read is blamed; without one, each that was owed is tried alone. */
  function lose(worker: Worker, how: string, stalled: boolean): void {
    const jobs = [...worker.jobs.values()];
    // A decision still on its way must not find its job here.
    worker.jobs.clear();
    if (!worker.ready) {
      failStart(jobs, how, worker.guarded);
      return;
    }
    const owed = jobs.filter((job) => job.stage !== 'deciding').length;
    for (const job of jobs) {
      if (job === worker.reading) void blame(job, how);
      else if (worker.reading !== undefined || job.stage === 'deciding') enqueue(job);
      else if (owed > 1) {
        job.alone = true;
        enqueue(job);
      } else suspect(job, how, stalled);
    }
    dispatch();
  }

  async function blame(job: Job, how: string): Promise<void> {
    const { sha256 } = job;
    if (sha256 === undefined) {
      suspect(job, how, false);
      return;
    }
    log?.warn('reader-stopped', { sha256, how });
    hasDied = true;
    job.stopped = how;
    try {
      job.alone = (await deaths.add(sha256, engineVersion)) < DEATHS;
      enqueue(job);
    } catch (error) {
      job.reject(error);
    }
  }

  /** The only job under way when a process ended that was not reading, or was reading bytes without a digest to remember them by. */
  function suspect(job: Job, how: string, stalled: boolean): void {
    job.losses += 1;
    job.alone = true;
    if (!stalled && job.losses < DEATHS) {
      enqueue(job);
      return;
    }
    log?.warn('reading-stopped', { sha256: job.sha256, how });
    job.resolve({ outcome: { kind: 'unreadable', reason: `could not read: ${how}` }, job });
  }

  function failStart(jobs: readonly Job[], how: string, guarded: boolean): void {
    failedStarts += 1;
    log?.warn('examiner-not-started', { how, guarded });
    if (guarded) roster.unguard();
    if (failedStarts < STARTS) {
      for (const job of jobs) enqueue(job);
      return;
    }
    for (const job of [...jobs, ...emptyQueues()]) job.reject(notStarted(how));
  }

  function emptyQueues(): readonly Job[] {
    return Object.values(queues).flatMap((queue) => queue.splice(0));
  }

  async function close(): Promise<void> {
    closed = true;
    const waiting = emptyQueues();
    for (const job of [...waiting, ...(await roster.close())]) job.reject(stopped());
  }

  function prepare(processes: number): void {
    if (!closed) roster.prepare(processes);
  }

  return { run, prepare, isReading: () => underWay > 0, close };
}

function stopped(): ProvgateError {
  return new ProvgateError(
    'could-not-read',
    'Reading was stopped before this file was examined.',
    'Start again; nothing was recorded for it.',
  );
}

function notStarted(how: string): ProvgateError {
  return new ProvgateError(
    'internal',
    `The process that reads files could not be started: ${how}.`,
    'Check that the machine has memory and processes to spare, then try again.',
  );
}
