import type { StoredDocument } from '../domain/approval.ts';
import type { AssetId } from '../domain/asset.ts';
import type { Paper, PaperKind } from '../domain/paper.ts';
import type { PaperRecords } from '../domain/registry.ts';
import { alteredPapers } from './altered-papers.ts';
import { chunks, LIST_VALUES } from './chunks.ts';
import type { DocumentStore } from './documents.ts';
import { PAPER_COLUMNS, paperRows, papersOf } from './paper-rows.ts';
import { recordPaper } from './record-paper.ts';
import type { BeginRecording } from './recording.ts';
import type { Store } from './store.ts';
import type { Tx } from './tables.ts';

/** Notices, requests, consents, waivers and the like: immutable, dated, with documents by hash. */
export function openPapers(store: Store, begin: BeginRecording, documents: DocumentStore): PaperRecords {
  return {
    async record(papers, actor, at) {
      const stored = papers.map((paper) => paper.documents.map((document) => documents.put(document)));
      return store.write(async (tx, log) => {
        const work = begin(tx, log);
        const rows = [];
        for (const [n, paper] of papers.entries())
          rows.push(await recordPaper(work, paper, stored[n] ?? NO_DOCUMENTS, actor, at));
        return papersOf(tx, rows);
      });
    },
    byId: (id) => store.read(async (tx) => (await papersOf(tx, await paperRows(tx, [id])))[0]),
    list: (kinds) =>
      store.read(async (tx) => {
        const rows = await tx.db
          .selectFrom('papers')
          .select(PAPER_COLUMNS)
          .where('production_id', '=', tx.production)
          .where('kind', 'in', [...kinds])
          .orderBy('event_seq')
          .execute();
        return narrowed(await latest(tx, await papersOf(tx, rows)), kinds);
      }),
    ofAssets: (kinds, ids) =>
      store.read(async (tx) => {
        const records = await recordsOfAssets(tx, ids);
        const papers = narrowed(await latest(tx, await papersOf(tx, await paperRows(tx, records))), kinds);
        return grouped(papers, ({ assetIds }) => assetIds, new Set(ids));
      }),
    about: (kinds, subjects) =>
      store.read(async (tx) => {
        const records = await recordsAbout(tx, subjects);
        const papers = narrowed(await latest(tx, await papersOf(tx, await paperRows(tx, records))), kinds);
        return grouped(papers, ({ about }) => about, new Set(subjects));
      }),
    altered: (records) => alteredPapers(store, records),
  };
}

const NO_DOCUMENTS: readonly StoredDocument[] = [];

/** Papers no later one supersedes. */
async function latest(tx: Tx, papers: readonly Paper[]): Promise<readonly Paper[]> {
  const superseded = new Set<string>();
  const ids = papers.map(({ recordId }) => recordId);
  for (const some of chunks(ids, LIST_VALUES)) {
    const rows = await tx.db
      .selectFrom('papers')
      .select('supersedes')
      .where('production_id', '=', tx.production)
      .where('supersedes', 'in', some)
      .execute();
    for (const { supersedes } of rows) if (supersedes !== null) superseded.add(supersedes);
  }
  return papers.filter(({ recordId }) => !superseded.has(recordId));
}

function narrowed<Kind extends PaperKind>(
  papers: readonly Paper[],
  kinds: readonly Kind[],
): readonly Paper<Kind>[] {
  const wanted = new Set<PaperKind>(kinds);
  const isWanted = (paper: Paper): paper is Paper<Kind> => wanted.has(paper.kind);
  return papers.filter(isWanted);
}

function grouped<Kind extends PaperKind, Key>(
  papers: readonly Paper<Kind>[],
  keysOf: (paper: Paper<Kind>) => readonly Key[],
  wanted: ReadonlySet<Key>,
): ReadonlyMap<Key, readonly Paper<Kind>[]> {
  const found = new Map<Key, Paper<Kind>[]>();
  for (const paper of papers)
    for (const key of keysOf(paper)) {
      if (!wanted.has(key)) continue;
      const list = found.get(key);
      if (list === undefined) found.set(key, [paper]);
      else list.push(paper);
    }
  return found;
}

async function recordsOfAssets(tx: Tx, ids: readonly AssetId[]): Promise<readonly string[]> {
  const records = new Set<string>();
  for (const some of chunks([...new Set(ids)], LIST_VALUES)) {
    const rows = await tx.db
      .selectFrom('paper_assets')
      .select('record_id')
      .distinct()
      .where('production_id', '=', tx.production)
      .where('asset_id', 'in', some)
      .execute();
    for (const { record_id } of rows) records.add(record_id);
  }
  return [...records];
}

async function recordsAbout(tx: Tx, subjects: readonly string[]): Promise<readonly string[]> {
  const records = new Set<string>();
  for (const some of chunks([...new Set(subjects)], LIST_VALUES)) {
    const rows = await tx.db
      .selectFrom('paper_subjects')
      .select('record_id')
      .distinct()
      .where('production_id', '=', tx.production)
      .where('about', 'in', some)
      .execute();
    for (const { record_id } of rows) records.add(record_id);
  }
  return [...records];
}
