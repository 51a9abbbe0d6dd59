import type { AssetId } from '../domain/asset.ts';
import type { Examination } from '../domain/examination.ts';
import type { Observation } from '../domain/observation.ts';
import { type AssetRow, assetRowByDigest, assetRowById, toAssetId } from './asset-rows.ts';
import { type LocationRow, livePlace } from './location-rows.ts';
import type { Recording } from './recording.ts';

/** The asset an observation found at its path. */
export interface Arrival {
  readonly kind: 'asset';
  readonly id: AssetId;
  /** Absent where these bytes are met for the first time; then there is an examination. */
  readonly stored: AssetRow | undefined;
  readonly examination: Examination | undefined;
  /** The place it left by a rename. */
  readonly left: LocationRow | undefined;
  /** Microseconds since the epoch; 0 where the bytes were not hashed. */
  readonly hashedAtUs: number;
}

/** No asset can be named: its bytes were not obtained. */
export interface Blind {
  readonly kind: 'unreadable';
  readonly reason: string;
}

const RENAMED_AWAY = 'its earlier place changed while the rename was recorded';

/** Finds which asset an observation speaks of. */
export async function arrivalOf({ tx, ids }: Recording, seen: Observation): Promise<Arrival | Blind> {
  switch (seen.kind) {
    case 'unreadable':
      return { kind: 'unreadable', reason: seen.reason };
    case 'examined': {
      const { examination } = seen;
      const stored = await assetRowByDigest(tx, examination.sha256);
      const id = stored?.id ?? toAssetId(ids.next());
      return { kind: 'asset', id, stored, examination, left: undefined, hashedAtUs: hashedAtUs(seen) };
    }
    case 'hashed': {
      const stored = await assetRowByDigest(tx, seen.sha256);
      if (stored === undefined) throw new Error(`no asset has the digest ${seen.sha256}`);
      return {
        kind: 'asset',
        id: stored.id,
        stored,
        examination: undefined,
        left: undefined,
        hashedAtUs: hashedAtUs(seen),
      };
    }
    case 'moved': {
      const stored = await assetRowById(tx, seen.assetId);
      const live = await livePlace(tx, seen.from);
      // Whatever is at the old place now, the digest it had cannot be carried over any more.
      if (stored === undefined || live?.asset_id !== stored.id || seen.from === seen.path) {
        return { kind: 'unreadable', reason: RENAMED_AWAY };
      }
      return { kind: 'asset', id: stored.id, stored, examination: undefined, left: live, hashedAtUs: 0 };
    }
  }
}

/** The moment of the observation: never later than the end of the hashing it reports. */
function hashedAtUs(seen: Observation): number {
  return Date.parse(seen.observedAt) * 1000;
}
