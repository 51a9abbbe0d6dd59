import type { AssetId } from '../domain/asset.ts';
import { type Evidence, EXCERPT_CHARS } from '../domain/evidence.ts';
import type { RelPath } from '../domain/path.ts';
import { pathBytes, pathFromBytes } from '../files/paths.ts';
import { foreignText } from './foreign-text.ts';
import { type Slots, statement } from './statement.ts';
import type { EvidenceTable, Flag, LocationEvidenceTable, Tx } from './tables.ts';

const NAME_CHARS = 200;
const WHERE_CHARS = 4_096;

/** Evidence of bytes as stored, with its number within the asset. */
export interface StoredEvidence {
  readonly n: number;
  readonly standing: boolean;
  readonly evidence: Evidence;
}

/** Evidence of a place as stored. */
export interface PlacedEvidence {
  readonly n: number;
  readonly path: RelPath;
  readonly evidence: Evidence;
}

type ClaimRow = Pick<
  EvidenceTable,
  | 'n'
  | 'reader'
  | 'reader_version'
  | 'rule'
  | 'origin'
  | 'involvement'
  | 'strength'
  | 'where_read'
  | 'excerpt'
  | 'tool'
  | 'status'
  | 'event_seq'
>;

const CLAIM_COLUMNS = [
  'n',
  'reader',
  'reader_version',
  'rule',
  'origin',
  'involvement',
  'strength',
  'where_read',
  'excerpt',
  'tool',
  'status',
  'event_seq',
] as const;

interface OfAsset {
  readonly production: number;
  readonly asset: AssetId;
}

const contentOf = statement((db, slot: Slots<OfAsset>) =>
  db
    .selectFrom('evidence')
    .select([...CLAIM_COLUMNS, 'standing'])
    .where('production_id', '=', slot('production'))
    .where('asset_id', '=', slot('asset'))
    .orderBy('n'),
);

const placedOf = statement((db, slot: Slots<OfAsset>) =>
  db
    .selectFrom('location_evidence')
    .select([...CLAIM_COLUMNS, 'path'])
    .where('production_id', '=', slot('production'))
    .where('asset_id', '=', slot('asset'))
    .orderBy('path')
    .orderBy('n'),
);

const placedAtOf = statement((db, slot: Slots<OfAsset & { path: Uint8Array }>) =>
  db
    .selectFrom('location_evidence')
    .select([...CLAIM_COLUMNS, 'path'])
    .where('production_id', '=', slot('production'))
    .where('asset_id', '=', slot('asset'))
    .where('path', '=', slot('path'))
    .orderBy('n'),
);

// Thousands of copies of a black frame may each carry a folder rule that counts at one place only.
const admissibleOf = statement((db, slot: Slots<OfAsset & { path: Uint8Array }>) =>
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
    )
    .orderBy('path')
    .orderBy('n'),
);

type ClaimSlots = Slots<ClaimRow>;

function claimValues(slot: ClaimSlots) {
  return {
    n: slot('n'),
    reader: slot('reader'),
    reader_version: slot('reader_version'),
    rule: slot('rule'),
    origin: slot('origin'),
    involvement: slot('involvement'),
    strength: slot('strength'),
    where_read: slot('where_read'),
    excerpt: slot('excerpt'),
    tool: slot('tool'),
    status: slot('status'),
    event_seq: slot('event_seq'),
  };
}

const insertContent = statement((db, slot: Slots<EvidenceTable>) =>
  db.insertInto('evidence').values({
    production_id: slot('production_id'),
    asset_id: slot('asset_id'),
    standing: slot('standing'),
    ...claimValues(slot),
  }),
);

const insertPlaced = statement((db, slot: Slots<LocationEvidenceTable>) =>
  db.insertInto('location_evidence').values({
    production_id: slot('production_id'),
    asset_id: slot('asset_id'),
    path: slot('path'),
    ...claimValues(slot),
  }),
);

const setStanding = statement((db, slot: Slots<OfAsset & { n: number; standing: Flag }>) =>
  db
    .updateTable('evidence')
    .set({ standing: slot('standing') })
    .where('production_id', '=', slot('production'))
    .where('asset_id', '=', slot('asset'))
    .where('n', '=', slot('n')),
);

/** All evidence ever read from these bytes, in the order it was recorded. */
export async function contentEvidence(tx: Tx, asset: AssetId): Promise<readonly StoredEvidence[]> {
  const rows = await contentOf(tx, { production: tx.production, asset });
  return rows.map((row) => ({
    n: row.n,
    standing: row.standing === 1,
    evidence: toEvidence(row, 'content'),
  }));
}

/** All evidence of the places this asset was seen at. */
export async function placedEvidence(tx: Tx, asset: AssetId): Promise<readonly PlacedEvidence[]> {
  return (await placedOf(tx, { production: tx.production, asset })).map(toPlaced);
}

/** Evidence of this asset at one path. */
export async function placedEvidenceAt(
  tx: Tx,
  asset: AssetId,
  path: RelPath,
): Promise<readonly PlacedEvidence[]> {
  const rows = await placedAtOf(tx, { production: tx.production, asset, path: pathBytes(path) });
  return rows.map(toPlaced);
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
  const rows = await admissibleOf(tx, { production: tx.production, asset, path: pathBytes(firstSeenPath) });
  return rows.map(toPlaced);
}

/** The same rule for a claim not stored yet. */
export function isAdmissible(path: RelPath, evidence: Evidence, firstSeenPath: RelPath): boolean {
  const origin = evidence.points?.origin;
  return (origin !== 'camera' && origin !== 'human') || path === firstSeenPath;
}

/** Stores claims read from an asset's bytes, numbered from `n`. */
export async function addContentEvidence(
  tx: Tx,
  asset: AssetId,
  claims: readonly Evidence[],
  n: number,
): Promise<void> {
  for (const [index, claim] of claims.entries()) {
    await insertContent(tx, {
      production_id: tx.production,
      asset_id: asset,
      standing: 1,
      ...toRow(claim, n + index),
    });
  }
}

/** Stores claims about an asset at a place, numbered from `n`. */
export async function addPlacedEvidence(
  tx: Tx,
  asset: AssetId,
  path: RelPath,
  claims: readonly Evidence[],
  n: number,
): Promise<void> {
  for (const [index, claim] of claims.entries()) {
    await insertPlaced(tx, {
      production_id: tx.production,
      asset_id: asset,
      path: pathBytes(path),
      ...toRow(claim, n + index),
    });
  }
}

/** Says whether a stored claim still counts. */
export async function markStanding(tx: Tx, asset: AssetId, n: number, standing: boolean): Promise<void> {
  await setStanding(tx, { production: tx.production, asset, n, standing: standing ? 1 : 0 });
}

/** A claim as it is stored: texts from files come through their door. */
export function cleanClaim(claim: Evidence): Evidence {
  return {
    ...claim,
    rule: foreignText(claim.rule, NAME_CHARS),
    where: foreignText(claim.where, WHERE_CHARS),
    excerpt: foreignText(claim.excerpt, EXCERPT_CHARS),
    ...(claim.tool !== undefined && { tool: foreignText(claim.tool, NAME_CHARS) }),
  };
}

/** What makes two stored claims the same claim, whichever version of the reader made it. */
export function claimKey(claim: Evidence): string {
  const { reader, rule, where, points, strength, status, tool } = claim;
  return JSON.stringify([reader, rule, where, points?.origin, points?.involvement, strength, status, tool]);
}

function toRow(claim: Evidence, n: number): ClaimRow {
  return {
    n,
    reader: claim.reader,
    reader_version: claim.readerVersion,
    rule: claim.rule,
    origin: claim.points?.origin ?? null,
    involvement: claim.points?.involvement ?? null,
    strength: claim.strength,
    where_read: claim.where,
    excerpt: claim.excerpt,
    tool: claim.tool ?? null,
    status: claim.status,
    event_seq: claim.seq ?? 0,
  };
}

function toPlaced(row: ClaimRow & { readonly path: Uint8Array }): PlacedEvidence {
  return { n: row.n, path: pathFromBytes(row.path), evidence: toEvidence(row, 'location') };
}

function toEvidence(row: ClaimRow, subject: Evidence['subject']): Evidence {
  const { origin, involvement, tool } = row;
  return {
    subject,
    reader: row.reader,
    readerVersion: row.reader_version,
    rule: row.rule,
    ...(origin !== null && involvement !== null && { points: { origin, involvement } }),
    strength: row.strength,
    where: row.where_read,
    excerpt: row.excerpt,
    ...(tool !== null && { tool }),
    status: row.status,
    seq: row.event_seq,
  };
}
