import type { AssetId } from '../domain/asset.ts';
import type { EventKind } from '../domain/event.ts';
import type { Observation, Recorded } from '../domain/observation.ts';
import { pathBytes } from '../files/paths.ts';
import { sameSnapshot } from '../files/snapshot.ts';
import type { Arrival } from './arrival.ts';
import type { Assessment } from './assess.ts';
import { assessedFields } from './event-fields.ts';
import {
  closeLocation,
  insertLocation,
  type LocationRow,
  locationDigest,
  refreshLocation,
  snapshotColumns,
  toSnapshot,
} from './location-rows.ts';
import { oweForJudgement, oweForPlace } from './owed.ts';
import type { Recording } from './recording.ts';

/** What an arrival meets at its path. */
export interface Taking {
  readonly arrival: Arrival;
  readonly live: LocationRow | undefined;
  /** The same asset is already there; only the place it left is to be ended. */
  readonly isThere: boolean;
  readonly replaced: AssetId | undefined;
}

/** Notes that the same bytes are still there. An event is due only when something new was said of them. */
export async function stay(
  work: Recording,
  seen: Observation,
  live: LocationRow,
  { hashedAtUs }: Arrival,
  assessed: Assessment,
): Promise<void> {
  const stamp = seen.placeStamp ?? null;
  if (
    hashedAtUs > live.hashed_at_us ||
    stamp !== live.sidecar_stamp ||
    !sameSnapshot(seen.snapshot, toSnapshot(live))
  ) {
    await refreshLocation(work.tx, live.event_seq, seen.snapshot, hashedAtUs, stamp);
  }
  if (!assessed.isRowNew && !assessed.isEvidenceNew) return;
  const kind = assessed.before === undefined ? 'asset-reclassified' : 'asset-reread';
  await work.log.append(kind, assessedFields(seen.path, assessed), work.actor, work.now);
  await oweForJudgement(work.tx, assessed, seen.inDeliverable ? seen.path : undefined);
}

/** Ends what stood at the path and the place a rename left, opens the new place, and appends the one event of all that. */
export async function takePlace(
  work: Recording,
  seen: Observation,
  { arrival, live, isThere, replaced }: Taking,
  assessed: Assessment,
): Promise<Recorded['change']> {
  const { tx, log } = work;
  const seq = log.nextSeq();
  const { left } = arrival;
  const ended = isThere ? undefined : live;
  for (const place of [ended, left]) {
    if (place !== undefined) await closeLocation(tx, place.event_seq, seen.observedAt, seq);
  }
  const opened = isThere ? undefined : newPlace(seq, seen, arrival, replaced);
  if (opened !== undefined) await insertLocation(tx, opened);
  const fields = {
    ...assessedFields(seen.path, assessed),
    closes: ended?.event_seq,
    leaves: left?.event_seq,
    placeRow: opened === undefined ? undefined : locationDigest(opened),
    replaced,
  };
  await log.append(kindOf(arrival, opened), fields, work.actor, work.now);
  await oweForPlace(tx, seen, assessed, { ended, left });
  if (left !== undefined) return 'moved';
  if (live !== undefined && replaced !== undefined) return 'changed';
  return arrival.stored === undefined ? 'registered' : 'located';
}

function newPlace(
  seq: number,
  seen: Observation,
  arrival: Arrival,
  replaced: AssetId | undefined,
): LocationRow {
  return {
    event_seq: seq,
    path: pathBytes(seen.path),
    asset_id: arrival.id,
    opened_at: seen.observedAt,
    closed_at: null,
    closed_seq: 0,
    ...snapshotColumns(seen.snapshot),
    hashed_at_us: arrival.hashedAtUs,
    unreadable: null,
    replaced: replaced ?? null,
    sidecar_stamp: seen.placeStamp ?? null,
  };
}

function kindOf(arrival: Arrival, opened: LocationRow | undefined): EventKind {
  if (arrival.stored === undefined) return 'asset-registered';
  return opened === undefined ? 'location-closed' : 'location-opened';
}
