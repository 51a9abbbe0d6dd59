import type { AssetId, Instant } from '../domain/asset.ts';
import type { Actor } from '../domain/person.ts';
import { assetRowById, updateAsset } from './asset-rows.ts';
import { inBreaths } from './chunks.ts';
import { judgedFields } from './event-fields.ts';
import { isJudgedOtherwise } from './judge.ts';
import { judgeAgain } from './judge-again.ts';
import { oweEverywhere } from './owed.ts';
import type { Recording } from './recording.ts';

/** Judges assets again after what people said of them changed; one event for each that is judged otherwise. */
export async function reclassify(
  work: Recording,
  assets: readonly AssetId[],
  actor: Actor,
  at: Instant,
): Promise<void> {
  for await (const asset of inBreaths(assets)) await reclassifyOne(work, asset, actor, at);
}

async function reclassifyOne(work: Recording, id: AssetId, actor: Actor, at: Instant): Promise<void> {
  const { tx, log } = work;
  const stored = await assetRowById(tx, id);
  if (stored === undefined) return;
  const judged = await judgeAgain(work, stored, { placed: [], reading: undefined });
  if (!isJudgedOtherwise(stored, judged)) return;
  const row = { ...stored, ...judged, event_seq: log.nextSeq() };
  await updateAsset(tx, row);
  await log.append('asset-reclassified', judgedFields(row), actor, at);
  await oweEverywhere(tx, id);
}
