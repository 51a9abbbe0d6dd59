import type { RelPath } from '../src/domain/path.ts';
import type { Runtime } from '../src/domain/runtime.ts';
import { type IntakeResult, intake } from '../src/intake.ts';
import { openPace, type Pace } from './pace.ts';
import { rereadingOrder } from './reading-order.ts';
import type { Outdated } from './survey.ts';
import type { Timers } from './timers.ts';

/** One step: few enough files and bytes that whatever else is to be done need not wait long. */
const STEP_FILES = 200;
const STEP_BYTES = 2 * 1024 ** 3;
/** Files read at once, fewer than for what just came in. */
const IN_FLIGHT = 32;

/** Files whose evidence is older than the readers, read again a few at a time. Each is recorded by itself, so a stop loses nothing. */
export interface Rereading {
  /** Adds files a sweep found; those already waited for are taken once. */
  add(files: readonly Outdated[]): void;
  left(): number;
  /** Reads the next few and notes in coverage how far it has come; false where nothing is left. */
  step(runtime: Runtime, options?: StepOptions): Promise<boolean>;
}

export interface StepOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onResult?: (result: IntakeResult, file: Outdated) => void;
}

/** Opens an empty list of files to be read again. */
export function openRereading(timers: Timers): Rereading {
  let waiting: readonly Outdated[] = [];
  let done = 0;
  let pace: { readonly limit: number | undefined; readonly wait: Pace } | undefined;

  function paceAt(limit: number | undefined): Pace {
    if (pace === undefined || pace.limit !== limit) pace = { limit, wait: openPace(limit, timers) };
    return pace.wait;
  }

  async function tell({ registry }: Runtime): Promise<void> {
    const total = done + waiting.length;
    await registry.coverage.set({ rereading: waiting.length === 0 ? undefined : { done, total } });
    if (waiting.length === 0) done = 0;
  }

  return {
    add(files) {
      const all = new Map<RelPath, Outdated>([...waiting, ...files].map((file) => [file.path, file]));
      waiting = rereadingOrder([...all.values()]);
    },
    left: () => waiting.length,
    async step(runtime, { signal, onResult } = {}) {
      if (waiting.length === 0) return false;
      const files = nextFew(waiting);
      const finished = new Set<Outdated>();
      const wait = paceAt(runtime.production.configuration.readMBps);
      const queue = files.values();
      const work = async (): Promise<void> => {
        for (const file of queue) {
          if (signal?.aborted === true) return;
          await wait(file.sizeBytes, file.local);
          const result = await intake(runtime, file.path);
          finished.add(file);
          onResult?.(result, file);
        }
      };
      const ends = await Promise.allSettled(Array.from({ length: Math.min(IN_FLIGHT, files.length) }, work));
      done += finished.size;
      waiting = waiting.filter((file) => !finished.has(file));
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
      await tell(runtime);
      return waiting.length > 0;
    },
  };
}

/** The first files that make one step; at least one, however large. */
function nextFew(waiting: readonly Outdated[]): readonly Outdated[] {
  let bytes = 0;
  const few: Outdated[] = [];
  for (const file of waiting.slice(0, STEP_FILES)) {
    bytes += file.sizeBytes;
    if (few.length > 0 && bytes > STEP_BYTES) break;
    few.push(file);
  }
  return few;
}
