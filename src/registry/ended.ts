import { chunks, LIST_VALUES } from './chunks.ts';
import type { Tx } from './tables.ts';

/** Those of these declarations that no longer stand: revised by a later one, or withdrawn. */
export async function endedDeclarations(tx: Tx, records: readonly string[]): Promise<ReadonlySet<string>> {
  const ended = new Set<string>();
  for (const some of chunks(records, LIST_VALUES)) {
    for (const id of await revised(tx, some)) ended.add(id);
    for (const id of await withdrawn(tx, some)) ended.add(id);
  }
  return ended;
}

/**
 * Those of these declarations, papers and approval ids that the log and the tables disagree about: ended by an event whose record is
 * gone or says something else now, or by a record no event tells of.
 */
export async function wronglyEnded(tx: Tx, subjects: readonly string[]): Promise<ReadonlySet<string>> {
  const wrong = new Set<string>();
  for (const some of chunks([...new Set(subjects)], LIST_VALUES)) {
    const told = await endedByLog(tx, some);
    const stored = new Set([
      ...(await revised(tx, some)),
      ...(await withdrawn(tx, some)),
      ...(await replacedPapers(tx, some)),
      ...(await replacedApprovals(tx, some)),
    ]);
    for (const id of some) if (told.has(id) !== stored.has(id)) wrong.add(id);
  }
  return wrong;
}

/** Those of these subjects that some withdrawal is about. */
export async function withdrawn(tx: Tx, subjects: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.db
    .selectFrom('paper_subjects')
    .innerJoin('papers', (join) =>
      join
        .onRef('papers.production_id', '=', 'paper_subjects.production_id')
        .onRef('papers.record_id', '=', 'paper_subjects.record_id'),
    )
    .select('paper_subjects.about')
    .where('paper_subjects.production_id', '=', tx.production)
    .where('paper_subjects.about', 'in', subjects)
    .where('papers.kind', '=', 'withdrawal')
    .execute();
  return rows.map((row) => row.about);
}

async function endedByLog(tx: Tx, subjects: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.db
    .selectFrom('events')
    .select('ends')
    .where('production_id', '=', tx.production)
    .where('ends', 'in', subjects)
    .execute();
  return new Set(rows.flatMap((row) => row.ends ?? []));
}

async function revised(tx: Tx, records: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.db
    .selectFrom('declarations')
    .select('supersedes')
    .where('production_id', '=', tx.production)
    .where('supersedes', 'in', records)
    .execute();
  return rows.flatMap((row) => row.supersedes ?? []);
}

async function replacedPapers(tx: Tx, records: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.db
    .selectFrom('papers')
    .select('supersedes')
    .where('production_id', '=', tx.production)
    .where('supersedes', 'in', records)
    .execute();
  return rows.flatMap((row) => row.supersedes ?? []);
}

async function replacedApprovals(tx: Tx, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.db
    .selectFrom('approvals')
    .select('supersedes')
    .where('production_id', '=', tx.production)
    .where('supersedes', 'in', ids)
    .execute();
  return rows.flatMap((row) => row.supersedes ?? []);
}
