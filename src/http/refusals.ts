import type { Runtime } from '../domain/runtime.ts';
import type { Account } from './account.ts';
import type { OperationId } from './roles.ts';

const WINDOW_US = 60 * 1_000_000;
/** Attempts of one account a minute that get an entry of their own; further ones are counted in the next entry. */
const MOST_A_WINDOW = 30;

/** Why an attempt was refused. */
export type RefusalReason = 'role' | 'own-work' | 'other-account';

/** Attempts that were refused for lack of rights, in the event log. */
export interface Refusals {
  /** Records one attempt: which operation, under which role, by whom; no names, no paths. */
  log(runtime: Runtime, account: Account, operation: OperationId, reason: RefusalReason): Promise<void>;
}

/** Keeps count, so that a client that tries again and again cannot flood the log. */
export function openRefusals(): Refusals {
  const windows = new Map<string, { startUs: number; logged: number; counted: number }>();
  return {
    async log(runtime, account, operation, reason) {
      const nowUs = runtime.clock.nowUs();
      for (const [token, { startUs, counted }] of windows)
        if (counted === 0 && nowUs - startUs >= WINDOW_US) windows.delete(token);
      const window = windows.get(account.tokenId) ?? { startUs: nowUs, logged: 0, counted: 0 };
      windows.set(account.tokenId, window);
      if (nowUs - window.startUs >= WINDOW_US) Object.assign(window, { startUs: nowUs, logged: 0 });
      if (window.logged >= MOST_A_WINDOW) {
        window.counted += 1;
        return;
      }
      const { counted } = window;
      Object.assign(window, { logged: window.logged + 1, counted: 0 });
      await runtime.registry.events.append(
        'refused',
        {
          operation,
          role: account.role,
          token: account.tokenId,
          reason,
          ...(counted === 0 ? {} : { alsoBefore: counted }),
        },
        { personId: account.personId },
        runtime.clock.now(),
      );
    },
  };
}
