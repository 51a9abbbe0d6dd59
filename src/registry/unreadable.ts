import type { Observation, Recorded } from '../domain/observation.ts';
import { pathBytes } from '../files/paths.ts';
import { sameSnapshot } from '../files/snapshot.ts';
import { pathDigest } from './digest.ts';
import { foreignText } from './foreign-text.ts';
import {
  closeLocation,
  insertLocation,
  type LocationRow,
  lastPlace,
  locationDigest,
  refreshLocation,
  snapshotColumns,
  toSnapshot,
} from './location-rows.ts';
import { owe } from './outbox-rows.ts';
import type { Recording } from './recording.ts';

const REASON_CHARS = 500;

/**
 * Records a file whose bytes could not be obtained. The asset that was there before is not said to be there any more, and is
 * remembered as what the bytes may have replaced. The same file failing in the same way is one event.
 */
export async function recordUnreadable(
  { tx, log, actor, now }: Recording,
  seen: Observation,
  live: LocationRow | undefined,
  reason: string,
): Promise<Recorded> {
  const unreadable = foreignText(reason, REASON_CHARS);
  const stamp = seen.placeStamp ?? null;
  if (live?.unreadable === unreadable && sameSnapshot(toSnapshot(live), seen.snapshot)) {
    if (stamp !== live.sidecar_stamp) {
      await refreshLocation(tx, live.event_seq, seen.snapshot, 0, stamp);
    }
    return { path: seen.path, change: 'unchanged', asset: undefined };
  }
  const before = live ?? (await lastPlace(tx, seen.path));
  const seq = log.nextSeq();
  if (live !== undefined) await closeLocation(tx, live.event_seq, seen.observedAt, seq);
  const opened: LocationRow = {
    event_seq: seq,
    path: pathBytes(seen.path),
    asset_id: null,
    opened_at: seen.observedAt,
    closed_at: null,
    closed_seq: 0,
    ...snapshotColumns(seen.snapshot),
    hashed_at_us: 0,
    unreadable,
    replaced: before?.asset_id ?? before?.replaced ?? null,
    sidecar_stamp: stamp,
  };
  await insertLocation(tx, opened);
  const fields = {
    path: pathDigest(seen.path),
    placeRow: locationDigest(opened),
    closes: live?.event_seq,
    replaced: opened.replaced ?? undefined,
  };
  await log.append('location-unreadable', fields, actor, now);
  if (seen.inDeliverable) await owe(tx, 'judge', seen.path);
  return { path: seen.path, change: 'unreadable', asset: undefined };
}
