import type { Coverage, CoverageRecords } from '../domain/registry.ts';
import type { Store } from './store.ts';
import type { Tx } from './tables.ts';

/** What is said before anybody looked: nothing is known to be watched, and the mount is not trusted as local. */
const UNKNOWN: Coverage = {
  firstCompleteSweepAt: undefined,
  lastCompleteSweepAt: undefined,
  mount: 'unknown',
  local: false,
  events: 'off',
  unavailable: undefined,
  skipped: [],
  readersAt: undefined,
  rereading: undefined,
};

/** How completely the production is watched. */
export function openCoverage(store: Store): CoverageRecords {
  return {
    get: () => store.read(coverageOf),
    set: (coverage) =>
      store.write(async (tx) => {
        const facts = JSON.stringify({ ...(await coverageOf(tx)), ...coverage });
        await tx.db
          .insertInto('coverage')
          .values({ production_id: tx.production, facts })
          .onConflict((conflict) => conflict.column('production_id').doUpdateSet({ facts }))
          .execute();
      }),
  };
}

async function coverageOf(tx: Tx): Promise<Coverage> {
  const row = await tx.db
    .selectFrom('coverage')
    .select('facts')
    .where('production_id', '=', tx.production)
    .executeTakeFirst();
  if (row === undefined) return UNKNOWN;
  const known: Partial<Coverage> = JSON.parse(row.facts);
  return { ...UNKNOWN, ...known };
}
