import type { RelPath } from '../domain/path.ts';
import type { AssetFilter, LocatedAsset } from '../domain/registry.ts';
import { pathBytes } from '../files/paths.ts';
import { flag } from './asset-rows.ts';
import { located } from './assets-by-ids.ts';
import { LOCATION_COLUMNS } from './location-rows.ts';
import type { Tx } from './tables.ts';
import { rangeUnder } from './under.ts';

/**
 * Live places with their assets, in byte order of paths. A place without asset counts as `unreadable` and passes no other
 * filter but that of its path.
 */
export async function listAssets(
  tx: Tx,
  filter: AssetFilter,
  page: { readonly after?: RelPath; readonly limit: number },
): Promise<readonly LocatedAsset[]> {
  const { origin, temporary, suspected, conflict, state, tool, generationId } = filter;
  let query = tx.db
    .selectFrom('locations')
    .leftJoin('assets', (join) =>
      join
        .onRef('assets.production_id', '=', 'locations.production_id')
        .onRef('assets.id', '=', 'locations.asset_id'),
    )
    .select(LOCATION_COLUMNS)
    .where('locations.production_id', '=', tx.production)
    .where('locations.closed_seq', '=', 0);
  const range = rangeUnder(filter.under);
  if (range !== undefined) {
    query = query
      .where('path', '>=', range.self)
      .where('path', '<', range.end)
      .where((where) => where.or([where('path', '=', range.self), where('path', '>=', range.first)]));
  }
  if (page.after !== undefined) query = query.where('path', '>', pathBytes(page.after));
  if (origin !== undefined) query = query.where('assets.origin', '=', origin);
  if (temporary !== undefined) query = query.where('assets.temporary', '=', flag(temporary));
  if (suspected !== undefined) query = query.where('assets.suspected', '=', flag(suspected));
  if (conflict !== undefined) query = query.where('assets.conflict', '=', flag(conflict));
  if (tool !== undefined) query = query.where('assets.tool', '=', tool);
  if (generationId !== undefined) {
    query = query.where('locations.asset_id', 'in', (from) =>
      from
        .selectFrom('lineage_ids')
        .select('lineage_ids.asset_id')
        .where('lineage_ids.production_id', '=', tx.production)
        .where('lineage_ids.id', '=', generationId),
    );
  }
  if (state === 'unreadable') {
    query = query.where((where) =>
      where.or([where('assets.state', '=', state), where('locations.asset_id', 'is', null)]),
    );
  } else if (state !== undefined) query = query.where('assets.state', '=', state);
  return located(tx, await query.orderBy('path').limit(page.limit).execute());
}
