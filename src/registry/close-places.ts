import type { Instant } from '../domain/asset.ts';
import type { RelPath } from '../domain/path.ts';
import { assetRowById } from './asset-rows.ts';
import { pathDigest } from './digest.ts';
import { closeLocation, livePlace } from './location-rows.ts';
import { owe } from './outbox-rows.ts';
import type { Recording } from './recording.ts';

/** Ends the live places at these paths, each with its event; says how many there were. Assets stay. */
export async function closePlaces(
  { tx, log, actor, now }: Recording,
  paths: readonly RelPath[],
  at: Instant,
): Promise<number> {
  let closed = 0;
  for (const path of paths) {
    const live = await livePlace(tx, path);
    if (live === undefined) continue;
    await closeLocation(tx, live.event_seq, at, log.nextSeq());
    const fields = { asset: live.asset_id ?? undefined, path: pathDigest(path), closes: live.event_seq };
    await log.append('location-closed', fields, actor, now);
    const asset = live.asset_id === null ? undefined : await assetRowById(tx, live.asset_id);
    // Its sidecar, if we wrote one, now stands beside nothing.
    if (asset?.temporary === 1) await owe(tx, 'sidecar', path);
    closed += 1;
  }
  return closed;
}
