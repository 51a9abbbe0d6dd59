import type { AssetId } from '../domain/asset.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { RelPath } from '../domain/path.ts';
import { comparePaths, pathBytes, pathFromBytes } from '../files/paths.ts';
import { CLAIM_COLUMNS, claimRow, claimValues, toClaim } from './claims.ts';
import { type Slots, statement } from './statement.ts';
import type { ClaimColumns, LocationEvidenceTable, Tx } from './tables.ts';

/** Evidence of an asset at a place as stored. */
export interface PlacedEvidence {
  readonly n: number;
  readonly path: RelPath;
  readonly evidence: Evidence;
}

type PlacedRow = ClaimColumns & { readonly path: Uint8Array };

interface OfAsset {
  readonly production: number;
  readonly asset: AssetId;
}

const ofAsset = statement((db, slot: Slots<OfAsset>) =>
  db
    .selectFrom('location_evidence')
    .select([...CLAIM_COLUMNS, 'path'])
    .where('production_id', '=', slot('production'))
    .where('asset_id', '=', slot('asset')),
);

const atPath = statement((db, slot: Slots<OfAsset & { path: Uint8Array }>) =>
  db
    .selectFrom('location_evidence')
    .select([...CLAIM_COLUMNS, 'path'])
    .where('production_id', '=', slot('production'))
    .where('asset_id', '=', slot('asset'))
    .where('path', '=', slot('path')),
);

// Thousands of copies of a black frame may each carry a folder rule that counts at one place only.
const admissible = statement((db, slot: Slots<OfAsset & { path: Uint8Array }>) =>
  db
    .selectFrom('location_evidence')
    .select([...CLAIM_COLUMNS, 'path'])
    .where('production_id', '=', slot('production'))
    .where('asset_id', '=', slot('asset'))
    .where((where) =>
      where.or([
        where('origin', 'is', null),
        where('origin', 'not in', ['camera', 'human']),
        where('path', '=', slot('path')),
      ]),
    ),
);

const insert = statement((db, slot: Slots<LocationEvidenceTable>) =>
  db.insertInto('location_evidence').values({
    production_id: slot('production_id'),
    asset_id: slot('asset_id'),
    path: slot('path'),
    ...claimValues(slot),
  }),
);

/** All evidence of the places this asset was seen at. */
export async function placedEvidence(tx: Tx, asset: AssetId): Promise<readonly PlacedEvidence[]> {
  return inOrder(await ofAsset(tx, { production: tx.production, asset }));
}

/** Evidence of this asset at one path. */
export async function placedEvidenceAt(
  tx: Tx,
  asset: AssetId,
  path: RelPath,
): Promise<readonly PlacedEvidence[]> {
  return inOrder(await atPath(tx, { production: tx.production, asset, path: pathBytes(path) }));
}

/**
 * Evidence of places that may count: a camera or human claim where the asset was first seen, every other claim wherever the
 * bytes appeared.
 */
export async function admissibleEvidence(
  tx: Tx,
  asset: AssetId,
  firstSeenPath: RelPath,
): Promise<readonly PlacedEvidence[]> {
  const path = pathBytes(firstSeenPath);
  return inOrder(await admissible(tx, { production: tx.production, asset, path }));
}

/** The same rule for a claim not stored yet. */
export function isAdmissible(path: RelPath, claim: Evidence, firstSeenPath: RelPath): boolean {
  const origin = claim.points?.origin;
  return (origin !== 'camera' && origin !== 'human') || path === firstSeenPath;
}

/** Stores clean claims about an asset at a place, numbered from `n`. */
export async function addPlacedEvidence(
  tx: Tx,
  asset: AssetId,
  path: RelPath,
  claims: readonly Evidence[],
  n: number,
): Promise<void> {
  const columns = { production_id: tx.production, asset_id: asset, path: pathBytes(path) };
  for (const [index, claim] of claims.entries())
    await insert(tx, { ...columns, ...claimRow(claim, n + index) });
}

/** By path, then in the order recorded. SQLite plans a statement that sorts anew at every run, which costs more than sorting here. */
function inOrder(rows: readonly PlacedRow[]): readonly PlacedEvidence[] {
  return rows
    .map((row) => ({ n: row.n, path: pathFromBytes(row.path), evidence: toClaim(row, 'location') }))
    .sort((a, b) => comparePaths(a.path, b.path) || a.n - b.n);
}
