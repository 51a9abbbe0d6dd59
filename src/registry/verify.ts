import { setImmediate as breathe } from 'node:timers/promises';
import type { AssetId } from '../domain/asset.ts';
import { alteredOf } from './altered.ts';
import { alteredRecords } from './altered-approvals.ts';
import { alteredClaims } from './altered-claims.ts';
import { declarationsHold } from './altered-declarations.ts';
import { alteredPaperRecords } from './altered-papers.ts';
import { alteredPlaces } from './altered-places.ts';
import { toAssetId } from './asset-rows.ts';
import { LIST_VALUES } from './chunks.ts';
import { LOCATION_COLUMNS } from './location-rows.ts';
import type { Store } from './store.ts';
import { strayRow } from './stray-rows.ts';
import type { Tx } from './tables.ts';
import { verifyChain } from './verify-chain.ts';
import { checkPage, configurationPage, exportPage, quarantinePage, tokenPage } from './verify-outcomes.ts';
import { type Page, page } from './verify-page.ts';

/**
 * Hashes the whole log, then compares every row a verdict may rely on with the event that made it. Goes page by page, so that
 * its memory does not grow and other work goes on between. The first break found, or none.
 */
export async function verifyRecord(
  store: Store,
): Promise<{ readonly events: number; readonly broken: string | undefined }> {
  const chain = await verifyChain(store);
  if (chain.broken !== undefined) return chain;
  const declarations = new Map<string, boolean>();
  const broken =
    (await everyPage(store, toAssetId(''), (tx, after) => assetPage(tx, after, declarations))) ??
    (await everyPage(store, 0, placePage)) ??
    (await everyPage(store, '', (tx, after) => declarationPage(tx, after, declarations))) ??
    (await everyPage(store, '', approvalPage)) ??
    (await everyPage(store, '', paperPage)) ??
    (await everyPage(store, 0, configurationPage)) ??
    (await everyPage(store, '', checkPage)) ??
    (await everyPage(store, '', exportPage)) ??
    (await everyPage(store, '', quarantinePage)) ??
    (await everyPage(store, '', tokenPage)) ??
    (await store.read(strayRow));
  return { events: chain.events, broken };
}

async function everyPage<Cursor>(
  store: Store,
  start: Cursor,
  look: (tx: Tx, after: Cursor) => Promise<Page<Cursor>>,
): Promise<string | undefined> {
  let after: Cursor | undefined = start;
  while (after !== undefined) {
    const from: Cursor = after;
    const page: Page<Cursor> = await store.read((tx) => look(tx, from));
    if (page.broken !== undefined) return page.broken;
    after = page.next;
    await breathe();
  }
  return undefined;
}

async function assetPage(tx: Tx, after: AssetId, declarations: Map<string, boolean>): Promise<Page<AssetId>> {
  const rows = await tx.db
    .selectFrom('assets')
    .select('id')
    .where('production_id', '=', tx.production)
    .where('id', '>', after)
    .orderBy('id')
    .limit(LIST_VALUES)
    .execute();
  const ids = rows.map((row) => row.id);
  const [altered] = ids.length === 0 ? [] : await alteredOf(tx, ids, declarations);
  const misread = ids.length === 0 || altered !== undefined ? undefined : await alteredClaims(tx, ids);
  if (misread !== undefined) return { broken: `the evidence of asset ${misread} is not what was read` };
  return page(ids.at(-1), altered, (id) => `the asset ${id} is not what the log says of it`);
}

async function placePage(tx: Tx, after: number): Promise<Page<number>> {
  const rows = await tx.db
    .selectFrom('locations')
    .select(LOCATION_COLUMNS)
    .where('production_id', '=', tx.production)
    .where('event_seq', '>', after)
    .orderBy('event_seq')
    .limit(LIST_VALUES)
    .execute();
  const [altered] = await alteredPlaces(tx, rows);
  return page(
    rows.at(-1)?.event_seq,
    altered?.event_seq,
    (seq) => `the place opened by event ${seq} is not what the log says of it`,
  );
}

async function declarationPage(
  tx: Tx,
  after: string,
  declarations: Map<string, boolean>,
): Promise<Page<string>> {
  const rows = await tx.db
    .selectFrom('declarations')
    .select('record_id')
    .where('production_id', '=', tx.production)
    .where('record_id', '>', after)
    .orderBy('record_id')
    .limit(LIST_VALUES)
    .execute();
  const records = rows.map((row) => row.record_id);
  await declarationsHold(tx, records, declarations);
  const altered = records.find((record) => declarations.get(record) !== true);
  return page(records.at(-1), altered, (id) => `the declaration ${id} is not what was recorded`);
}

async function approvalPage(tx: Tx, after: string): Promise<Page<string>> {
  const rows = await tx.db
    .selectFrom('approvals')
    .select('record_id')
    .where('production_id', '=', tx.production)
    .where('record_id', '>', after)
    .orderBy('record_id')
    .limit(LIST_VALUES)
    .execute();
  const records = rows.map((row) => row.record_id);
  const [altered] = records.length === 0 ? [] : await alteredRecords(tx, records);
  return page(records.at(-1), altered, (id) => `the approval record ${id} is not what was recorded`);
}

async function paperPage(tx: Tx, after: string): Promise<Page<string>> {
  const rows = await tx.db
    .selectFrom('papers')
    .select('record_id')
    .where('production_id', '=', tx.production)
    .where('record_id', '>', after)
    .orderBy('record_id')
    .limit(LIST_VALUES)
    .execute();
  const records = rows.map((row) => row.record_id);
  const [altered] = records.length === 0 ? [] : await alteredPaperRecords(tx, records);
  return page(records.at(-1), altered, (id) => `the paper ${id} is not what was recorded`);
}
