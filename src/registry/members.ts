import type { Asset, AssetId } from '../domain/asset.ts';
import type { HeldMember, MemberRecords } from '../domain/registry.ts';
import { assetsByIds } from './assets-by-ids.ts';
import { chunks, LIST_VALUES } from './chunks.ts';
import { listDigest, MEMBER_COLUMNS, type MemberRow, toMember } from './member-rows.ts';
import type { Store } from './store.ts';
import type { Tx } from './tables.ts';

/** The files inside assets, each looked up by its digest among the assets known now. */
export function openMembers(store: Store): MemberRecords {
  return {
    async of(ids) {
      const found = new Map<AssetId, readonly HeldMember[]>();
      for (const some of chunks([...new Set(ids)], LIST_VALUES)) {
        for (const [id, held] of await store.read((tx) => heldBy(tx, some))) found.set(id, held);
      }
      return found;
    },
    async holders(ids) {
      const found = new Set<AssetId>();
      for (const some of chunks([...new Set(ids)], LIST_VALUES)) {
        for (const id of await store.read((tx) => holdersOf(tx, some))) found.add(id);
      }
      return [...found].sort();
    },
  };
}

async function holdersOf(tx: Tx, ids: readonly AssetId[]): Promise<readonly AssetId[]> {
  const rows = await tx.db
    .selectFrom('assets')
    .innerJoin('members', (join) =>
      join
        .onRef('members.production_id', '=', 'assets.production_id')
        .onRef('members.sha256', '=', 'assets.sha256'),
    )
    .select('members.asset_id')
    .distinct()
    .where('assets.production_id', '=', tx.production)
    .where('assets.id', 'in', ids)
    .execute();
  return rows.map((row) => row.asset_id);
}

async function heldBy(tx: Tx, ids: readonly AssetId[]): Promise<ReadonlyMap<AssetId, readonly HeldMember[]>> {
  const rows = await tx.db
    .selectFrom('members')
    .leftJoin('assets', (join) =>
      join
        .onRef('assets.production_id', '=', 'members.production_id')
        .onRef('assets.sha256', '=', 'members.sha256'),
    )
    .select(MEMBER_COLUMNS)
    .select(['members.asset_id as holder', 'assets.id as known'])
    .where('members.production_id', '=', tx.production)
    .where('members.asset_id', 'in', ids)
    .orderBy('members.asset_id')
    .orderBy('members.n')
    .execute();
  const known = rows.flatMap((row) => row.known ?? []);
  const assets = await assetsByIds(tx, [...new Set(known)]);
  const found = new Map<AssetId, HeldMember[]>();
  for (const row of rows) {
    const asset: Asset | undefined = row.known === null ? undefined : assets.get(row.known);
    const held = { member: toMember(row), asset };
    const list = found.get(row.holder);
    if (list === undefined) found.set(row.holder, [held]);
    else list.push(held);
  }
  return found;
}

/** Assets whose list of members is not the one their row was made with. */
export async function unsoundMembers(
  tx: Tx,
  rows: readonly { readonly id: AssetId; readonly members_sha256: string | null }[],
): Promise<readonly AssetId[]> {
  if (rows.length === 0) return [];
  const stored = await tx.db
    .selectFrom('members')
    .select(MEMBER_COLUMNS)
    .select('members.asset_id as holder')
    .where('production_id', '=', tx.production)
    .where(
      'asset_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('asset_id')
    .orderBy('n')
    .execute();
  const lists = new Map<AssetId, MemberRow[]>();
  for (const row of stored) {
    const list = lists.get(row.holder);
    if (list === undefined) lists.set(row.holder, [row]);
    else list.push(row);
  }
  return rows.flatMap(({ id, members_sha256: digest }) => {
    const list = lists.get(id);
    const isSound = digest === null ? list === undefined : listDigest(list ?? []) === digest;
    return isSound ? [] : [id];
  });
}
