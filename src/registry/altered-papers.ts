import { chunks, LIST_VALUES } from './chunks.ts';
import { wronglyEnded } from './ended.ts';
import { attachedTo, paperDigest, paperRows } from './paper-rows.ts';
import { sealedEvents } from './sealed-events.ts';
import type { Store } from './store.ts';
import type { Tx } from './tables.ts';

/** Those of these papers that are not what their events say. */
export async function alteredPapers(store: Store, records: readonly string[]): Promise<readonly string[]> {
  const altered: string[] = [];
  for (const some of chunks([...new Set(records)], LIST_VALUES))
    altered.push(...(await store.read((tx) => alteredPaperRecords(tx, some))));
  return altered;
}

/** The same for at most 500 papers. */
export async function alteredPaperRecords(tx: Tx, records: readonly string[]): Promise<readonly string[]> {
  const rows = await paperRows(tx, records);
  const attached = await attachedTo(tx, records);
  const events = await sealedEvents(
    tx,
    rows.map((row) => row.event_seq),
  );
  const wrong = await wronglyEnded(tx, records);
  const sound = new Set<string>();
  for (const row of rows) {
    if (wrong.has(row.record_id)) continue;
    const event = events.get(row.event_seq);
    const parts = attached.get(row.record_id) ?? { assetIds: [], about: [], documents: [] };
    if (event?.get('paper') === row.record_id && event.get('paperRow') === paperDigest(row, parts))
      sound.add(row.record_id);
  }
  return records.filter((record) => !sound.has(record));
}
