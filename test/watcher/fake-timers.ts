import type { Timers } from '../../watcher/timers.ts';

/** Timers that move only when told to. */
export interface FakeTimers extends Timers {
  /** Moves time on, ringing what falls due on the way, in order. */
  pass(ms: number): void;
  readonly pending: () => number;
}

export function fakeTimers(): FakeTimers {
  let now = 0;
  let waiting: { readonly at: number; readonly run: () => void }[] = [];
  return {
    now: () => now,
    after(ms, run) {
      const entry = { at: now + Math.max(0, ms), run };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    pass(ms) {
      const end = now + ms;
      for (;;) {
        const next = waiting.filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        waiting = waiting.filter((other) => other !== next);
        now = next.at;
        next.run();
      }
      now = end;
    },
    pending: () => waiting.length,
  };
}
