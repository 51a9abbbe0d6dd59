import type { LeaseRecords } from '../domain/registry.ts';
import type { Store } from './store.ts';
import type { Tx } from './tables.ts';

/** One watcher a production: whoever holds the lease, until it runs out. Taking it again renews it. */
export function openLease(store: Store): LeaseRecords {
  return {
    take: (holder, nowUs, ttlMs) =>
      store.write(async (tx) => {
        const other = await holderOf(tx, nowUs);
        if (other !== undefined && other !== holder) return false;
        const lease = { holder, until_us: nowUs + ttlMs * 1000 };
        await tx.db
          .insertInto('leases')
          .values({ production_id: tx.production, ...lease })
          .onConflict((conflict) => conflict.column('production_id').doUpdateSet(lease))
          .execute();
        return true;
      }),
    release: (holder) =>
      store.write(async (tx) => {
        await tx.db
          .deleteFrom('leases')
          .where('production_id', '=', tx.production)
          .where('holder', '=', holder)
          .execute();
      }),
    holder: (nowUs) => store.read((tx) => holderOf(tx, nowUs)),
  };
}

async function holderOf(tx: Tx, nowUs: number): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('leases')
    .select('holder')
    .where('production_id', '=', tx.production)
    .where('until_us', '>', nowUs)
    .executeTakeFirst();
  return row?.holder;
}
