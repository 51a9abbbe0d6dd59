import type { AssetId } from '../domain/asset.ts';
import { declarationsHold } from './altered-declarations.ts';
import { alteredPlaces } from './altered-places.ts';
import { ASSET_COLUMNS, assetDigest } from './asset-rows.ts';
import { chunks, LIST_VALUES } from './chunks.ts';
import { LOCATION_COLUMNS } from './location-rows.ts';
import { unsoundMembers } from './members.ts';
import { sealedEvents } from './sealed-events.ts';
import type { Store } from './store.ts';
import type { Tx } from './tables.ts';

/**
 * Those of `ids` of which anything a verdict relies on (the row, its live places, statements about it) differs from its digest
 * in the event that made it, or is older than the newest event that made it.
 */
export async function alteredAssets(store: Store, ids: readonly AssetId[]): Promise<readonly AssetId[]> {
  const altered: AssetId[] = [];
  const declarations = new Map<string, boolean>();
  for (const some of chunks([...new Set(ids)], LIST_VALUES)) {
    altered.push(...(await store.read((tx) => alteredOf(tx, some, declarations))));
  }
  return altered;
}

/** The same for at most 500 ids; `declarations` remembers which statements hold. */
export async function alteredOf(
  tx: Tx,
  ids: readonly AssetId[],
  declarations: Map<string, boolean>,
): Promise<readonly AssetId[]> {
  const bad = new Set(ids);
  for (const id of await soundRows(tx, ids)) bad.delete(id);
  const live = await tx.db
    .selectFrom('locations')
    .select(LOCATION_COLUMNS)
    .where('production_id', '=', tx.production)
    .where('asset_id', 'in', ids)
    .where('closed_seq', '=', 0)
    .execute();
  for (const place of await alteredPlaces(tx, live)) if (place.asset_id !== null) bad.add(place.asset_id);
  for (const id of await unsoundlyDeclared(tx, ids, declarations)) bad.add(id);
  return ids.filter((id) => bad.has(id));
}

/** Assets whose row is the one its newest event made. */
async function soundRows(tx: Tx, ids: readonly AssetId[]): Promise<readonly AssetId[]> {
  const rows = await tx.db
    .selectFrom('assets')
    .select(ASSET_COLUMNS)
    .where('production_id', '=', tx.production)
    .where('id', 'in', ids)
    .execute();
  const newest = await tx.db
    .selectFrom('events')
    .select((on) => ['asset_row_of', on.fn.max('seq').as('seq')])
    .where('production_id', '=', tx.production)
    .where('asset_row_of', 'in', ids)
    .groupBy('asset_row_of')
    .execute();
  const newestSeq = new Map(newest.map((row) => [row.asset_row_of, row.seq]));
  const events = await sealedEvents(
    tx,
    rows.map((row) => row.event_seq),
  );
  const unsound = new Set(await unsoundMembers(tx, rows));
  return rows.flatMap((row) => {
    const event = events.get(row.event_seq);
    const isSound =
      event?.get('asset') === row.id &&
      event.get('assetRow') === assetDigest(row) &&
      newestSeq.get(row.id) === row.event_seq &&
      !unsound.has(row.id);
    return isSound ? [row.id] : [];
  });
}

async function unsoundlyDeclared(
  tx: Tx,
  ids: readonly AssetId[],
  declarations: Map<string, boolean>,
): Promise<readonly AssetId[]> {
  const said = await tx.db
    .selectFrom('declaration_assets')
    .select(['asset_id', 'record_id'])
    .where('production_id', '=', tx.production)
    .where('asset_id', 'in', ids)
    .execute();
  await declarationsHold(
    tx,
    said.map((row) => row.record_id),
    declarations,
  );
  return said.flatMap((row) => (declarations.get(row.record_id) === true ? [] : [row.asset_id]));
}
