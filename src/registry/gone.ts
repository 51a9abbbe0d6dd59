import type { Tx } from './tables.ts';

/** Named at once; one is enough for the record not to be trusted. */
const MOST = 20;

/** Declarations, approval records and papers that the log tells of and that are not there any more. */
export async function goneRecords(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.db
    .selectFrom('events')
    .select('record')
    .where('events.production_id', '=', tx.production)
    .where('record', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('declarations')
            .select('declarations.record_id')
            .whereRef('declarations.production_id', '=', 'events.production_id')
            .whereRef('declarations.record_id', '=', 'events.record'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('papers')
            .select('papers.record_id')
            .whereRef('papers.production_id', '=', 'events.production_id')
            .whereRef('papers.record_id', '=', 'events.record'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('approvals')
            .select('approvals.record_id')
            .whereRef('approvals.production_id', '=', 'events.production_id')
            .whereRef('approvals.record_id', '=', 'events.record'),
        ),
      ),
    )
    .limit(MOST)
    .execute();
  return rows.flatMap((row) => row.record ?? []);
}
