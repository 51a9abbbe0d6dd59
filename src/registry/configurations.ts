import { createHash } from 'node:crypto';
import type { Instant, Sha256 } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { ConfigurationRecords, ConfigurationVersion } from '../domain/registry.ts';
import { foreignText } from './foreign-text.ts';
import { sealedEvents } from './sealed-events.ts';
import type { Store } from './store.ts';
import type { Tx } from './tables.ts';

/** Every version of the configuration in the order it came into force; going back to an old one is a change too. */
export function openConfigurations(store: Store): ConfigurationRecords {
  return {
    history: () => store.read(history),
    async seen(sha256, text, actor, at) {
      // Asked at every start; a version that is known waits for no writer.
      if ((await store.read(newest)) === sha256) return false;
      return store.write(async (tx, log) => {
        const before = await newest(tx);
        if (before === sha256) return false;
        await tx.db
          .insertInto('configurations')
          .values({
            production_id: tx.production,
            event_seq: log.nextSeq(),
            sha256,
            text: foreignText(text, Number.POSITIVE_INFINITY),
            at,
          })
          .execute();
        await log.append('configuration-changed', { configuration: sha256, before }, actor, at);
        return true;
      });
    },
  };
}

/** A version counts only as its event recorded it, and only if none between it and its predecessor was taken out. */
async function history(tx: Tx): Promise<readonly ConfigurationVersion[]> {
  const rows = await tx.db
    .selectFrom('configurations')
    .select(['event_seq', 'sha256', 'text', 'at'])
    .where('production_id', '=', tx.production)
    .orderBy('event_seq')
    .execute();
  const events = await sealedEvents(
    tx,
    rows.map((row) => row.event_seq),
  );
  let before: string | undefined;
  return rows.map(({ event_seq, sha256, text, at }) => {
    const event = events.get(event_seq);
    const digest = createHash('sha256').update(text).digest('hex');
    const follows = (event?.get('before') ?? undefined) === before;
    if (event?.get('configuration') !== sha256 || digest !== sha256 || !follows) throw altered();
    before = sha256;
    return { sha256: sha256 as Sha256, text, at: at as Instant, eventSeq: event_seq };
  });
}

function altered(): ProvgateError {
  return new ProvgateError(
    'record-altered',
    'The record of what provgate.json said was changed outside provgate.',
    'Run "provgate audit verify", then bring the record back: provgate registry restore',
  );
}

async function newest(tx: Tx): Promise<Sha256 | undefined> {
  const row = await tx.db
    .selectFrom('configurations')
    .select('sha256')
    .where('production_id', '=', tx.production)
    .orderBy('event_seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.sha256;
}
