import type { Asset, AssetId } from '../domain/asset.ts';
import type { LocatedAsset } from '../domain/registry.ts';
import { ASSET_COLUMNS, toAsset } from './asset-rows.ts';
import { chunks, LIST_VALUES } from './chunks.ts';
import { type LocationRow, toLocation } from './location-rows.ts';
import type { Tx } from './tables.ts';

/** The assets of these ids that exist. */
export async function assetsByIds(tx: Tx, ids: readonly AssetId[]): Promise<ReadonlyMap<AssetId, Asset>> {
  const found = new Map<AssetId, Asset>();
  for (const some of chunks(ids, LIST_VALUES)) {
    const rows = await tx.db
      .selectFrom('assets')
      .leftJoin('people', (join) =>
        join
          .onRef('people.production_id', '=', 'assets.production_id')
          .onRef('people.person_id', '=', 'assets.overruled_by'),
      )
      .select([...ASSET_COLUMNS, 'people.name as overruled_name'])
      .where('assets.production_id', '=', tx.production)
      .where('assets.id', 'in', some)
      .execute();
    for (const row of rows) found.set(row.id, toAsset(row));
  }
  return found;
}

/** Places with the assets that are there, in the order given. */
export async function located(tx: Tx, rows: readonly LocationRow[]): Promise<readonly LocatedAsset[]> {
  const ids = new Set(rows.flatMap((row) => (row.asset_id === null ? [] : [row.asset_id])));
  const assets = await assetsByIds(tx, [...ids]);
  return rows.map((row) => ({
    location: toLocation(row),
    asset: row.asset_id === null ? undefined : assets.get(row.asset_id),
  }));
}
