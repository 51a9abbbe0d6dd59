import { toAssetId } from './asset-rows.ts';
import type { Said } from './sealed-events.ts';
import type { Tx } from './tables.ts';

/** The first row that these events made and that is gone, in words. */
export async function missingRow(tx: Tx, events: readonly Said[]): Promise<string | undefined> {
  return (
    (await missingAsset(tx, texts(events, 'assetRow', 'asset'))) ??
    (await missingPlace(tx, events.flatMap(openedPlace))) ??
    (await missingDeclaration(tx, texts(events, 'declarationRow', 'declaration'))) ??
    (await missingApproval(tx, texts(events, 'approvalRow', 'record'))) ??
    (await missingRevocation(tx, texts(events, 'revocationRow', 'approval'))) ??
    (await missingPaper(tx, texts(events, 'paperRow', 'paper'))) ??
    (await missingClaims(tx, events)) ??
    (await missingOutcome(tx, events))
  );
}

async function missingPaper(tx: Tx, wanted: readonly string[]): Promise<string | undefined> {
  if (wanted.length === 0) return undefined;
  const rows = await tx.db
    .selectFrom('papers')
    .select('record_id')
    .where('production_id', '=', tx.production)
    .where('record_id', 'in', wanted)
    .execute();
  return gone(
    'the paper',
    wanted,
    rows.map((row) => row.record_id),
  );
}

/** Claims of places are not numbered in the log, so that of each event any one must be there; the rest its digest tells. */
async function missingClaims(tx: Tx, events: readonly Said[]): Promise<string | undefined> {
  const made = events.filter((event) => event.has('placedClaims'));
  const assets = texts(made, 'placedClaims', 'asset');
  if (assets.length === 0) return undefined;
  const seqs = made.flatMap((event) => [event.get('seq')].filter((seq) => typeof seq === 'number'));
  const rows = await tx.db
    .selectFrom('location_evidence')
    .select('event_seq')
    .distinct()
    .where('production_id', '=', tx.production)
    .where('asset_id', 'in', assets.map(toAssetId))
    .where('event_seq', 'in', seqs)
    .execute();
  return gone(
    'what was said of the place in event',
    seqs,
    rows.map((row) => row.event_seq),
  );
}

/** Rows of decisions and of who may do what, which have ids of their own. */
const OUTCOMES = [
  { table: 'checks', field: 'check', kind: 'check-made', what: 'the check' },
  { table: 'exports', field: 'export', kind: 'export-made', what: 'the export' },
  { table: 'quarantine', field: 'quarantine', kind: 'quarantined', what: 'the quarantine record' },
  { table: 'tokens', field: 'token', kind: 'token-created', what: 'the token' },
] as const;

async function missingOutcome(tx: Tx, events: readonly Said[]): Promise<string | undefined> {
  for (const { table, field, kind, what } of OUTCOMES) {
    const wanted = texts(
      events.filter((event) => event.get('kind') === kind),
      field,
      field,
    );
    if (wanted.length === 0) continue;
    const rows = await tx.db
      .selectFrom(table)
      .select('id')
      .where('production_id', '=', tx.production)
      .where('id', 'in', wanted)
      .execute();
    const missing = gone(
      what,
      wanted,
      rows.map((row) => row.id),
    );
    if (missing !== undefined) return missing;
  }
  const versions = events.flatMap((event) => numberOf(event, 'configuration-changed'));
  if (versions.length === 0) return undefined;
  const rows = await tx.db
    .selectFrom('configurations')
    .select('event_seq')
    .where('production_id', '=', tx.production)
    .where('event_seq', 'in', versions)
    .execute();
  return gone(
    'the configuration of event',
    versions,
    rows.map((row) => row.event_seq),
  );
}

function numberOf(event: Said, kind: string): readonly number[] {
  const seq = event.get('seq');
  return event.get('kind') === kind && typeof seq === 'number' ? [seq] : [];
}

async function missingAsset(tx: Tx, wanted: readonly string[]): Promise<string | undefined> {
  if (wanted.length === 0) return undefined;
  const rows = await tx.db
    .selectFrom('assets')
    .select('id')
    .where('production_id', '=', tx.production)
    .where('id', 'in', wanted.map(toAssetId))
    .execute();
  return gone(
    'the asset',
    wanted,
    rows.map((row) => row.id),
  );
}

async function missingPlace(tx: Tx, wanted: readonly number[]): Promise<string | undefined> {
  if (wanted.length === 0) return undefined;
  const rows = await tx.db
    .selectFrom('locations')
    .select('event_seq')
    .where('production_id', '=', tx.production)
    .where('event_seq', 'in', wanted)
    .execute();
  return gone(
    'the place opened by event',
    wanted,
    rows.map((row) => row.event_seq),
  );
}

async function missingDeclaration(tx: Tx, wanted: readonly string[]): Promise<string | undefined> {
  if (wanted.length === 0) return undefined;
  const rows = await tx.db
    .selectFrom('declarations')
    .select('record_id')
    .where('production_id', '=', tx.production)
    .where('record_id', 'in', wanted)
    .execute();
  return gone(
    'the declaration',
    wanted,
    rows.map((row) => row.record_id),
  );
}

async function missingApproval(tx: Tx, wanted: readonly string[]): Promise<string | undefined> {
  if (wanted.length === 0) return undefined;
  const rows = await tx.db
    .selectFrom('approvals')
    .select('record_id')
    .where('production_id', '=', tx.production)
    .where('record_id', 'in', wanted)
    .execute();
  return gone(
    'the approval record',
    wanted,
    rows.map((row) => row.record_id),
  );
}

async function missingRevocation(tx: Tx, wanted: readonly string[]): Promise<string | undefined> {
  if (wanted.length === 0) return undefined;
  const rows = await tx.db
    .selectFrom('revocations')
    .select('approval_id')
    .where('production_id', '=', tx.production)
    .where('approval_id', 'in', wanted)
    .execute();
  return gone(
    'the revocation of',
    wanted,
    rows.map((row) => row.approval_id),
  );
}

function gone<T>(what: string, wanted: readonly T[], found: readonly T[]): string | undefined {
  const there = new Set(found);
  const missing = wanted.find((one) => !there.has(one));
  return missing === undefined ? undefined : `${what} ${missing} was removed`;
}

/** The value of `name` in every event that has a digest of kind `row`. */
function texts(events: readonly Said[], row: string, name: string): readonly string[] {
  const values = events.flatMap((event) => {
    const value = event.has(row) ? event.get(name) : undefined;
    return typeof value === 'string' ? [value] : [];
  });
  return [...new Set(values)];
}

/** A place is named by the number of the event that opened it. */
function openedPlace(event: Said): readonly number[] {
  const seq = event.get('seq');
  return event.has('placeRow') && typeof seq === 'number' ? [seq] : [];
}
