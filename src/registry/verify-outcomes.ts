import type { Check, CheckItem } from '../domain/check.ts';
import { hashBytes } from '../files/hash.ts';
import { pathFromBytes } from '../files/paths.ts';
import { contentDigest, listDigest, scopeDigest } from './checks.ts';
import { LIST_VALUES } from './chunks.ts';
import { pathDigest } from './digest.ts';
import { deliveriesDigest } from './exports.ts';
import { type Said, sealedEvents } from './sealed-events.ts';
import type { Tx } from './tables.ts';
import { tokenDigest } from './tokens.ts';
import { type Page, page } from './verify-page.ts';

/** Versions of the configuration against their events. */
export async function configurationPage(tx: Tx, after: number): Promise<Page<number>> {
  const rows = await tx.db
    .selectFrom('configurations')
    .select(['event_seq', 'sha256', 'text', 'at'])
    .where('production_id', '=', tx.production)
    .where('event_seq', '>', after)
    .orderBy('event_seq')
    .limit(LIST_VALUES)
    .execute();
  const events = await sealedEvents(
    tx,
    rows.map((row) => row.event_seq),
  );
  const altered = rows.find((row) => {
    const event = events.get(row.event_seq);
    return (
      event?.get('configuration') !== row.sha256 ||
      event.get('at') !== row.at ||
      hashBytes(row.text) !== row.sha256
    );
  });
  return page(
    rows.at(-1)?.event_seq,
    altered?.event_seq,
    (seq) => `the configuration of event ${seq} is not what was recorded`,
  );
}

/** Checks with their items against their events. */
export async function checkPage(tx: Tx, after: string): Promise<Page<string>> {
  const rows = await tx.db
    .selectFrom('checks')
    .selectAll()
    .where('production_id', '=', tx.production)
    .where('id', '>', after)
    .orderBy('id')
    .limit(CHECKS)
    .execute();
  const events = await sealedEvents(
    tx,
    rows.map((row) => row.event_seq),
  );
  for (const row of rows) {
    const head: Omit<Check, 'items'> = JSON.parse(row.head);
    const stored = await tx.db
      .selectFrom('check_items')
      .select('item')
      .where('production_id', '=', tx.production)
      .where('check_id', '=', row.same_as ?? row.id)
      .orderBy('n')
      .execute();
    const items = stored.map(({ item }): CheckItem => JSON.parse(item));
    const event = events.get(row.event_seq);
    const isSound =
      event?.get('check') === row.id &&
      event.get('at') === row.checked_at &&
      head.checkedAt === row.checked_at &&
      head.id === row.id &&
      event.get('outcome') === row.outcome &&
      head.outcome === row.outcome &&
      event.get('destination') === row.destination &&
      event.get('content') === row.content_sha256 &&
      (event.get('sameAs') ?? null) === row.same_as &&
      event.get('items') === row.pass_items + items.length &&
      scopeDigest(head.scope.paths, head.destination) === row.scope_sha256 &&
      contentDigest(head, row.pass_items_sha256, listDigest(items)) === row.content_sha256;
    if (!isSound) return page(row.id, row.id, (id) => `the check ${id} is not what was decided`);
  }
  return page(rows.at(-1)?.id, undefined, String);
}

/** Each may hold many items. */
const CHECKS = 50;

/** Exports with the approvals they were made under against their events. */
export async function exportPage(tx: Tx, after: string): Promise<Page<string>> {
  const rows = await tx.db
    .selectFrom('exports')
    .selectAll()
    .where('production_id', '=', tx.production)
    .where('id', '>', after)
    .orderBy('id')
    .limit(CHECKS)
    .execute();
  const events = await sealedEvents(
    tx,
    rows.map((row) => row.event_seq),
  );
  for (const row of rows) {
    const under = await tx.db
      .selectFrom('export_approvals')
      .select(['approval_id', 'asset_id', 'place'])
      .where('production_id', '=', tx.production)
      .where('export_id', '=', row.id)
      .orderBy('n')
      .execute();
    const deliveries = under.map(({ approval_id: approvalId, asset_id: assetId, place }) => ({
      approvalId,
      assetId,
      place: pathFromBytes(place),
    }));
    const event = events.get(row.event_seq);
    const isSound =
      event?.get('export') === row.id &&
      event.get('at') === row.at &&
      event.get('check') === row.check_id &&
      event.get('manifest') === row.manifest_sha256 &&
      event.get('files') === row.files &&
      (event.get('approvals') ?? null) === row.approvals_sha256 &&
      (row.approvals_sha256 === null
        ? under.length === 0
        : deliveriesDigest(deliveries) === row.approvals_sha256);
    if (!isSound) return page(row.id, row.id, (id) => `the export ${id} is not what was recorded`);
  }
  return page(rows.at(-1)?.id, undefined, String);
}

/** What was moved aside and what came back against their events. */
export async function quarantinePage(tx: Tx, after: string): Promise<Page<string>> {
  const rows = await tx.db
    .selectFrom('quarantine')
    .selectAll()
    .where('production_id', '=', tx.production)
    .where('id', '>', after)
    .orderBy('id')
    .limit(LIST_VALUES)
    .execute();
  const events = await sealedEvents(
    tx,
    rows.map((row) => row.event_seq),
  );
  const back = await endsOf(tx, 'restored', 'quarantine');
  const altered = rows.find((row) => {
    const event = events.get(row.event_seq);
    return !(
      event?.get('quarantine') === row.id &&
      event.get('at') === row.at &&
      event.get('asset') === row.asset_id &&
      JSON.stringify(event.get('codes')) === row.codes &&
      event.get('from') === pathDigest(pathFromBytes(row.from_path)) &&
      event.get('to') === pathDigest(pathFromBytes(row.to_path)) &&
      (back.get(row.id) ?? null) === row.restored_at
    );
  });
  return page(rows.at(-1)?.id, altered?.id, (id) => `the quarantine record ${id} is not what was recorded`);
}

/** Who may use the API against the events that gave and took it. */
export async function tokenPage(tx: Tx, after: string): Promise<Page<string>> {
  const rows = await tx.db
    .selectFrom('tokens')
    .selectAll()
    .where('production_id', '=', tx.production)
    .where('id', '>', after)
    .orderBy('id')
    .limit(LIST_VALUES)
    .execute();
  const made = await saidBy(tx, 'token-created', 'token');
  const ended = await endsOf(tx, 'token-revoked', 'token');
  const altered = rows.find(
    (row) =>
      made.get(row.id)?.get('tokenRow') !== tokenDigest(row) ||
      (ended.get(row.id) ?? null) !== row.revoked_at,
  );
  return page(rows.at(-1)?.id, altered?.id, (id) => `the token ${id} is not what was recorded`);
}

/** When the log says each of these came to its end. */
async function endsOf(
  tx: Tx,
  kind: 'restored' | 'token-revoked',
  name: string,
): Promise<ReadonlyMap<string, unknown>> {
  return new Map([...(await saidBy(tx, kind, name))].map(([id, said]) => [id, said.get('at')]));
}

async function saidBy(
  tx: Tx,
  kind: 'restored' | 'token-revoked' | 'token-created',
  name: string,
): Promise<ReadonlyMap<string, Said>> {
  const rows = await tx.db
    .selectFrom('events')
    .select('seq')
    .where('production_id', '=', tx.production)
    .where('kind', '=', kind)
    .execute();
  const events = await sealedEvents(
    tx,
    rows.map((row) => row.seq),
  );
  const found = new Map<string, Said>();
  for (const said of events.values()) {
    const id = said.get(name);
    if (typeof id === 'string') found.set(id, said);
  }
  return found;
}
