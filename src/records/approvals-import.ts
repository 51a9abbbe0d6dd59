import { pathsInside } from '../configuration/locate.ts';
import type { Approval } from '../domain/approval.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { NewApproval } from '../domain/registry.ts';
import type { Runtime } from '../domain/runtime.ts';
import {
  type ApprovalPreview,
  type ApprovalRequest,
  declareGenai,
  previewApproval,
  recordOf,
} from './approve.ts';
import type { GivenDocument } from './given.ts';
import {
  type ApprovalColumn,
  type ApprovalRow,
  listed,
  type RowFault,
  readApprovalRows,
} from './tables/approval-rows.ts';

/** A table of approvals, and where its documents and paths are looked up. */
export interface ImportRequest {
  readonly table: GivenDocument;
  /** Folder that relative paths in the table start from. */
  readonly from: string;
  /** The document a line names. Throws ProvgateError where it is not there. */
  readonly readDocument: (name: string) => GivenDocument;
}

/** One approval of the table, with the lines that make it. */
export interface ImportedApproval {
  readonly id: string;
  readonly lines: readonly number[];
  readonly preview: ApprovalPreview;
}

/** What an import would record, or everything that stands in its way. */
export interface ImportPreview {
  readonly faults: readonly RowFault[];
  readonly approvals: readonly ImportedApproval[];
}

/** Says which files a line is about; everything else must be the same on every line of one id. */
const FILES: readonly ApprovalColumn[] = ['path', 'sha256'];

/** Looks at every line before anything is recorded. Lines with one id are one approval of several files. */
export async function previewImport(runtime: Runtime, request: ImportRequest): Promise<ImportPreview> {
  const { rows, faults: unread } = readApprovalRows(request.table);
  const faults: RowFault[] = [...unread];
  const first = new Map<string, ApprovalRow>();
  const found = new Map<string, ImportedApproval>();
  if (rows.length === 0) faults.push({ line: 1, words: 'There is no line below the header.' });
  for (const row of rows) {
    try {
      const { id, key } = idOf(row);
      requireSameTerms(row, first.get(key));
      first.set(key, first.get(key) ?? row);
      const preview = await previewApproval(runtime, requestOf(runtime, row, first.get(key) ?? row, request));
      const known = found.get(key);
      found.set(key, {
        id: known?.id ?? id,
        lines: [...(known?.lines ?? []), row.line],
        preview: known === undefined ? preview : joined(known.preview, preview),
      });
    } catch (error) {
      // What is wrong with one line is told together with what is wrong with the others.
      if (!(error instanceof ProvgateError)) throw error;
      faults.push({ line: row.line, words: `${error.message} ${error.next}` });
    }
  }
  return { faults: faults.sort((a, b) => a.line - b.line), approvals: [...found.values()] };
}

/** Records what a preview showed: all of it or nothing. Throws `conflict` and `usage` with the line that is refused. */
export async function importApprovals(
  runtime: Runtime,
  { faults, approvals }: ImportPreview,
): Promise<readonly Approval[]> {
  if (faults.length > 0) throw new TypeError('an import with faults is not recorded');
  const drafts: NewApproval[] = [];
  for (const { id, preview } of approvals) drafts.push(await recordOf(runtime, id, preview));
  const made = await runtime.registry.approvals.recordAll(
    drafts,
    runtime.actor,
    runtime.clock.now(),
    (failure, index) => withLine(failure, approvals[index]?.lines[0]),
  );
  for (const [index, approval] of made.entries())
    await declareGenai(runtime, approvals[index]?.preview.declares ?? [], approval);
  return made;
}

function withLine(failure: unknown, line: number | undefined): unknown {
  if (!(failure instanceof ProvgateError) || line === undefined) return failure;
  return new ProvgateError(
    failure.code,
    `Line ${line}: ${failure.message} Nothing was recorded.`,
    failure.next,
    { cause: failure },
  );
}

function idOf({ cells }: ApprovalRow): { readonly id: string; readonly key: string } {
  const id = cells.get('id')?.normalize('NFC').trim() ?? '';
  if (id === '') throw new ProvgateError('usage', 'The id is missing.', "Fill in the studio's approval ID.");
  return { id, key: id.toUpperCase().toLowerCase() };
}

function requireSameTerms(row: ApprovalRow, first: ApprovalRow | undefined): void {
  if (first === undefined) return;
  for (const [column, cell] of row.cells) {
    if (FILES.includes(column) || column === 'id' || first.cells.get(column) === cell) continue;
    throw new ProvgateError(
      'usage',
      `Its ${column} is not that of line ${first.line}, which has the same id.`,
      'Say the same on every line of one approval, or leave it empty after the first.',
    );
  }
}

function requestOf(
  runtime: Runtime,
  row: ApprovalRow,
  first: ApprovalRow,
  { from, readDocument }: ImportRequest,
): ApprovalRequest {
  const cell = (column: ApprovalColumn): string | undefined =>
    FILES.includes(column) ? row.cells.get(column) : first.cells.get(column);
  const title = cell('title');
  if (title !== undefined && !isSame(title, runtime.production.configuration.title))
    throw new ProvgateError(
      'usage',
      `It is for another title: ${title}.`,
      'An approval counts only for the title it names. Take the line out, or record it with that production.',
    );
  const document = cell('document');
  const paths = listed(row.cells.get('path'), 'sentences');
  const digests = listed(row.cells.get('sha256'), 'codes');
  if (paths.length === 0 && digests.length === 0 && cell('supersedes') === undefined)
    throw new ProvgateError(
      'usage',
      'The files are missing.',
      'Fill in a path below the media root, or a SHA-256.',
    );
  return {
    paths: pathsInside(runtime.production, paths, from),
    digests,
    id: cell('id'),
    grantedBy: cell('by') ?? '',
    document: document === undefined ? undefined : readDocument(document),
    from: cell('from'),
    until: cell('until'),
    types: listed(cell('deliverable'), 'codes'),
    episodes: listed(cell('episode'), 'codes'),
    territories: listed(cell('territory'), 'codes'),
    channels: listed(cell('channel'), 'codes'),
    decision: cell('decision'),
    rejects: cell('rejects'),
    authority: cell('authority'),
    company: cell('company'),
    role: cell('role'),
    useCases: listed(cell('use'), 'codes'),
    maxProminence: cell('max-prominence'),
    scenes: listed(cell('scene'), 'codes'),
    shots: listed(cell('shot'), 'codes'),
    talent: listed(cell('talent'), 'sentences'),
    cut: cell('cut'),
    derivatives: cell('derivatives'),
    conditions: listed(cell('condition'), 'sentences'),
    supersedes: cell('supersedes'),
    note: cell('note'),
  };
}

function joined(one: ApprovalPreview, other: ApprovalPreview): ApprovalPreview {
  return {
    ...one,
    binds: [...one.binds, ...other.binds],
    declares: [...one.declares, ...other.declares],
    leaves: [...one.leaves, ...other.leaves],
  };
}

function isSame(a: string, b: string): boolean {
  const [one, other] = [a, b].map((text) => text.normalize('NFKC').trim().toLowerCase());
  return one === other;
}
