import type { Instant } from '../src/domain/asset.ts';
import type { EventKind } from '../src/domain/event.ts';
import type { Registry } from '../src/domain/registry.ts';

/** What people record that can change how a deliverable stands. */
const CHANGES_VERDICTS: ReadonlySet<EventKind> = new Set([
  'approval-recorded',
  'approval-revoked',
  'declaration-recorded',
  'configuration-changed',
  'registry-restored',
]);
const PAGE = 1000;

/** The next moment after `now` at which an approval begins or ends by itself. */
export async function nextExpiry(
  registry: Pick<Registry, 'approvals'>,
  now: Instant,
): Promise<Instant | undefined> {
  const approvals = await registry.approvals.list();
  const moments = approvals
    .filter((approval) => approval.revocation === undefined)
    .flatMap((approval) => [approval.validFrom, approval.validUntil ?? approval.validFrom])
    .filter((moment) => moment > now);
  return moments.sort()[0];
}

/** Reads the log on from where it was left, for what other processes recorded. */
export interface LogReader {
  /** Whether anything since the last call can change how a deliverable stands. */
  hasNews(): Promise<boolean>;
  /** Passes over what this process wrote itself. */
  skip(): Promise<void>;
}

/** Opens a reader at the end of the log. */
export async function openLogReader(registry: Pick<Registry, 'events'>): Promise<LogReader> {
  let { seq } = await registry.events.head();
  return {
    async hasNews() {
      let found = false;
      for (;;) {
        const events = await registry.events.after(seq, PAGE);
        found ||= events.some((event) => CHANGES_VERDICTS.has(event.kind));
        seq = events.at(-1)?.seq ?? seq;
        if (events.length < PAGE) return found;
      }
    },
    async skip() {
      seq = (await registry.events.head()).seq;
    },
  };
}
