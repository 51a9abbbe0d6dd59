import { setTimeout as pause } from 'node:timers/promises';
import { explained, isBusy } from './failures.ts';

/** How long SQLite itself waits, blocking this process, before it says that another process holds the registry. */
export const BUSY_SLICE_MS = 200;
/** Between two attempts other work of this process goes on. */
const PAUSE_MS = 20;

/** Does something again while another process holds the registry. */
export type Patience = <T>(work: () => T | Promise<T>) => Promise<T>;

/** Patience for about `busyMs`; then, and for every other error of the engine, a ProvgateError with a name. */
export function patienceFor(file: string, busyMs: number): Patience {
  const attempts = Math.ceil(busyMs / BUSY_SLICE_MS);
  return async (work) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (!isBusy(error) || attempt >= attempts) throw explained(file, error);
        // Uneven pauses, so that two processes do not keep meeting.
        await pause(PAUSE_MS * (1 + (attempt % 5)));
      }
    }
  };
}
