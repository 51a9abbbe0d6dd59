import type { Selectable } from 'kysely';
import type { StoredDocument } from '../domain/approval.ts';
import type { AssetId, Sha256 } from '../domain/asset.ts';
import type { Paper } from '../domain/paper.ts';
import { chunks, LIST_VALUES } from './chunks.ts';
import { digestOf } from './digest.ts';
import type { PapersTable, Tx } from './tables.ts';

/** A paper as stored, without what hangs on it. */
export type PaperRow = Omit<Selectable<PapersTable>, 'production_id'>;

/** What a paper is about and what was handed in with it, each in a fixed order. */
export interface Attached {
  readonly assetIds: readonly AssetId[];
  readonly about: readonly string[];
  readonly documents: readonly StoredDocument[];
}

/** Columns of a paper. */
export const PAPER_COLUMNS = [
  'papers.record_id',
  'papers.kind',
  'papers.body',
  'papers.supersedes',
  'papers.recorded_by',
  'papers.recorded_at',
  'papers.event_seq',
] as const;

const NONE: Attached = { assetIds: [], about: [], documents: [] };

/** Papers by their own ids, oldest first. */
export async function paperRows(tx: Tx, records: readonly string[]): Promise<readonly PaperRow[]> {
  const rows: PaperRow[] = [];
  for (const some of chunks([...new Set(records)], LIST_VALUES)) {
    rows.push(
      ...(await tx.db
        .selectFrom('papers')
        .select(PAPER_COLUMNS)
        .where('production_id', '=', tx.production)
        .where('record_id', 'in', some)
        .execute()),
    );
  }
  return rows.sort((a, b) => a.event_seq - b.event_seq);
}

/** The papers these rows stand for, in their order. */
export async function papersOf(tx: Tx, rows: readonly PaperRow[]): Promise<readonly Paper[]> {
  const attached = await attachedTo(
    tx,
    rows.map((row) => row.record_id),
  );
  return rows.map((row) => toPaper(row, attached.get(row.record_id) ?? NONE));
}

/** Assets, subjects and documents of papers, by paper. */
export async function attachedTo(tx: Tx, records: readonly string[]): Promise<ReadonlyMap<string, Attached>> {
  const found = new Map<string, { assetIds: AssetId[]; about: string[]; documents: StoredDocument[] }>();
  const of = (record: string): { assetIds: AssetId[]; about: string[]; documents: StoredDocument[] } => {
    const known = found.get(record) ?? { assetIds: [], about: [], documents: [] };
    found.set(record, known);
    return known;
  };
  for (const some of chunks(records, LIST_VALUES)) {
    const assets = await tx.db
      .selectFrom('paper_assets')
      .select(['record_id', 'asset_id'])
      .where('production_id', '=', tx.production)
      .where('record_id', 'in', some)
      .orderBy('record_id')
      .orderBy('asset_id')
      .execute();
    for (const { record_id, asset_id } of assets) of(record_id).assetIds.push(asset_id);
    const subjects = await tx.db
      .selectFrom('paper_subjects')
      .select(['record_id', 'about'])
      .where('production_id', '=', tx.production)
      .where('record_id', 'in', some)
      .orderBy('record_id')
      .orderBy('about')
      .execute();
    for (const { record_id, about } of subjects) of(record_id).about.push(about);
    const documents = await tx.db
      .selectFrom('paper_documents')
      .select(['record_id', 'sha256', 'size_bytes', 'name'])
      .where('production_id', '=', tx.production)
      .where('record_id', 'in', some)
      .orderBy('record_id')
      .orderBy('n')
      .execute();
    for (const { record_id, sha256, size_bytes, name } of documents)
      of(record_id).documents.push({ sha256, sizeBytes: size_bytes, name });
  }
  return found;
}

/** Digest of a paper whole: what it says, of what, with which documents. */
export function paperDigest(row: PaperRow, { assetIds, about, documents }: Attached): Sha256 {
  return digestOf({
    ...row,
    assets: [...assetIds],
    about: [...about],
    documents: documents.map(({ sha256, sizeBytes, name }) => ({ sha256, sizeBytes, name })),
  });
}

/** The body was written by us from a typed value, and its digest stands in the log. */
function toPaper(row: PaperRow, attached: Attached): Paper {
  const paper = {
    kind: row.kind,
    recordId: row.record_id,
    body: JSON.parse(row.body),
    ...attached,
    supersedes: row.supersedes ?? undefined,
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at,
    eventSeq: row.event_seq,
  };
  return paper;
}
