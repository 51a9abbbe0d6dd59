import type { Instant, Sha256 } from '../domain/asset.ts';
import { canonicalJson, type Json } from '../domain/canonical-json.ts';
import type { EventKind, LogEvent, LogHead } from '../domain/event.ts';
import type { Actor, PersonId } from '../domain/person.ts';
import { hashBytes } from '../files/hash.ts';
import { type Slots, statement } from './statement.ts';
import type { Tx } from './tables.ts';

/** What an event says beyond kind, time, actor and production. Never names, paths or excerpts. */
export type EventFields = Readonly<Record<string, Json | undefined>>;

/** The log within one transaction: the head is read once, moved with every entry, and written back at the end. */
export interface EventLog {
  /** The number the next entry will have, for the rows it makes. */
  nextSeq(): number;
  append(kind: EventKind, fields: EventFields, actor: Actor | undefined, at: Instant): Promise<LogEvent>;
  /** The newest entry, those appended here included. */
  head(): LogHead;
  /** Kinds appended in this transaction. */
  kinds(): ReadonlySet<EventKind>;
  flush(): Promise<void>;
}

/** What the first entry names as its predecessor's hash. */
export const NO_HASH = '0'.repeat(64) as Sha256;

const readHead = statement((db, slot: Slots<{ production: number }>) =>
  db.selectFrom('heads').select(['seq', 'hash']).where('production_id', '=', slot('production')),
);

const moveHead = statement((db, slot: Slots<{ production: number; seq: number; hash: Sha256 }>) =>
  db
    .updateTable('heads')
    .set({ seq: slot('seq'), hash: slot('hash') })
    .where('production_id', '=', slot('production')),
);

const insertEvent = statement(
  (
    db,
    slot: Slots<{
      production: number;
      seq: number;
      at: Instant;
      kind: EventKind;
      actor: PersonId | null;
      body: string;
      hash: Sha256;
    }>,
  ) =>
    db.insertInto('events').values({
      production_id: slot('production'),
      seq: slot('seq'),
      at: slot('at'),
      kind: slot('kind'),
      actor: slot('actor'),
      body: slot('body'),
      hash: slot('hash'),
    }),
);

/** The newest entry's number and hash. */
export async function logHead(tx: Tx): Promise<LogHead> {
  const [head] = await readHead(tx, { production: tx.production });
  return head ?? { seq: 0, hash: NO_HASH };
}

/** The hash of an entry: SHA-256 of its predecessor's hash, a newline and its own text. */
export function eventHash(previous: Sha256, body: string): Sha256 {
  return hashBytes(`${previous}\n${body}`);
}

/** Opens the log in a transaction that began immediate, so that its head cannot move under it. */
export async function openEventLog(tx: Tx): Promise<EventLog> {
  const { production, productionId } = tx;
  const start = await logHead(tx);
  let head = start;
  const kinds = new Set<EventKind>();
  return {
    head: () => head,
    kinds: () => kinds,
    nextSeq: () => head.seq + 1,
    append: async (kind, fields, actor, at) => {
      const seq = head.seq + 1;
      const person: PersonId | undefined = actor?.personId;
      const body = canonicalJson({ ...fields, at, actor: person, kind, production: productionId });
      const hash = eventHash(head.hash, body);
      await insertEvent(tx, { production, seq, at, kind, actor: person ?? null, body, hash });
      head = { seq, hash };
      kinds.add(kind);
      return { seq, at, kind, actor: person, body, hash };
    },
    flush: async () => {
      if (head.seq !== start.seq) await moveHead(tx, { production, ...head });
    },
  };
}
