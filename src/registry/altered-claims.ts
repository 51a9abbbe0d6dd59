import type { AssetId } from '../domain/asset.ts';
import { pathFromBytes } from '../files/paths.ts';
import { CLAIM_COLUMNS, toClaim } from './claims.ts';
import { contentDigest, placedDigest } from './claims-digest.ts';
import { sealedEvents } from './sealed-events.ts';
import type { Tx } from './tables.ts';

/** The first of these assets of which some claim is not the one that was read, or was never read. */
export async function alteredClaims(tx: Tx, ids: readonly AssetId[]): Promise<AssetId | undefined> {
  return (await alteredContent(tx, ids)) ?? (await alteredPlaced(tx, ids));
}

async function alteredContent(tx: Tx, ids: readonly AssetId[]): Promise<AssetId | undefined> {
  const rows = await tx.db
    .selectFrom('assets')
    .select(['id', 'evidence_sha256'])
    .where('production_id', '=', tx.production)
    .where('id', 'in', ids)
    .execute();
  for (const { id, evidence_sha256 } of rows)
    if ((await contentDigest(tx, id)) !== evidence_sha256) return id;
  return undefined;
}

async function alteredPlaced(tx: Tx, ids: readonly AssetId[]): Promise<AssetId | undefined> {
  const rows = await tx.db
    .selectFrom('location_evidence')
    .select([...CLAIM_COLUMNS, 'asset_id', 'path'])
    .where('production_id', '=', tx.production)
    .where('asset_id', 'in', ids)
    .orderBy('asset_id')
    .orderBy('event_seq')
    .orderBy('n')
    .execute();
  const events = await sealedEvents(
    tx,
    rows.map((row) => row.event_seq),
  );
  for (let start = 0; start < rows.length; ) {
    const first = rows[start];
    if (first === undefined) return undefined;
    const { asset_id, event_seq, path, n } = first;
    const end = rows.findIndex(
      (row, index) => index > start && (row.asset_id !== asset_id || row.event_seq !== event_seq),
    );
    const group = rows.slice(start, end === -1 ? rows.length : end);
    const event = events.get(event_seq);
    const claims = group.map((row) => toClaim(row, 'location'));
    const isOnePlace = group.every(
      (row, index) => Buffer.compare(row.path, path) === 0 && row.n === n + index,
    );
    const digest = placedDigest(pathFromBytes(path), claims, n);
    if (!isOnePlace || event?.get('asset') !== asset_id || event.get('placedClaims') !== digest)
      return asset_id;
    start += group.length;
  }
  return undefined;
}
