import type { AssetId } from '../domain/asset.ts';
import {
  APPROVAL_COLUMNS,
  type ApprovalRow,
  REVOCATION_COLUMNS,
  type RevocationRow,
} from './approval-rows.ts';
import { chunks, LIST_VALUES } from './chunks.ts';
import type { Tx } from './tables.ts';

/** Approval records of this exact id, oldest first. */
export async function rowsOfId(tx: Tx, id: string): Promise<readonly ApprovalRow[]> {
  return tx.db
    .selectFrom('approvals')
    .select(APPROVAL_COLUMNS)
    .where('production_id', '=', tx.production)
    .where('id', '=', id)
    .orderBy('event_seq')
    .execute();
}

/** Approval records of ids that look like this one, oldest first. */
export async function rowsAlike(tx: Tx, likeness: string): Promise<readonly ApprovalRow[]> {
  return tx.db
    .selectFrom('approvals')
    .select(APPROVAL_COLUMNS)
    .where('production_id', '=', tx.production)
    .where('id_likeness', '=', likeness)
    .orderBy('event_seq')
    .execute();
}

/** Every approval record, oldest first. */
export async function allRows(tx: Tx): Promise<readonly ApprovalRow[]> {
  return tx.db
    .selectFrom('approvals')
    .select(APPROVAL_COLUMNS)
    .where('production_id', '=', tx.production)
    .orderBy('event_seq')
    .execute();
}

/** Approval records by their own ids, oldest first. */
export async function rowsOfRecords(tx: Tx, records: readonly string[]): Promise<readonly ApprovalRow[]> {
  const rows: ApprovalRow[] = [];
  for (const some of chunks([...new Set(records)], LIST_VALUES)) {
    rows.push(
      ...(await tx.db
        .selectFrom('approvals')
        .select(APPROVAL_COLUMNS)
        .where('production_id', '=', tx.production)
        .where('record_id', 'in', some)
        .execute()),
    );
  }
  return rows.sort((a, b) => a.event_seq - b.event_seq);
}

/** The assets each record covers, in order of their ids. */
export async function approvedAssets(
  tx: Tx,
  records: readonly string[],
): Promise<ReadonlyMap<string, readonly AssetId[]>> {
  const found = new Map<string, AssetId[]>();
  for (const some of chunks(records, LIST_VALUES)) {
    const rows = await tx.db
      .selectFrom('approval_assets')
      .select(['record_id', 'asset_id'])
      .where('production_id', '=', tx.production)
      .where('record_id', 'in', some)
      .orderBy('record_id')
      .orderBy('asset_id')
      .execute();
    for (const { record_id, asset_id } of rows) {
      const list = found.get(record_id);
      if (list === undefined) found.set(record_id, [asset_id]);
      else list.push(asset_id);
    }
  }
  return found;
}

/** The ends of these approval ids, by id. */
export async function revocationsOf(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RevocationRow>> {
  const found = new Map<string, RevocationRow>();
  for (const some of chunks([...new Set(ids)], LIST_VALUES)) {
    const rows = await tx.db
      .selectFrom('revocations')
      .select(REVOCATION_COLUMNS)
      .where('production_id', '=', tx.production)
      .where('approval_id', 'in', some)
      .orderBy('event_seq')
      .execute();
    // A later one brings the end forward, or says that it reaches back.
    for (const row of rows) found.set(row.approval_id, row);
  }
  return found;
}
