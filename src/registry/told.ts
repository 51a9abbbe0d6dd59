import type { ToldRecords } from '../domain/registry.ts';
import type { Store } from './store.ts';

/** What a command outside was told already, so that nothing is told never and little is told twice. */
export function openTold(store: Store): ToldRecords {
  return {
    at: (subject) =>
      store.read(async (tx) => {
        const row = await tx.db
          .selectFrom('told')
          .select('seq')
          .where('production_id', '=', tx.production)
          .where('subject', '=', subject)
          .executeTakeFirst();
        return row?.seq;
      }),
    set: (entries) =>
      store.write(async (tx) => {
        for (const { subject, seq } of entries)
          await tx.db
            .insertInto('told')
            .values({ production_id: tx.production, subject, seq })
            .onConflict((conflict) => conflict.columns(['production_id', 'subject']).doUpdateSet({ seq }))
            .execute();
      }),
  };
}
