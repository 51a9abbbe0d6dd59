import { fieldsOf } from './sealed-events.ts';
import type { Tx } from './tables.ts';

/**
 * Declarations, approval records and papers that are about fewer or more files than the event that recorded them says: somebody cut
 * one off, or hung one on, outside the program.
 */
export async function loosenedRecords(tx: Tx): Promise<readonly string[]> {
  const events = await tx.db
    .selectFrom('events')
    .select(['record', 'body'])
    .where('production_id', '=', tx.production)
    .where('record', 'is not', null)
    .execute();
  if (events.length === 0) return [];
  const counts = await linkCounts(tx);
  return events.flatMap(({ record, body }) => {
    const recorded = fieldsOf(body).get('assets');
    if (record === null || typeof recorded !== 'number') return [];
    return (counts.get(record) ?? 0) === recorded ? [] : [record];
  });
}

async function linkCounts(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const table of ['declaration_assets', 'approval_assets', 'paper_assets'] as const) {
    const rows = await tx.db
      .selectFrom(table)
      .select((on) => ['record_id', on.fn.countAll<number>().as('links')])
      .where('production_id', '=', tx.production)
      .groupBy('record_id')
      .execute();
    for (const { record_id, links } of rows) counts.set(record_id, (counts.get(record_id) ?? 0) + links);
  }
  return counts;
}
