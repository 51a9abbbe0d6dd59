import { setImmediate as breathe } from 'node:timers/promises';
import type { Selectable } from 'kysely';
import type { Sha256 } from '../domain/asset.ts';
import { isSoundCheckpoint } from './checkpoint-events.ts';
import { eventHash, logHead, NO_HASH } from './event-log.ts';
import { missingRow } from './missing-rows.ts';
import { fieldsOf, type Said } from './sealed-events.ts';
import type { Store } from './store.ts';
import type { EventsTable, Tx } from './tables.ts';

/** Events looked at in one transaction. */
const PAGE = 500;

type EventRow = Pick<Selectable<EventsTable>, 'seq' | 'at' | 'kind' | 'actor' | 'body' | 'hash'>;

/** The last entry found sound. */
interface Link {
  readonly seq: number;
  readonly hash: Sha256;
}

type Step = { readonly broken: string } | { readonly at: Link; readonly isEnd: boolean };

/**
 * Walks the log from its first entry to the head: no number missing, every text hashing with its predecessor, columns saying what
 * the text says, every row it made still there, and the head naming the last entry.
 */
export async function verifyChain(
  store: Store,
): Promise<{ readonly events: number; readonly broken: string | undefined }> {
  let at: Link = { seq: 0, hash: NO_HASH };
  for (;;) {
    const from = at;
    const step = await store.read((tx) => nextPage(tx, from));
    if ('broken' in step) return { events: from.seq, broken: step.broken };
    at = step.at;
    if (step.isEnd) return { events: at.seq, broken: undefined };
    await breathe();
  }
}

async function nextPage(tx: Tx, from: Link): Promise<Step> {
  const rows = await tx.db
    .selectFrom('events')
    .select(['seq', 'at', 'kind', 'actor', 'body', 'hash'])
    .where('production_id', '=', tx.production)
    .where('seq', '>', from.seq)
    .orderBy('seq')
    .limit(PAGE)
    .execute();
  let at = from;
  const said: Said[] = [];
  for (const row of rows) {
    const fields = fieldsOf(row.body);
    const broken = brokenLink(at, row, fields, tx.productionId);
    if (broken !== undefined) return { broken };
    if (row.kind === 'checkpoint-signed' && !isSoundCheckpoint(fields, at))
      return { broken: `the checkpoint in event ${row.seq} does not hold` };
    said.push(new Map([...fields, ['seq', row.seq]]));
    at = { seq: row.seq, hash: row.hash };
  }
  const missing = await missingRow(tx, said);
  if (missing !== undefined) return { broken: missing };
  if (rows.length === PAGE) return { at, isEnd: false };
  const head = await logHead(tx);
  if (head.seq !== at.seq || head.hash !== at.hash)
    return { broken: `the log ends after event ${at.seq}, but its head names event ${head.seq}` };
  return { at, isEnd: true };
}

function brokenLink(before: Link, row: EventRow, fields: Said, productionId: string): string | undefined {
  if (row.seq !== before.seq + 1) return `event ${before.seq + 1} is missing`;
  if (eventHash(before.hash, row.body) !== row.hash) return `event ${row.seq} is not what was written`;
  const isSame =
    fields.get('kind') === row.kind &&
    fields.get('at') === row.at &&
    (fields.get('actor') ?? null) === row.actor &&
    fields.get('production') === productionId;
  return isSame ? undefined : `event ${row.seq} is listed as something else than was written`;
}
