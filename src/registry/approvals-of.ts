import type { Approval } from '../domain/approval.ts';
import { approvedAssets, revocationsOf } from './approval-records.ts';
import { type ApprovalRow, toApproval } from './approval-rows.ts';
import { successorsOf } from './successors.ts';
import type { Tx } from './tables.ts';

/** The approvals these rows stand for. */
export async function approvalsOf(tx: Tx, rows: readonly ApprovalRow[]): Promise<readonly Approval[]> {
  const assets = await approvedAssets(
    tx,
    rows.map((row) => row.record_id),
  );
  const ends = await revocationsOf(
    tx,
    rows.map((row) => row.id),
  );
  const successors = await successorsOf(tx, rows);
  return rows.map((row) =>
    toApproval(row, assets.get(row.record_id) ?? [], ends.get(row.id), successors.get(row.record_id)),
  );
}
