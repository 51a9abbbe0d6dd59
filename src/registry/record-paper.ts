import type { StoredDocument } from '../domain/approval.ts';
import type { Instant } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { NewPaper } from '../domain/paper.ts';
import type { Actor } from '../domain/person.ts';
import { chunks, inBreaths, LIST_VALUES } from './chunks.ts';
import { knownAssets } from './known-assets.ts';
import { oweEverywhere } from './owed.ts';
import { type PaperRow, paperDigest, paperRows } from './paper-rows.ts';
import { reclassify } from './reclassify.ts';
import type { Recording } from './recording.ts';
import { storedText } from './stored-text.ts';
import type { Tx } from './tables.ts';
import { withdrawnBy } from './withdrawal.ts';

/**
 * Records a paper in the transaction at hand and gives back its row; where it takes back a declaration, the assets of that are judged
 * again. Throws `not-found` for an asset or superseded paper that is not there, `conflict` where the superseded one is of another
 * kind or has a successor already, and what `withdrawnBy` throws.
 */
export async function recordPaper(
  work: Recording,
  paper: NewPaper,
  documents: readonly StoredDocument[],
  actor: Actor,
  at: Instant,
): Promise<PaperRow> {
  const { tx, log, ids } = work;
  const assetIds = paper.assetIds.length === 0 ? [] : await knownAssets(tx, paper.assetIds);
  const about = [...new Set(paper.about)].sort();
  const taken = paper.kind === 'withdrawal' ? await withdrawnBy(tx, paper) : undefined;
  if (taken === undefined && paper.supersedes !== undefined)
    await requireLatest(tx, paper.kind, paper.supersedes);
  const row: PaperRow = {
    record_id: ids.next(),
    kind: paper.kind,
    body: storedText(paper.body),
    supersedes: paper.supersedes ?? null,
    recorded_by: actor.personId,
    recorded_at: at,
    event_seq: log.nextSeq(),
  };
  const production_id = tx.production;
  await tx.db
    .insertInto('papers')
    .values({ ...row, production_id })
    .execute();
  for (const some of chunks(assetIds, LIST_VALUES))
    await tx.db
      .insertInto('paper_assets')
      .values(some.map((asset_id) => ({ production_id, record_id: row.record_id, asset_id })))
      .execute();
  for (const some of chunks(about, LIST_VALUES))
    await tx.db
      .insertInto('paper_subjects')
      .values(some.map((each) => ({ production_id, record_id: row.record_id, about: each })))
      .execute();
  for (const [n, { sha256, sizeBytes, name }] of documents.entries())
    await tx.db
      .insertInto('paper_documents')
      .values({ production_id, record_id: row.record_id, n, sha256, size_bytes: sizeBytes, name })
      .execute();
  const fields = {
    paper: row.record_id,
    paperKind: row.kind,
    paperRow: paperDigest(row, { assetIds, about, documents }),
    assets: assetIds.length,
    ends: taken?.record ?? row.supersedes ?? undefined,
  };
  await log.append('paper-recorded', fields, actor, at);
  for await (const asset of inBreaths(assetIds)) await oweEverywhere(tx, asset);
  if (taken !== undefined) await reclassify(work, taken.assetIds, actor, at);
  return row;
}

async function requireLatest(tx: Tx, kind: NewPaper['kind'], record: string): Promise<void> {
  const [earlier] = await paperRows(tx, [record]);
  if (earlier === undefined)
    throw new ProvgateError('not-found', `There is no ${kind} ${record}.`, 'Look up its id and try again.');
  if (earlier.kind !== kind)
    throw new ProvgateError(
      'conflict',
      `${record} is a ${earlier.kind}, which a ${kind} cannot replace.`,
      'Name the record it replaces.',
    );
  const successor = await tx.db
    .selectFrom('papers')
    .select('record_id')
    .where('production_id', '=', tx.production)
    .where('supersedes', '=', record)
    .executeTakeFirst();
  if (successor === undefined) return;
  throw new ProvgateError(
    'conflict',
    `${record} was replaced by ${successor.record_id} already.`,
    'Replace the newest one.',
  );
}
