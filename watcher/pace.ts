import { pause, type Timers } from './timers.ts';

/** Megabytes a second read from a network share where the configuration names no limit. */
const NETWORK_MBPS = 200;
const MB = 1_000_000;

/** Waits until reading that many more bytes keeps within the limit. */
export type Pace = (sizeBytes: number, local: boolean) => Promise<void>;

/** Holds reading to `readMBps`; without one, local disks are read as fast as they give and network shares at 200 MB/s. */
export function openPace(readMBps: number | undefined, timers: Timers): Pace {
  let freeAt = 0;
  return async (sizeBytes, local) => {
    const limit = readMBps ?? (local ? undefined : NETWORK_MBPS);
    if (limit === undefined) return;
    const now = timers.now();
    const startAt = Math.max(now, freeAt);
    freeAt = startAt + (sizeBytes / (limit * MB)) * 1000;
    if (startAt > now) await pause(timers, startAt - now);
  };
}
