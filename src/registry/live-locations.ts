import type { Kysely } from 'kysely';
import type { FileSnapshot } from '../domain/asset.ts';
import type { RelPath } from '../domain/path.ts';
import type { LiveLocation } from '../domain/registry.ts';
import { pathFromBytes } from '../files/paths.ts';
import { type LocationRow, type SnapshotColumns, toSnapshot } from './location-rows.ts';
import { type Slots, statement } from './statement.ts';
import type { Store } from './store.ts';
import type { Tables, Tx } from './tables.ts';
import { type Range, rangeUnder } from './under.ts';

/** Places read at once: few enough to let other work go on between, many enough to make the query cheap. */
const CHUNK = 5_000;

type LiveRow = SnapshotColumns &
  Pick<LocationRow, 'path' | 'asset_id' | 'hashed_at_us' | 'sidecar_stamp'> & {
    readonly engine_version?: number | null;
  };

const PLACE = [
  'locations.path',
  'locations.asset_id',
  'locations.size_bytes',
  'locations.mtime_us',
  'locations.ctime_us',
  'locations.birth_us',
  'locations.inode',
  'locations.device',
  'locations.links',
  'locations.hashed_at_us',
  'locations.sidecar_stamp',
] as const;

interface From {
  readonly production: number;
  readonly from: Uint8Array;
}

const everywhere = statement((db, slot: Slots<From>) =>
  placesWithEngine(db)
    .where('locations.production_id', '=', slot('production'))
    .where('path', '>=', slot('from'))
    .orderBy('path')
    .limit(CHUNK),
);

/** As `everywhere`, without looking up a million assets for the version that all of them share. */
const everywhereAlike = statement((db, slot: Slots<From>) =>
  livePlaces(db)
    .where('locations.production_id', '=', slot('production'))
    .where('path', '>=', slot('from'))
    .orderBy('path')
    .limit(CHUNK),
);

const oldestEngine = statement((db, slot: Slots<{ production: number }>) =>
  engines(db).where('production_id', '=', slot('production')).orderBy('engine_version').limit(1),
);

const newestEngine = statement((db, slot: Slots<{ production: number }>) =>
  engines(db).where('production_id', '=', slot('production')).orderBy('engine_version', 'desc').limit(1),
);

const within = statement((db, slot: Slots<From & Range>) =>
  placesWithEngine(db)
    .where('locations.production_id', '=', slot('production'))
    .where('path', '>=', slot('from'))
    .where('path', '<', slot('end'))
    .where((where) => where.or([where('path', '=', slot('self')), where('path', '>=', slot('first'))]))
    .orderBy('path')
    .limit(CHUNK),
);

type Same = Pick<SnapshotColumns, 'inode' | 'size_bytes' | 'mtime_us' | 'birth_us'>;

const alike = statement((db, slot: Slots<Same & { production: number }>) =>
  placesWithEngine(db)
    .where('locations.production_id', '=', slot('production'))
    .where('inode', '=', slot('inode'))
    .where('locations.size_bytes', '=', slot('size_bytes'))
    .where('mtime_us', '=', slot('mtime_us'))
    .where('birth_us', '=', slot('birth_us'))
    .orderBy('path'),
);

function engines(db: Kysely<Tables>) {
  return db.selectFrom('assets').select('engine_version');
}

function livePlaces(db: Kysely<Tables>) {
  return db.selectFrom('locations').select(PLACE).where('locations.closed_seq', '=', 0);
}

function placesWithEngine(db: Kysely<Tables>) {
  return db
    .selectFrom('locations')
    .leftJoin('assets', (join) =>
      join
        .onRef('assets.production_id', '=', 'locations.production_id')
        .onRef('assets.id', '=', 'locations.asset_id'),
    )
    .select(PLACE)
    .select('assets.engine_version')
    .where('locations.closed_seq', '=', 0);
}

/**
 * All live places at or below a path in byte order, 5,000 at a time. Each chunk is a look of its own, so that a walk of a million
 * places holds up nobody.
 */
export async function* liveLocations(store: Store, under: RelPath): AsyncGenerator<readonly LiveLocation[]> {
  const range = rangeUnder(under);
  const shared = range === undefined ? await store.read(sharedEngine) : undefined;
  let from: Uint8Array = range?.self ?? new Uint8Array();
  for (;;) {
    const rows = await store.read((tx) => chunkFrom(tx, from, range, shared));
    if (rows.length > 0) yield rows.map((row) => toLive(row, shared));
    const last = rows.at(-1);
    if (last === undefined || rows.length < CHUNK) return;
    from = justAfter(last.path);
  }
}

/** The engine version all assets were read with; undefined where they differ. What is read meanwhile is read by a newer one. */
async function sharedEngine(tx: Tx): Promise<number | undefined> {
  const [oldest] = await oldestEngine(tx, { production: tx.production });
  const [newest] = await newestEngine(tx, { production: tx.production });
  return oldest?.engine_version === newest?.engine_version ? oldest?.engine_version : undefined;
}

/** Live places of a file with this inode, size, mtime and birth time. */
export async function placesLike(tx: Tx, snapshot: FileSnapshot): Promise<readonly LiveLocation[]> {
  const rows = await alike(tx, {
    production: tx.production,
    inode: snapshot.inode,
    size_bytes: snapshot.sizeBytes,
    mtime_us: snapshot.mtimeUs,
    birth_us: snapshot.birthUs,
  });
  return rows.map((row) => toLive(row));
}

function chunkFrom(
  tx: Tx,
  from: Uint8Array,
  range: Range | undefined,
  shared: number | undefined,
): Promise<readonly LiveRow[]> {
  const start = { production: tx.production, from };
  if (range !== undefined) return within(tx, { ...start, ...range });
  return shared === undefined ? everywhere(tx, start) : everywhereAlike(tx, start);
}

/** The first bytes that sort after a path: itself and a zero, which no name holds. */
function justAfter(path: Uint8Array): Uint8Array {
  return Buffer.concat([path, Buffer.of(0)]);
}

function toLive(row: LiveRow, sharedEngine?: number): LiveLocation {
  return {
    path: pathFromBytes(row.path),
    assetId: row.asset_id ?? undefined,
    snapshot: toSnapshot(row),
    hashedAtUs: row.hashed_at_us,
    sidecarStamp: row.sidecar_stamp ?? undefined,
    engineVersion: row.asset_id === null ? undefined : (sharedEngine ?? row.engine_version ?? undefined),
  };
}
