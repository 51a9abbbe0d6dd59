import type { Observation, Recorded } from '../domain/observation.ts';
import { arrivalOf } from './arrival.ts';
import { assess } from './assess.ts';
import { assetOf } from './asset-rows.ts';
import { lastPlace, livePlace } from './location-rows.ts';
import type { Recording } from './recording.ts';
import { doubtsOf, lastHolder } from './replacement.ts';
import { stay, takePlace } from './take-place.ts';
import { recordUnreadable } from './unreadable.ts';

/**
 * Records one observation whole: asset, evidence, classification, TEMPORARY, places, what is owed afterwards, and exactly one
 * event where anything changed.
 */
export async function recordObservation(work: Recording, seen: Observation): Promise<Recorded> {
  const live = await livePlace(work.tx, seen.path);
  const arrival = await arrivalOf(work, seen);
  if (arrival.kind === 'unreadable') return recordUnreadable(work, seen, live, arrival.reason);
  const isThere = live?.asset_id === arrival.id;
  const before = isThere ? undefined : (live ?? (await lastPlace(work.tx, seen.path)));
  const replaced = lastHolder(before, arrival.id);
  const assessed = await assess(work, seen, arrival, await doubtsOf(work.tx, seen.path, arrival, replaced));
  const asset = await assetOf(work.tx, assessed.row);
  if (isThere && arrival.left === undefined) {
    await stay(work, seen, live, arrival, assessed);
    return { path: seen.path, change: 'unchanged', asset };
  }
  const change = await takePlace(work, seen, { arrival, live, isThere, replaced }, assessed);
  return { path: seen.path, change, asset };
}
