import type { Timers } from './timers.ts';

/** Named timers, each pending at most once. */
export interface Alarms {
  /** Rings after `ms`, unless one of this name is pending already. */
  set(name: string, ms: number, ring: () => void): void;
  /** Rings after `ms`, whatever was pending under this name. */
  reset(name: string, ms: number, ring: () => void): void;
  cancel(name: string): void;
  /** Cancels all; nothing rings any more. */
  end(): void;
}

/** Opens a set of alarms. */
export function openAlarms(timers: Timers): Alarms {
  const pending = new Map<string, () => void>();
  let ended = false;
  const alarms: Alarms = {
    set(name, ms, ring) {
      if (ended || pending.has(name)) return;
      const cancel = timers.after(ms, () => {
        pending.delete(name);
        ring();
      });
      pending.set(name, cancel);
    },
    reset(name, ms, ring) {
      alarms.cancel(name);
      alarms.set(name, ms, ring);
    },
    cancel(name) {
      pending.get(name)?.();
      pending.delete(name);
    },
    end() {
      ended = true;
      for (const cancel of pending.values()) cancel();
      pending.clear();
    },
  };
  return alarms;
}
