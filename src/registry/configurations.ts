import type { Sha256 } from '../domain/asset.ts';
import type { ConfigurationRecords } from '../domain/registry.ts';
import { foreignText } from './foreign-text.ts';
import type { Store } from './store.ts';
import type { Tx } from './tables.ts';

/** Every version of the configuration in the order it came into force; going back to an old one is a change too. */
export function openConfigurations(store: Store): ConfigurationRecords {
  return {
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
