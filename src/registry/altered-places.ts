import { chunks, LIST_VALUES } from './chunks.ts';
import { type LocationRow, locationDigest } from './location-rows.ts';
import { sealedEvents } from './sealed-events.ts';
import type { Tx } from './tables.ts';

/** Those places that differ from what the event that opened them says, or whose end no event or another event made. */
export async function alteredPlaces(tx: Tx, rows: readonly LocationRow[]): Promise<readonly LocationRow[]> {
  const altered: LocationRow[] = [];
  for (const some of chunks(rows, LIST_VALUES)) {
    const seqs = some.map((row) => row.event_seq);
    const events = await sealedEvents(tx, seqs);
    const ends = await endsOf(tx, seqs);
    altered.push(
      ...some.filter(
        (row) =>
          events.get(row.event_seq)?.get('placeRow') !== locationDigest(row) ||
          (ends.get(row.event_seq) ?? 0) !== row.closed_seq,
      ),
    );
  }
  return altered;
}

/** Which event ended each of these places, as the log says. */
async function endsOf(tx: Tx, places: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const closed = await tx.db
    .selectFrom('events')
    .select(['seq', 'closes as place'])
    .where('production_id', '=', tx.production)
    .where('closes', 'in', places)
    .execute();
  const left = await tx.db
    .selectFrom('events')
    .select(['seq', 'leaves as place'])
    .where('production_id', '=', tx.production)
    .where('leaves', 'in', places)
    .execute();
  return new Map([...closed, ...left].flatMap(({ place, seq }) => (place === null ? [] : [[place, seq]])));
}
