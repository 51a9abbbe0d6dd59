import { HttpProblem } from './problem.ts';
import type { ReportForm } from './report-form.ts';

/** What became of work, in pieces, so that a million items never stand in memory as one text; can be asked for again. */
export type JobResult = (form: ReportForm) => Iterable<string>;

/** One piece of work that may outlive its request. */
export type JobState =
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly result: JobResult }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Work under way and lately finished, in memory. */
export interface Jobs {
  /** Starts `work` under `id`; throws 429 when too much is under way. */
  start(id: string, work: (signal: AbortSignal) => Promise<JobResult>): void;
  /** Undefined where the id is unknown or was forgotten. */
  state(id: string): JobState | undefined;
  /** Resolves when the job has ended or after `waitMs`, whichever comes first. */
  ended(id: string, waitMs: number): Promise<void>;
  /** Asks all work to stop and waits for its end. */
  close(): Promise<void>;
}

const MOST_RUNNING = 4;
const MOST_KEPT = 50;

/** Keeps the last finished jobs; older results are found in the registry only. */
export function openJobs(): Jobs {
  const states = new Map<string, JobState>();
  const running = new Map<string, Promise<void>>();
  const stop = new AbortController();
  const finish = (id: string, state: JobState): void => {
    states.set(id, state);
    running.delete(id);
    for (const [old, { kind }] of states) {
      if (states.size <= MOST_KEPT) break;
      if (kind !== 'running') states.delete(old);
    }
  };
  return {
    start(id, work) {
      if (running.size >= MOST_RUNNING) {
        throw new HttpProblem(
          'too-many-requests',
          `${MOST_RUNNING} checks or exports are already under way.`,
          'Wait for one to end and try again.',
        );
      }
      states.set(id, { kind: 'running' });
      running.set(
        id,
        work(stop.signal).then(
          (result) => finish(id, { kind: 'done', result }),
          (error: unknown) => finish(id, { kind: 'failed', error }),
        ),
      );
    },
    state: (id) => states.get(id),
    async ended(id, waitMs) {
      const work = running.get(id);
      if (work === undefined || waitMs <= 0) return;
      const waiting = Promise.withResolvers<void>();
      const timer = setTimeout(waiting.resolve, waitMs);
      await Promise.race([work, waiting.promise]);
      clearTimeout(timer);
    },
    async close() {
      stop.abort();
      await Promise.all(running.values());
    },
  };
}
