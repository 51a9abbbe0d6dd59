import type { Instant } from '../domain/asset.ts';
import type { Production } from '../domain/configuration.ts';
import type { Runtime } from '../domain/runtime.ts';

const PAGE = 1000;
const known = new WeakMap<Production, Instant>();

/**
 * Since when what arrives may be put aside: the first complete sweep, or the configuration of today where that is newer. Undefined
 * before there was a complete sweep.
 */
export async function ruleSince(runtime: Runtime): Promise<Instant | undefined> {
  const { firstCompleteSweepAt } = await runtime.registry.coverage.get();
  if (firstCompleteSweepAt === undefined) return undefined;
  const configured = known.get(runtime.production) ?? (await configuredAt(runtime));
  if (configured === undefined) return firstCompleteSweepAt;
  known.set(runtime.production, configured);
  return configured > firstCompleteSweepAt ? configured : firstCompleteSweepAt;
}

/** When the configuration last changed. */
async function configuredAt(runtime: Runtime): Promise<Instant | undefined> {
  let newest: Instant | undefined;
  let seq = 0;
  for (;;) {
    const events = await runtime.registry.events.after(seq, PAGE);
    newest = events.findLast((event) => event.kind === 'configuration-changed')?.at ?? newest;
    const last = events.at(-1);
    if (last === undefined || events.length < PAGE) return newest;
    seq = last.seq;
  }
}
