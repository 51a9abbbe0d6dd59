import { ProvgateError } from '../src/domain/errors.ts';
import type { Runtime } from '../src/domain/runtime.ts';
import type { Timers } from './timers.ts';

/** How long a watcher that stopped without a word keeps others out. */
const TTL_MS = 60_000;
const RENEW_MS = 20_000;

/** The right to be the production's only watcher. */
export interface Lease {
  release(): Promise<void>;
}

/**
 * Takes the watcher's lease and keeps it fresh; `onLost` hears when it could not be kept. Throws `already-watched` where another watcher
 * runs.
 */
export async function takeLease(
  runtime: Pick<Runtime, 'registry' | 'clock' | 'ids' | 'log'>,
  timers: Timers,
  onLost: () => void,
): Promise<Lease> {
  const { registry, clock, ids, log } = runtime;
  const holder = ids.next();
  const take = (): Promise<boolean> => registry.lease.take(holder, clock.nowUs(), TTL_MS);
  if (!(await take())) {
    throw new ProvgateError(
      'already-watched',
      'Another provgate already watches this production.',
      'Use that one, or stop it and wait a minute.',
    );
  }
  let renewing = Promise.resolve();
  let cancel = timers.after(RENEW_MS, renew);

  function renew(): void {
    renewing = take().then(
      (kept) => {
        if (kept) cancel = timers.after(RENEW_MS, renew);
        else onLost();
      },
      (error: unknown) => {
        // The lease outlives two missed renewals; the next one tells.
        log.warn('lease-not-renewed', { reason: error instanceof Error ? error.message : String(error) });
        cancel = timers.after(RENEW_MS, renew);
      },
    );
  }

  return {
    async release() {
      cancel();
      await renewing;
      cancel();
      await registry.lease.release(holder);
    },
  };
}
