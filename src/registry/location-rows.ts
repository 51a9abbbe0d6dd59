import { type Selectable, sql } from 'kysely';
import type { AssetId, FileSnapshot, Instant, Location, Sha256 } from '../domain/asset.ts';
import type { RelPath } from '../domain/path.ts';
import { pathBytes, pathFromBytes } from '../files/paths.ts';
import { digestOf, pathDigest } from './digest.ts';
import { type Slots, statement } from './statement.ts';
import type { LocationsTable, Tx } from './tables.ts';

/** A place as stored. */
export type LocationRow = Omit<Selectable<LocationsTable>, 'production_id'>;

/** The columns that hold a snapshot. */
export type SnapshotColumns = Pick<
  LocationRow,
  'size_bytes' | 'mtime_us' | 'ctime_us' | 'birth_us' | 'inode' | 'device' | 'links'
>;

/** Columns of a place, for queries that read it beside something else. */
export const LOCATION_COLUMNS = [
  'locations.event_seq',
  'locations.path',
  'locations.asset_id',
  'locations.opened_at',
  'locations.closed_at',
  'locations.closed_seq',
  'locations.size_bytes',
  'locations.mtime_us',
  'locations.ctime_us',
  'locations.birth_us',
  'locations.inode',
  'locations.device',
  'locations.links',
  'locations.hashed_at_us',
  'locations.unreadable',
  'locations.replaced',
  'locations.sidecar_stamp',
] as const;

interface AtPath {
  readonly production: number;
  readonly path: Uint8Array;
}

const liveAt = statement((db, slot: Slots<AtPath>) =>
  db
    .selectFrom('locations')
    .select(LOCATION_COLUMNS)
    .where('production_id', '=', slot('production'))
    .where('path', '=', slot('path'))
    .where('closed_seq', '=', 0),
);

// Asked for every new path, most of which have no history. SQLite plans a statement that sorts anew at every run.
const anyEnded = statement((db, slot: Slots<AtPath>) =>
  db
    .selectFrom('locations')
    .select('event_seq')
    .where('production_id', '=', slot('production'))
    .where('path', '=', slot('path'))
    .where('closed_seq', '>', sql.lit(0))
    // A limit given as a parameter makes SQLite plan the statement again at every run.
    .limit(sql.lit(1)),
);

const lastAt = statement((db, slot: Slots<AtPath>) =>
  db
    .selectFrom('locations')
    .select(LOCATION_COLUMNS)
    .where('production_id', '=', slot('production'))
    .where('path', '=', slot('path'))
    .where('closed_seq', '>', 0)
    .orderBy('closed_seq', 'desc')
    .limit(1),
);

type Stored = LocationRow & { readonly production_id: number };

const insert = statement((db, slot: Slots<Stored>) =>
  db.insertInto('locations').values({
    production_id: slot('production_id'),
    event_seq: slot('event_seq'),
    path: slot('path'),
    asset_id: slot('asset_id'),
    opened_at: slot('opened_at'),
    closed_at: slot('closed_at'),
    closed_seq: slot('closed_seq'),
    size_bytes: slot('size_bytes'),
    mtime_us: slot('mtime_us'),
    ctime_us: slot('ctime_us'),
    birth_us: slot('birth_us'),
    inode: slot('inode'),
    device: slot('device'),
    links: slot('links'),
    hashed_at_us: slot('hashed_at_us'),
    unreadable: slot('unreadable'),
    replaced: slot('replaced'),
    sidecar_stamp: slot('sidecar_stamp'),
  }),
);

const close = statement((db, slot: Slots<{ production: number; place: number; at: Instant; seq: number }>) =>
  db
    .updateTable('locations')
    .set({ closed_at: slot('at'), closed_seq: slot('seq') })
    .where('production_id', '=', slot('production'))
    .where('event_seq', '=', slot('place')),
);

type Refreshed = SnapshotColumns & {
  readonly production: number;
  readonly place: number;
  readonly hashed_at_us: number;
  readonly sidecar_stamp: string | null;
};

const refresh = statement((db, slot: Slots<Refreshed>) =>
  db
    .updateTable('locations')
    .set({
      size_bytes: slot('size_bytes'),
      mtime_us: slot('mtime_us'),
      ctime_us: slot('ctime_us'),
      birth_us: slot('birth_us'),
      inode: slot('inode'),
      device: slot('device'),
      links: slot('links'),
      hashed_at_us: slot('hashed_at_us'),
      sidecar_stamp: slot('sidecar_stamp'),
    })
    .where('production_id', '=', slot('production'))
    .where('event_seq', '=', slot('place')),
);

const livePathsOf = statement((db, slot: Slots<{ production: number; asset: AssetId }>) =>
  db
    .selectFrom('locations')
    .select('path')
    .where('production_id', '=', slot('production'))
    .where('asset_id', '=', slot('asset'))
    .where('closed_seq', '=', 0),
);

/** The live place at a path. */
export async function livePlace(tx: Tx, path: RelPath): Promise<LocationRow | undefined> {
  return (await liveAt(tx, { production: tx.production, path: pathBytes(path) }))[0];
}

/** The place that ended last at a path. */
export async function lastPlace(tx: Tx, path: RelPath): Promise<LocationRow | undefined> {
  const at = { production: tx.production, path: pathBytes(path) };
  return (await anyEnded(tx, at)).length === 0 ? undefined : (await lastAt(tx, at))[0];
}

/** Stores a place; its row is named by the event that opens it. */
export async function insertLocation(tx: Tx, row: LocationRow): Promise<void> {
  await insert(tx, { ...row, production_id: tx.production });
}

/** Ends a place by the event `seq`. */
export async function closeLocation(tx: Tx, place: number, at: Instant, seq: number): Promise<void> {
  await close(tx, { production: tx.production, place, at, seq });
}

/** Stores a newer look at an unchanged file. */
export async function refreshLocation(
  tx: Tx,
  place: number,
  snapshot: FileSnapshot,
  hashedAtUs: number,
  placeStamp: string | null,
): Promise<void> {
  await refresh(tx, {
    production: tx.production,
    place,
    ...snapshotColumns(snapshot),
    hashed_at_us: hashedAtUs,
    sidecar_stamp: placeStamp,
  });
}

/** Every path where an asset is now. */
export async function livePaths(tx: Tx, asset: AssetId): Promise<readonly RelPath[]> {
  const rows = await livePathsOf(tx, { production: tx.production, asset });
  return rows.map(({ path }) => pathFromBytes(path));
}

/** The place a row stands for. */
export function toLocation(row: LocationRow): Location {
  return {
    path: pathFromBytes(row.path),
    assetId: row.asset_id ?? undefined,
    from: row.opened_at,
    to: row.closed_at ?? undefined,
    snapshot: toSnapshot(row),
    hashedAtUs: row.hashed_at_us,
    unreadable: row.unreadable ?? undefined,
    replaced: row.replaced ?? undefined,
    ...(row.sidecar_stamp !== null && { placeStamp: row.sidecar_stamp }),
  };
}

/** The snapshot in a row. */
export function toSnapshot(row: SnapshotColumns): FileSnapshot {
  return {
    sizeBytes: row.size_bytes,
    mtimeUs: row.mtime_us,
    ctimeUs: row.ctime_us,
    birthUs: row.birth_us,
    inode: row.inode,
    device: row.device,
    links: row.links,
  };
}

/** The columns a snapshot is stored in. */
export function snapshotColumns(snapshot: FileSnapshot): SnapshotColumns {
  return {
    size_bytes: snapshot.sizeBytes,
    mtime_us: snapshot.mtimeUs,
    ctime_us: snapshot.ctimeUs,
    birth_us: snapshot.birthUs,
    inode: snapshot.inode,
    device: snapshot.device,
    links: snapshot.links,
  };
}

/** Digest of which bytes stand where since when; the snapshot may be refreshed and is not part of it. */
export function locationDigest(
  row: Pick<LocationRow, 'event_seq' | 'path' | 'asset_id' | 'opened_at' | 'unreadable' | 'replaced'>,
): Sha256 {
  return digestOf({
    place: row.event_seq,
    path: pathDigest(pathFromBytes(row.path)),
    asset: row.asset_id,
    from: row.opened_at,
    unreadable: row.unreadable,
    replaced: row.replaced,
  });
}
