import { createHash } from 'node:crypto';
import type { Sha256 } from '../domain/asset.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Check, CheckItem } from '../domain/check.ts';
import type { RelPath } from '../domain/path.ts';
import type { Actor } from '../domain/person.ts';
import type { CheckRecords, StoredCheck } from '../domain/registry.ts';
import { inBreaths } from './chunks.ts';
import { digestOf, pathDigest } from './digest.ts';
import type { EventLog } from './event-log.ts';
import { type Slots, statement } from './statement.ts';
import { storable } from './storable.ts';
import type { Store } from './store.ts';
import type { CheckItemsTable, Tx } from './tables.ts';

const insertItem = statement((db, slot: Slots<CheckItemsTable>) =>
  db.insertInto('check_items').values({
    production_id: slot('production_id'),
    check_id: slot('check_id'),
    n: slot('n'),
    item: slot('item'),
  }),
);

/** Decisions of the gate, as they were made. Items that pass are kept as count and digest. */
export function openChecks(store: Store): CheckRecords {
  return {
    record: (check, actor) => store.write((tx, log) => recordCheck(tx, log, check, actor)),
    byId: (id) => store.read((tx) => checkById(tx, id)),
    lastOf: (paths, destination) =>
      store.read(async (tx) => {
        const newest = await newestOf(tx, scopeDigest(paths, destination));
        return newest === undefined ? undefined : checkById(tx, newest.id);
      }),
  };
}

async function recordCheck(tx: Tx, log: EventLog, check: Check, actor: Actor): Promise<StoredCheck> {
  const { items, ...head } = check;
  const passed = items.filter((item) => item.verdict === 'pass');
  const others = items.filter((item) => item.verdict !== 'pass');
  const passItemsSha256 = listDigest(passed);
  const scope = scopeDigest(check.scope.paths, check.destination);
  const content = contentDigest(head, passItemsSha256, listDigest(others));
  const newest = await newestOf(tx, scope);
  const sameAs = newest?.content_sha256 === content ? (newest.same_as ?? newest.id) : null;
  await tx.db
    .insertInto('checks')
    .values({
      production_id: tx.production,
      id: check.id,
      event_seq: log.nextSeq(),
      checked_at: check.checkedAt,
      outcome: check.outcome,
      destination: check.destination,
      scope_sha256: scope,
      head: JSON.stringify(head),
      pass_items: passed.length,
      pass_items_sha256: passItemsSha256,
      content_sha256: content,
      same_as: sameAs,
    })
    .execute();
  if (sameAs === null) {
    let n = 0;
    for await (const item of inBreaths(others)) {
      const text = JSON.stringify(item);
      await insertItem(tx, { production_id: tx.production, check_id: check.id, n, item: text });
      n += 1;
    }
  }
  const fields = {
    check: check.id,
    outcome: check.outcome,
    destination: check.destination,
    items: items.length,
    content,
    sameAs: sameAs ?? undefined,
  };
  await log.append('check-made', fields, actor, check.checkedAt);
  return { check: { ...head, items: others }, passItemsSha256, sameAs: sameAs ?? undefined };
}

async function checkById(tx: Tx, id: string): Promise<StoredCheck | undefined> {
  const row = await tx.db
    .selectFrom('checks')
    .select(['head', 'pass_items_sha256', 'same_as'])
    .where('production_id', '=', tx.production)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const rows = await tx.db
    .selectFrom('check_items')
    .select('item')
    .where('production_id', '=', tx.production)
    .where('check_id', '=', row.same_as ?? id)
    .orderBy('n')
    .execute();
  const head: Omit<Check, 'items'> = JSON.parse(row.head);
  const items = rows.map(({ item }): CheckItem => JSON.parse(item));
  return {
    check: { ...head, items },
    passItemsSha256: row.pass_items_sha256,
    sameAs: row.same_as ?? undefined,
  };
}

async function newestOf(tx: Tx, scope: Sha256) {
  return tx.db
    .selectFrom('checks')
    .select(['id', 'same_as', 'content_sha256'])
    .where('production_id', '=', tx.production)
    .where('scope_sha256', '=', scope)
    .orderBy('event_seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** What a scope and its destination are looked up by. */
export function scopeDigest(paths: readonly RelPath[], destination: Check['destination']): Sha256 {
  return digestOf({ destination, paths: paths.map(pathDigest).sort() });
}

/** Digest of what was decided and on what; not of when, nor of the number of events before it. */
export function contentDigest(head: Omit<Check, 'items'>, passed: Sha256, others: Sha256): Sha256 {
  const { id: _id, checkedAt: _checkedAt, versions, ...decided } = head;
  const { eventSeq: _eventSeq, ...inputs } = versions;
  return digestOf({ decided: storable(decided), inputs: storable(inputs), passed, others });
}

/** SHA-256 of a list's RFC 8785 text, hashed item by item because a list may be larger than a string. */
export function listDigest(items: readonly CheckItem[]): Sha256 {
  const digest = createHash('sha256').update('[');
  for (const [n, item] of items.entries()) {
    digest.update(`${n === 0 ? '' : ','}${canonicalJson(storable(item) ?? null)}`);
  }
  return hexDigest(digest.update(']').digest('hex'));
}

function hexDigest(hex: string): Sha256 {
  return hex as Sha256;
}
