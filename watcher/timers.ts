/** The only source of waiting; tests give one that moves by hand. */
export interface Timers {
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** Calls `run` once after `ms`; the returned function cancels it. */
  after(ms: number, run: () => void): () => void;
}

/** Longest wait the system's timers take: about 24 days. */
const LONGEST_MS = 2 ** 31 - 1;

/** The system's timers. A wait longer than 24 days ends early; whoever waits looks again. */
export const systemTimers: Timers = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, Math.min(Math.max(0, ms), LONGEST_MS));
    return () => clearTimeout(timer);
  },
};

/** Resolves after `ms`. */
export function pause(timers: Timers, ms: number): Promise<void> {
  return new Promise((resolve) => {
    timers.after(ms, resolve);
  });
}
