import { rowsOfId } from './approval-records.ts';
import type { ApprovalRow } from './approval-rows.ts';
import { chunks, LIST_VALUES } from './chunks.ts';
import { inForce } from './superseding.ts';
import type { Tx } from './tables.ts';

/** The approval id that replaced each of these records, by record; those that stand are not named. */
export async function successorsOf(
  tx: Tx,
  rows: readonly Pick<ApprovalRow, 'id' | 'record_id'>[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(rows.map((row) => row.id))];
  const replacing = await replacingRows(tx, ids);
  const found = new Map<string, string>();
  for (const row of rows) {
    const other = replacing.find((each) => each.supersedes === row.id && each.id !== row.id);
    if (other !== undefined) found.set(row.record_id, other.id);
  }
  const itself = ids.filter((id) => replacing.some((row) => row.id === id && row.supersedes === id));
  const standing = new Set<string>();
  for (const id of itself) for (const row of inForce(await rowsOfId(tx, id))) standing.add(row.record_id);
  for (const row of rows)
    if (itself.includes(row.id) && !standing.has(row.record_id) && !found.has(row.record_id))
      found.set(row.record_id, row.id);
  return found;
}

/** Records that say they replace one of these ids, newest first. */
async function replacingRows(
  tx: Tx,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly supersedes: string | null }[]> {
  const rows = [];
  for (const some of chunks(ids, LIST_VALUES))
    rows.push(
      ...(await tx.db
        .selectFrom('approvals')
        .select(['id', 'supersedes', 'event_seq'])
        .where('production_id', '=', tx.production)
        .where('supersedes', 'in', some)
        .execute()),
    );
  return rows.sort((a, b) => b.event_seq - a.event_seq);
}
