import type { AssetId, Location } from '../domain/asset.ts';
import type { RelPath } from '../domain/path.ts';
import type { LocatedAsset, LocationRecords } from '../domain/registry.ts';
import { pathBytes } from '../files/paths.ts';
import { located } from './assets-by-ids.ts';
import { chunks, LIST_VALUES } from './chunks.ts';
import { closePlaces } from './close-places.ts';
import { liveLocations, placesLike } from './live-locations.ts';
import { LOCATION_COLUMNS, livePlace, refreshLocation, toLocation } from './location-rows.ts';
import type { BeginRecording } from './recording.ts';
import type { Store } from './store.ts';
import type { Tx } from './tables.ts';

/** Places ended in one transaction. */
const CLOSED_AT_ONCE = 500;

/** Where assets are and were. */
export function openLocations(store: Store, begin: BeginRecording): LocationRecords {
  return {
    live: (under, options) => liveLocations(store, under, options),
    at: (paths) => store.read((tx) => placesOf(tx, paths)),
    of: (id) => store.read((tx) => historyOf(tx, id)),
    likeSnapshot: (snapshot) => store.read((tx) => placesLike(tx, snapshot)),
    async close(paths, at) {
      let closed = 0;
      for (const some of chunks(paths, CLOSED_AT_ONCE)) {
        closed += await store.write((tx, log) => closePlaces(begin(tx, log), some, at));
      }
      return closed;
    },
    refresh: (path, snapshot, hashedAtUs) =>
      store.write(async (tx) => {
        const live = await livePlace(tx, path);
        if (live === undefined) return;
        await refreshLocation(tx, live.event_seq, snapshot, hashedAtUs, live.sidecar_stamp);
      }),
  };
}

async function placesOf(tx: Tx, paths: readonly RelPath[]): Promise<ReadonlyMap<RelPath, LocatedAsset>> {
  const found = new Map<RelPath, LocatedAsset>();
  for (const some of chunks(paths, LIST_VALUES)) {
    const rows = await tx.db
      .selectFrom('locations')
      .select(LOCATION_COLUMNS)
      .where('production_id', '=', tx.production)
      .where('path', 'in', some.map(pathBytes))
      .where('closed_seq', '=', 0)
      .execute();
    for (const place of await located(tx, rows)) found.set(place.location.path, place);
  }
  return found;
}

async function historyOf(tx: Tx, id: AssetId): Promise<readonly Location[]> {
  const rows = await tx.db
    .selectFrom('locations')
    .select(LOCATION_COLUMNS)
    .where('production_id', '=', tx.production)
    .where('asset_id', '=', id)
    .orderBy('event_seq')
    .execute();
  return rows.map(toLocation);
}
