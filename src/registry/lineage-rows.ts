import type { AssetId } from '../domain/asset.ts';
import { ID_CHARS, type IdRole, type LineageId, MAX_IDS } from '../domain/lineage.ts';
import type { SharedId } from '../domain/registry.ts';
import { chunks, LIST_VALUES } from './chunks.ts';
import { foreignText } from './foreign-text.ts';
import { type Slots, statement } from './statement.ts';
import type { LineageIdsTable, Tx } from './tables.ts';

const insert = statement((db, slot: Slots<LineageIdsTable>) =>
  db
    .insertInto('lineage_ids')
    .values({
      production_id: slot('production_id'),
      asset_id: slot('asset_id'),
      role: slot('role'),
      id: slot('id'),
    })
    .onConflict((conflict) => conflict.doNothing()),
);

const remove = statement((db, slot: Slots<{ production: number; asset: AssetId }>) =>
  db
    .deleteFrom('lineage_ids')
    .where('production_id', '=', slot('production'))
    .where('asset_id', '=', slot('asset')),
);

/** Stores the ids a reading of an asset's bytes found, in place of those of an earlier one. */
export async function storeIds(
  tx: Tx,
  asset: AssetId,
  ids: readonly LineageId[],
  isFirst: boolean,
): Promise<void> {
  const { production } = tx;
  if (!isFirst) await remove(tx, { production, asset });
  for (const { role, id } of ids.slice(0, MAX_IDS))
    await insert(tx, { production_id: production, asset_id: asset, role, id: foreignText(id, ID_CHARS) });
}

/** An id that a TEMPORARY asset carries as its own. */
export interface KnownId {
  readonly id: string;
  readonly role: IdRole;
  readonly asset: AssetId;
  readonly tool: string | null;
}

/** Roles in which an id names the asset that carries it, and nothing else. */
const OWN: readonly IdRole[] = ['generation', 'document', 'instance', 'manifest'];

/** Which of these ids are the own ids of TEMPORARY assets other than `asset`, in the order of ids. */
export async function temporaryWithIds(
  tx: Tx,
  asset: AssetId,
  ids: readonly string[],
): Promise<readonly KnownId[]> {
  const found: KnownId[] = [];
  for (const some of chunks(ids, LIST_VALUES)) {
    const rows = await tx.db
      .selectFrom('lineage_ids')
      .innerJoin('assets', (join) =>
        join
          .onRef('assets.production_id', '=', 'lineage_ids.production_id')
          .onRef('assets.id', '=', 'lineage_ids.asset_id'),
      )
      .select(['lineage_ids.id', 'lineage_ids.role', 'lineage_ids.asset_id as asset', 'assets.tool'])
      .where('lineage_ids.production_id', '=', tx.production)
      .where('lineage_ids.id', 'in', some)
      .where('lineage_ids.role', 'in', OWN)
      .where('lineage_ids.asset_id', '!=', asset)
      .where('assets.temporary', '=', 1)
      .orderBy('lineage_ids.id')
      .orderBy('lineage_ids.asset_id')
      .limit(LIST_VALUES)
      .execute();
    found.push(...rows);
  }
  return found;
}

/** Most assets named as sharing an id. */
const MAX_SHARING = 100;

/** Generation ids of an asset with the other assets that carry the same. */
export async function sharedIds(tx: Tx, asset: AssetId): Promise<readonly SharedId[]> {
  const rows = await tx.db
    .selectFrom('lineage_ids as mine')
    .innerJoin('lineage_ids as theirs', (join) =>
      join
        .onRef('theirs.production_id', '=', 'mine.production_id')
        .onRef('theirs.id', '=', 'mine.id')
        .onRef('theirs.role', '=', 'mine.role'),
    )
    .select(['mine.id', 'theirs.asset_id'])
    .where('mine.production_id', '=', tx.production)
    .where('mine.asset_id', '=', asset)
    .where('mine.role', '=', 'generation')
    .where('theirs.asset_id', '!=', asset)
    .orderBy('mine.id')
    .orderBy('theirs.asset_id')
    .limit(MAX_SHARING)
    .execute();
  return [...Map.groupBy(rows, (row) => row.id)].map(([id, sharing]) => ({
    id,
    assetIds: sharing.map((row) => row.asset_id),
  }));
}
