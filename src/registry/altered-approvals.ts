import { approvedAssets, revocationsOf, rowsOfRecords } from './approval-records.ts';
import { type ApprovalRow, approvalDigest, type RevocationRow, revocationDigest } from './approval-rows.ts';
import { chunks, LIST_VALUES } from './chunks.ts';
import { wronglyEnded } from './ended.ts';
import { type Said, sealedEvents } from './sealed-events.ts';
import type { Store } from './store.ts';
import type { Tx } from './tables.ts';

/**
 * Those of these records that differ from what their events say, or whose id was ended, or not, otherwise than the newest event
 * about it says: a revocation that was deleted shows here.
 */
export async function alteredApprovals(store: Store, records: readonly string[]): Promise<readonly string[]> {
  const altered: string[] = [];
  for (const some of chunks([...new Set(records)], LIST_VALUES)) {
    altered.push(...(await store.read((tx) => alteredRecords(tx, some))));
  }
  return altered;
}

/** The same for at most 500 records. */
export async function alteredRecords(tx: Tx, records: readonly string[]): Promise<readonly string[]> {
  const rows = await rowsOfRecords(tx, records);
  if (rows.length === 0) return records;
  const ids = rows.map((row) => row.id);
  const assets = await approvedAssets(tx, records);
  const ends = await revocationsOf(tx, ids);
  const newest = await newestEvents(tx, ids);
  const events = await sealedEvents(tx, [...rows.map((row) => row.event_seq), ...newest.values()]);
  const wrong = await wronglyEnded(tx, ids);
  const sound = new Set<string>();
  for (const row of rows) {
    if (wrong.has(row.id)) continue;
    const lastSeq = newest.get(row.id) ?? 0;
    const isSound =
      isRecorded(row, approvalDigest(row, assets.get(row.record_id) ?? []), events.get(row.event_seq)) &&
      isEnded(ends.get(row.id), lastSeq, events.get(lastSeq));
    if (isSound) sound.add(row.record_id);
  }
  return records.filter((record) => !sound.has(record));
}

function isRecorded(row: ApprovalRow, digest: string, event: Said | undefined): boolean {
  return (
    event?.get('record') === row.record_id &&
    event.get('approval') === row.id &&
    event.get('approvalRow') === digest
  );
}

/** Whether the end of an id, or its absence, is what the newest event about the id says. */
function isEnded(row: RevocationRow | undefined, seq: number, event: Said | undefined): boolean {
  if (event?.get('kind') === 'approval-recorded') return row === undefined;
  if (event?.get('kind') !== 'approval-revoked' || row === undefined) return false;
  return row.event_seq === seq && event.get('revocationRow') === revocationDigest(row);
}

async function newestEvents(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.db
    .selectFrom('events')
    .select((on) => ['approval', on.fn.max('seq').as('seq')])
    .where('production_id', '=', tx.production)
    .where('approval', 'in', [...new Set(ids)])
    .groupBy('approval')
    .execute();
  return new Map(rows.flatMap(({ approval, seq }) => (approval === null ? [] : [[approval, seq]])));
}
