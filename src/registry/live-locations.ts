import type { Kysely } from 'kysely';
import type { FileSnapshot } from '../domain/asset.ts';
import type { RelPath } from '../domain/path.ts';
import type { LiveLocation } from '../domain/registry.ts';
import { pathFromBytes } from '../files/paths.ts';
import type { AssetRow } from './asset-rows.ts';
import { type LocationRow, type SnapshotColumns, toSnapshot } from './location-rows.ts';
import { type Slots, statement } from './statement.ts';
import type { Store } from './store.ts';
import type { Tables, Tx } from './tables.ts';
import { type Range, rangeUnder } from './under.ts';

/** Places read at once: few enough to let other work go on between, many enough to make the query cheap. */
const CHUNK = 5_000;

type LiveRow = SnapshotColumns &
  Pick<LocationRow, 'path' | 'asset_id' | 'hashed_at_us' | 'sidecar_stamp'> &
  Partial<ReadingColumns>;

/** Null where a place has no asset. */
type ReadingColumns = {
  readonly [Name in 'engine_version' | 'format' | 'origin' | 'suspected']: AssetRow[Name] | null;
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
  livePlaces(db)
    .where('locations.production_id', '=', slot('production'))
    .where('path', '>=', slot('from'))
    .orderBy('path')
    .limit(CHUNK),
);

/** As `everywhere`, with a look at every asset. */
const everywhereRead = statement((db, slot: Slots<From>) =>
  withReadings(livePlaces(db))
    .where('locations.production_id', '=', slot('production'))
    .where('path', '>=', slot('from'))
    .orderBy('path')
    .limit(CHUNK),
);

const within = statement((db, slot: Slots<From & Range>) =>
  withReadings(livePlaces(db))
    .where('locations.production_id', '=', slot('production'))
    .where('path', '>=', slot('from'))
    .where('path', '<', slot('end'))
    .where((where) => where.or([where('path', '=', slot('self')), where('path', '>=', slot('first'))]))
    .orderBy('path')
    .limit(CHUNK),
);

type Same = Pick<SnapshotColumns, 'inode' | 'size_bytes' | 'mtime_us' | 'birth_us'>;

const alike = statement((db, slot: Slots<Same & { production: number }>) =>
  livePlaces(db)
    .where('locations.production_id', '=', slot('production'))
    .where('inode', '=', slot('inode'))
    .where('locations.size_bytes', '=', slot('size_bytes'))
    .where('mtime_us', '=', slot('mtime_us'))
    .where('birth_us', '=', slot('birth_us'))
    .orderBy('path'),
);

function livePlaces(db: Kysely<Tables>) {
  return db.selectFrom('locations').select(PLACE).where('locations.closed_seq', '=', 0);
}

function withReadings(places: ReturnType<typeof livePlaces>) {
  return places
    .leftJoin('assets', (join) =>
      join
        .onRef('assets.production_id', '=', 'locations.production_id')
        .onRef('assets.id', '=', 'locations.asset_id'),
    )
    .select(['assets.engine_version', 'assets.format', 'assets.origin', 'assets.suspected']);
}

/**
 * All live places at or below a path in byte order, 5,000 at a time. Each chunk is a look of its own, so that a walk of a million
 * places holds up nobody. How each asset was read is told below a folder, and everywhere only if asked for: it is half the work.
 */
export async function* liveLocations(
  store: Store,
  under: RelPath,
  { withReadings: isAsked = false }: { readonly withReadings?: boolean } = {},
): AsyncGenerator<readonly LiveLocation[]> {
  const range = rangeUnder(under);
  let from: Uint8Array = range?.self ?? new Uint8Array();
  for (;;) {
    const rows = await store.read((tx) => chunkFrom(tx, from, range, isAsked));
    if (rows.length > 0) yield rows.map(toLive);
    const last = rows.at(-1);
    if (last === undefined || rows.length < CHUNK) return;
    from = justAfter(last.path);
  }
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
  return rows.map(toLive);
}

function chunkFrom(
  tx: Tx,
  from: Uint8Array,
  range: Range | undefined,
  isAsked: boolean,
): Promise<readonly LiveRow[]> {
  const start = { production: tx.production, from };
  if (range !== undefined) return within(tx, { ...start, ...range });
  return isAsked ? everywhereRead(tx, start) : everywhere(tx, start);
}

/** The first bytes that sort after a path: itself and a zero, which no name holds. */
function justAfter(path: Uint8Array): Uint8Array {
  return Buffer.concat([path, Buffer.of(0)]);
}

function toLive(row: LiveRow): LiveLocation {
  const reading = readingOf(row);
  return {
    path: pathFromBytes(row.path),
    assetId: row.asset_id ?? undefined,
    snapshot: toSnapshot(row),
    hashedAtUs: row.hashed_at_us,
    placeStamp: row.sidecar_stamp ?? undefined,
    ...(reading !== undefined && { reading }),
  };
}

function readingOf({ engine_version, format, origin, suspected }: LiveRow): LiveLocation['reading'] {
  if (engine_version == null || format == null || origin == null) return undefined;
  return { engineVersion: engine_version, format, origin, suspected: suspected === 1 };
}
