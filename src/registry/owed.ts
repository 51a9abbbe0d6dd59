import type { AssetId } from '../domain/asset.ts';
import type { Observation } from '../domain/observation.ts';
import type { RelPath } from '../domain/path.ts';
import { pathFromBytes } from '../files/paths.ts';
import type { Assessment } from './assess.ts';
import { type AssetRow, assetRowById } from './asset-rows.ts';
import { type LocationRow, livePaths } from './location-rows.ts';
import { owe } from './outbox-rows.ts';
import type { Tx } from './tables.ts';

/** Places whose asset went elsewhere. */
export interface Left {
  readonly ended: LocationRow | undefined;
  readonly left: LocationRow | undefined;
}

/** Work owed after an asset took a place: its sidecar, those of the places it left, and a judgement in deliverables. */
export async function oweForPlace(
  tx: Tx,
  seen: Observation,
  assessed: Assessment,
  { ended, left }: Left,
): Promise<void> {
  if (assessed.row.temporary === 1 || (await wasTemporary(tx, ended))) await owe(tx, 'sidecar', seen.path);
  if (left !== undefined && assessed.row.temporary === 1) {
    await owe(tx, 'sidecar', pathFromBytes(left.path));
  }
  await oweForJudgement(tx, assessed, seen.inDeliverable ? seen.path : undefined);
}

/** Work owed after an asset was judged; `deliverable` is the place in a deliverables folder where it was seen, if any. */
export async function oweForJudgement(
  tx: Tx,
  { row, isJudgedOtherwise }: Pick<Assessment, 'row' | 'isJudgedOtherwise'>,
  deliverable: RelPath | undefined,
): Promise<void> {
  if (deliverable !== undefined) await owe(tx, 'judge', deliverable);
  if (isJudgedOtherwise) await oweEverywhere(tx, row.id);
}

/** Sidecars and judgements owed at every place of an asset of which something else is true now. */
export async function oweEverywhere(tx: Tx, asset: AssetId): Promise<void> {
  for (const path of await livePaths(tx, asset)) {
    await owe(tx, 'sidecar', path);
    await owe(tx, 'judge', path);
  }
}

async function wasTemporary(tx: Tx, place: LocationRow | undefined): Promise<boolean> {
  if (place?.asset_id == null) return false;
  return isTemporary(await assetRowById(tx, place.asset_id));
}

function isTemporary(row: AssetRow | undefined): boolean {
  return row?.temporary === 1;
}
