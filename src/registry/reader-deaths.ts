import type { Sha256 } from '../domain/asset.ts';
import type { ReaderDeathRecords } from '../domain/registry.ts';
import type { Store } from './store.ts';
import type { Tx } from './tables.ts';

/** How often a content killed the readers of one engine version. */
export function openReaderDeaths(store: Store): ReaderDeathRecords {
  return {
    any: (engineVersion) => store.read((tx) => anyDeath(tx, engineVersion)),
    count: (sha256, engineVersion) => store.read((tx) => deathsOf(tx, sha256, engineVersion)),
    add: (sha256, engineVersion) =>
      store.write(async (tx) => {
        const deaths = (await deathsOf(tx, sha256, engineVersion)) + 1;
        await tx.db
          .insertInto('reader_deaths')
          .values({ production_id: tx.production, sha256, engine_version: engineVersion, deaths })
          .onConflict((conflict) =>
            conflict.columns(['production_id', 'sha256', 'engine_version']).doUpdateSet({ deaths }),
          )
          .execute();
        return deaths;
      }),
  };
}

async function anyDeath(tx: Tx, engineVersion: number): Promise<boolean> {
  const row = await tx.db
    .selectFrom('reader_deaths')
    .select('deaths')
    .where('production_id', '=', tx.production)
    .where('engine_version', '=', engineVersion)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function deathsOf(tx: Tx, sha256: Sha256, engineVersion: number): Promise<number> {
  const row = await tx.db
    .selectFrom('reader_deaths')
    .select('deaths')
    .where('production_id', '=', tx.production)
    .where('sha256', '=', sha256)
    .where('engine_version', '=', engineVersion)
    .executeTakeFirst();
  return row?.deaths ?? 0;
}
