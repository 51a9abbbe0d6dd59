import type { Sha256 } from '../domain/asset.ts';
import { chunks, LIST_VALUES } from './chunks.ts';
import { eventHash, NO_HASH } from './event-log.ts';
import type { Tx } from './tables.ts';

/** What an event says, by field. Empty where its text no longer hashes to what was written. */
export type Said = ReadonlyMap<string, unknown>;

const NOTHING: Said = new Map();

/** The events of these numbers whose text, with their predecessor's hash, still hashes to the hash they carry. */
export async function sealedEvents(tx: Tx, seqs: readonly number[]): Promise<ReadonlyMap<number, Said>> {
  const found = new Map<number, Said>();
  for (const some of chunks([...new Set(seqs)], LIST_VALUES)) {
    const rows = await tx.db
      .selectFrom('events')
      .leftJoin('events as before', (join) =>
        join
          .onRef('before.production_id', '=', 'events.production_id')
          .on((on) => on('before.seq', '=', on('events.seq', '-', 1))),
      )
      .select(['events.seq', 'events.body', 'events.hash', 'before.hash as previous'])
      .where('events.production_id', '=', tx.production)
      .where('events.seq', 'in', some)
      .execute();
    for (const row of rows) found.set(row.seq, said(row));
  }
  return found;
}

interface SealedRow {
  readonly seq: number;
  readonly body: string;
  readonly hash: Sha256;
  readonly previous: Sha256 | null;
}

/** What an event says, if its hash holds. */
export function said({ seq, body, hash, previous }: SealedRow): Said {
  const before = seq === 1 ? NO_HASH : previous;
  if (before === null || eventHash(before, body) !== hash) return NOTHING;
  return fieldsOf(body);
}

/** The fields of an event's text. What is no JSON was not written by us, so it says nothing. */
export function fieldsOf(body: string): Said {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : NOTHING;
  } catch (error) {
    if (error instanceof SyntaxError) return NOTHING;
    throw error;
  }
}
