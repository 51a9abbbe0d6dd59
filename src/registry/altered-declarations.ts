import { chunks, LIST_VALUES } from './chunks.ts';
import { DECLARATION_COLUMNS, declarationDigest, declaredAssets } from './declaration-rows.ts';
import { wronglyEnded } from './ended.ts';
import { sealedEvents } from './sealed-events.ts';
import type { Tx } from './tables.ts';

/** Fills in which of these declarations are what their events say; those already in `known` are not looked at again. */
export async function declarationsHold(
  tx: Tx,
  records: readonly string[],
  known: Map<string, boolean>,
): Promise<void> {
  const open = [...new Set(records)].filter((record) => !known.has(record));
  for (const some of chunks(open, LIST_VALUES)) {
    const rows = await tx.db
      .selectFrom('declarations')
      .select(DECLARATION_COLUMNS)
      .where('production_id', '=', tx.production)
      .where('record_id', 'in', some)
      .execute();
    const events = await sealedEvents(
      tx,
      rows.map((row) => row.event_seq),
    );
    const wrong = await wronglyEnded(tx, some);
    for (const record of some) known.set(record, false);
    for (const row of rows) {
      const event = events.get(row.event_seq);
      const digest = declarationDigest(row, await declaredAssets(tx, row.record_id));
      known.set(
        row.record_id,
        event?.get('declaration') === row.record_id &&
          event.get('declarationRow') === digest &&
          !wrong.has(row.record_id),
      );
    }
  }
}
