import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Origin } from '../domain/origin.ts';
import type { AssetCounts } from '../domain/registry.ts';
import type { Tables, Tx } from './tables.ts';

/** What is there now: assets with at least one live place, and the live places. Bytes are those of the places. */
export async function assetCounts(tx: Tx): Promise<AssetCounts> {
  const places = await tx.db
    .selectFrom('locations')
    .select((on) => [
      on.fn.countAll<number>().as('locations'),
      on.fn.coalesce(on.fn.sum<number>('size_bytes'), on.lit(0)).as('bytes'),
      on.fn.countAll<number>().filterWhere('asset_id', 'is', null).as('unreadable'),
    ])
    .where('production_id', '=', tx.production)
    .where('closed_seq', '=', 0)
    .executeTakeFirstOrThrow();
  const groups = await tx.db
    .selectFrom('assets')
    .select(['origin', 'temporary', 'suspected', 'conflict', 'state'])
    .select((on) => on.fn.countAll<number>().as('count'))
    .where('production_id', '=', tx.production)
    .where(hasLivePlace)
    .groupBy(['origin', 'temporary', 'suspected', 'conflict', 'state'])
    .execute();
  const total = (matches: (group: (typeof groups)[number]) => boolean) =>
    groups.filter(matches).reduce((sum, group) => sum + group.count, 0);
  const ofOrigin = (origin: Origin) => total((group) => group.origin === origin);
  return {
    assets: total(() => true),
    locations: places.locations,
    bytes: places.bytes,
    byOrigin: {
      camera: ofOrigin('camera'),
      human: ofOrigin('human'),
      genai: ofOrigin('genai'),
      unknown: ofOrigin('unknown'),
    },
    temporary: total((group) => group.temporary === 1),
    suspected: total((group) => group.suspected === 1),
    conflict: total((group) => group.conflict === 1),
    unreadable: places.unreadable + total((group) => group.state === 'unreadable'),
    incomplete: total((group) => group.state === 'incomplete'),
  };
}

/** Assets with a live place that contradict themselves by evidence kept against a newer reading. */
export async function noLongerFound(tx: Tx): Promise<number> {
  const { count } = await tx.db
    .selectFrom('assets')
    .select((on) => on.fn.countAll<number>().as('count'))
    .where('production_id', '=', tx.production)
    .where('conflict', '=', 1)
    .where(hasLivePlace)
    .where((where) =>
      where.exists(
        where
          .selectFrom('evidence')
          .select('evidence.n')
          .whereRef('evidence.production_id', '=', 'assets.production_id')
          .whereRef('evidence.asset_id', '=', 'assets.id')
          .where('evidence.standing', '=', 2),
      ),
    )
    .executeTakeFirstOrThrow();
  return count;
}

function hasLivePlace(where: ExpressionBuilder<Tables, 'assets'>): Expression<SqlBool> {
  return where.exists(
    where
      .selectFrom('locations')
      .select('locations.event_seq')
      .whereRef('locations.production_id', '=', 'assets.production_id')
      .whereRef('locations.asset_id', '=', 'assets.id')
      .where('locations.closed_seq', '=', 0),
  );
}
