import type { AssetId } from '../domain/asset.ts';
import { replacesEngine } from '../domain/engine.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Examination } from '../domain/examination.ts';
import type { AssetRow } from './asset-rows.ts';
import { claimKey, cleanClaim } from './claims.ts';
import {
  addContentEvidence,
  contentEvidence,
  markStanding,
  type StoredEvidence,
} from './content-evidence.ts';
import type { Tx } from './tables.ts';

/** What a reading of bytes changes of the content evidence stored. */
export interface Reading {
  /** What was read, each claim with the event that first recorded it. */
  readonly claims: readonly Evidence[];
  /** Claims that speak against clearing, counted so far, and were not found again. */
  readonly lost: readonly StoredEvidence[];
  readonly old: readonly StoredEvidence[];
}

/** Whether a reading of known bytes replaces the one stored: a newer engine, other anchors, or bytes that could not be read before. */
export function supersedes(examination: Examination, stored: AssetRow): boolean {
  if (examination.engineVersion !== stored.engine_version) {
    return replacesEngine(examination.engineVersion, stored.engine_version);
  }
  return stored.state === 'unreadable' && examination.state !== 'unreadable';
}

/** Compares a reading with what is stored of the asset; claims met for the first time get `seq`. */
export async function compareReading(
  tx: Tx,
  asset: AssetId,
  evidence: readonly Evidence[],
  seq: number,
): Promise<Reading> {
  const old = await contentEvidence(tx, asset);
  const firstSeqs = new Map<string, number | undefined>();
  for (const { evidence: claim } of old) {
    const key = claimKey(claim);
    if (!firstSeqs.has(key)) firstSeqs.set(key, claim.seq);
  }
  const claims = evidence
    .map(cleanClaim)
    .map((claim) => ({ ...claim, seq: firstSeqs.get(claimKey(claim)) ?? seq }));
  const found = new Set(claims.map(claimKey));
  const lost = old.filter(
    ({ standing, evidence: claim }) =>
      standing !== 'past' && speaksAgainst(claim) && !found.has(claimKey(claim)),
  );
  return { claims, lost, old };
}

/** Whether a claim can make a verdict stricter; one that could clear is not kept when it is not found again. */
function speaksAgainst({ points, status }: Evidence): boolean {
  const isOfModel = points?.origin === 'genai' || points?.involvement === 'assistive';
  return isOfModel || status === 'unjudged' || status === 'tampered';
}

/** Stores a reading; earlier claims stop counting except those kept, and none is deleted. */
export async function storeReading(
  tx: Tx,
  asset: AssetId,
  reading: Reading,
  kept: readonly StoredEvidence[],
): Promise<void> {
  for (const stored of reading.old) {
    const standing = kept.includes(stored) ? 'kept' : 'past';
    if (stored.standing !== standing) await markStanding(tx, asset, stored.n, standing);
  }
  await addContentEvidence(tx, asset, reading.claims, (reading.old.at(-1)?.n ?? 0) + 1);
}
