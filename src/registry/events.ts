import type { Json } from '../domain/canonical-json.ts';
import type { LogEvent } from '../domain/event.ts';
import type { EventRecords } from '../domain/registry.ts';
import type { Checkpoint } from '../domain/seal.ts';
import { checkpointIn } from './checkpoint-events.ts';
import type { Checkpoints } from './checkpoints.ts';
import { type EventFields, logHead } from './event-log.ts';
import { goneRecords } from './gone.ts';
import { loosenedRecords } from './loosened.ts';
import { fieldsOf } from './sealed-events.ts';
import { storable } from './storable.ts';
import type { Store } from './store.ts';
import type { Tx } from './tables.ts';
import { verifyRecord } from './verify.ts';

const EVENT_COLUMNS = ['seq', 'at', 'kind', 'actor', 'body', 'hash'] as const;

/** Fields by which rows are tied to the event that made them; only the registry itself may write them. */
const RESERVED = [
  'assetRow',
  'placeRow',
  'closes',
  'leaves',
  'approval',
  'approvalRow',
  'revocationRow',
  'declarationRow',
  'declaration',
  'record',
  'paper',
  'paperRow',
  'ends',
  'placedClaims',
];

/** The append-only log. */
export function openEvents(store: Store, checkpoints: Checkpoints): EventRecords {
  return {
    head: () => store.read(logHead),
    append: (kind, body, actor, at) =>
      store.write((_, log) => log.append(kind, foreignFields(body), actor, at)),
    after: (seq, limit) => store.read((tx) => eventsAfter(tx, seq, limit)),
    verify: () => verifyRecord(store),
    gone: () => store.read(async (tx) => [...(await goneRecords(tx)), ...(await loosenedRecords(tx))]),
    checkpoint: () => store.write((tx, log) => checkpoints.now(tx, log)),
    checkpoints: () => store.read(signedCheckpoints),
    newestAt: () =>
      store.read(async (tx) => {
        const { seq } = await logHead(tx);
        return (await eventsAfter(tx, seq - 1, 1))[0]?.at;
      }),
  };
}

async function signedCheckpoints(tx: Tx): Promise<readonly Checkpoint[]> {
  const rows = await tx.db
    .selectFrom('events')
    .select('body')
    .where('production_id', '=', tx.production)
    .where('kind', '=', 'checkpoint-signed')
    .orderBy('seq')
    .execute();
  return rows.flatMap((row) => checkpointIn(fieldsOf(row.body)) ?? []);
}

async function eventsAfter(tx: Tx, seq: number, limit: number): Promise<readonly LogEvent[]> {
  const rows = await tx.db
    .selectFrom('events')
    .select(EVENT_COLUMNS)
    .where('production_id', '=', tx.production)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, actor: row.actor ?? undefined }));
}

function foreignFields(body: Readonly<Record<string, unknown>>): EventFields {
  const fields = Object.entries(body).map(([key, value]): [string, Json | undefined] => {
    if (RESERVED.includes(key))
      throw new TypeError(`an event's field ${key} is written by the registry only`);
    return [key, storable(value)];
  });
  return Object.fromEntries(fields);
}
