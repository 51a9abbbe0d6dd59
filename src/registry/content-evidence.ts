import type { AssetId } from '../domain/asset.ts';
import type { Evidence } from '../domain/evidence.ts';
import { CLAIM_COLUMNS, claimRow, claimValues, toClaim } from './claims.ts';
import { type Slots, statement } from './statement.ts';
import type { EvidenceTable, StandingNumber, Tx } from './tables.ts';

/** `found` by the newest reading; `kept` against it, because it would have been milder without; `past`, which counts no more. */
export type Standing = 'found' | 'kept' | 'past';

/** Evidence of bytes as stored, with its number within the asset. */
export interface StoredEvidence {
  readonly n: number;
  readonly standing: Standing;
  readonly evidence: Evidence;
}

interface OfAsset {
  readonly production: number;
  readonly asset: AssetId;
}

const ofAsset = statement((db, slot: Slots<OfAsset>) =>
  db
    .selectFrom('evidence')
    .select([...CLAIM_COLUMNS, 'standing'])
    .where('production_id', '=', slot('production'))
    .where('asset_id', '=', slot('asset')),
);

const insert = statement((db, slot: Slots<EvidenceTable>) =>
  db.insertInto('evidence').values({
    production_id: slot('production_id'),
    asset_id: slot('asset_id'),
    standing: slot('standing'),
    ...claimValues(slot),
  }),
);

const setStanding = statement((db, slot: Slots<OfAsset & { n: number; standing: StandingNumber }>) =>
  db
    .updateTable('evidence')
    .set({ standing: slot('standing') })
    .where('production_id', '=', slot('production'))
    .where('asset_id', '=', slot('asset'))
    .where('n', '=', slot('n')),
);

/** All evidence ever read from these bytes, in the order it was recorded. */
export async function contentEvidence(tx: Tx, asset: AssetId): Promise<readonly StoredEvidence[]> {
  const rows = await ofAsset(tx, { production: tx.production, asset });
  return rows
    .map((row) => ({ n: row.n, standing: BY_NUMBER[row.standing], evidence: toClaim(row, 'content') }))
    .sort((a, b) => a.n - b.n);
}

const BY_NUMBER: Readonly<Record<StandingNumber, Standing>> = { 0: 'past', 1: 'found', 2: 'kept' };
const NUMBERS: Readonly<Record<Standing, StandingNumber>> = { past: 0, found: 1, kept: 2 };

/** Evidence read from these bytes that counts now. */
export async function standingEvidence(tx: Tx, asset: AssetId): Promise<readonly Evidence[]> {
  return counting(await contentEvidence(tx, asset));
}

/** Those of the stored claims that count now. */
export function counting(all: readonly StoredEvidence[]): readonly Evidence[] {
  return all.filter(({ standing }) => standing !== 'past').map(toCounting);
}

/** The claim as it is reported. */
function toCounting({ standing, evidence }: StoredEvidence): Evidence {
  return standing === 'kept' ? { ...evidence, kept: true } : evidence;
}

/** Stores clean claims read from an asset's bytes, numbered from `n`. */
export async function addContentEvidence(
  tx: Tx,
  asset: AssetId,
  claims: readonly Evidence[],
  n: number,
): Promise<void> {
  const columns = { production_id: tx.production, asset_id: asset, standing: 1 } as const;
  for (const [index, claim] of claims.entries())
    await insert(tx, { ...columns, ...claimRow(claim, n + index) });
}

/** Says whether a stored claim still counts. */
export async function markStanding(tx: Tx, asset: AssetId, n: number, standing: Standing): Promise<void> {
  await setStanding(tx, { production: tx.production, asset, n, standing: NUMBERS[standing] });
}
