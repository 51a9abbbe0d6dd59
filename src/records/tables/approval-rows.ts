import { nearest } from '../../configuration/nearest.ts';
import { type GivenDocument, usage } from '../given.ts';
import { readCsv } from './csv.ts';

/** Columns of a table of approvals, in the order an empty one is written. */
export const APPROVAL_COLUMNS = [
  'document',
  'id',
  'by',
  'path',
  'sha256',
  'from',
  'until',
  'deliverable',
  'episode',
  'territory',
  'channel',
  'decision',
  'authority',
  'company',
  'role',
  'use',
  'max-prominence',
  'scene',
  'shot',
  'talent',
  'cut',
  'derivatives',
  'condition',
  'supersedes',
  'rejects',
  'title',
  'note',
] as const;
export type ApprovalColumn = (typeof APPROVAL_COLUMNS)[number];

/** A line of the table: what it says by column, without what it leaves empty. */
export interface ApprovalRow {
  readonly line: number;
  readonly cells: ReadonlyMap<ApprovalColumn, string>;
}

/** One thing wrong with a line of the file. */
export interface RowFault {
  readonly line: number;
  readonly words: string;
}

const MOST_BYTES = 16 * 1024 * 1024;

/** Reads a CSV of approvals. Throws `usage` where it is none; `faults` name the lines that cannot be understood. */
export function readApprovalRows({ name, bytes }: GivenDocument): {
  readonly rows: readonly ApprovalRow[];
  readonly faults: readonly RowFault[];
} {
  if (bytes.byteLength > MOST_BYTES)
    throw usage(`${name} is larger than 16 MiB.`, 'Split it into several files.');
  const [head, ...lines] = readCsv(decoded(name, bytes));
  if (head === undefined)
    throw usage(`${name} is empty.`, 'Write one line for each file an approval covers, below a header line.');
  const columns = head.cells.map((cell) => columnNamed(cell, head.line));
  for (const needed of ['id', 'by', 'document'] as const)
    if (!columns.includes(needed))
      throw usage(
        `${name} has no column "${needed}".`,
        'Write it with provgate approvals import --documents DIR, and fill it in.',
      );
  const faults: RowFault[] = [];
  const rows = lines.map(({ line, cells }) => {
    if (cells.length > columns.length)
      faults.push({ line, words: `It has ${cells.length} cells for ${columns.length} columns.` });
    const said = columns.flatMap((column, index) => {
      const cell = inert(cells[index] ?? '').trim();
      return column === undefined || cell === '' ? [] : [[column, cell] as const];
    });
    return { line, cells: new Map(said) };
  });
  return { rows, faults };
}

/** A cell that lists several: codes and names of parts by commas as well, sentences and names only by `|` and line breaks. */
export function listed(cell: string | undefined, separators: 'codes' | 'sentences'): readonly string[] {
  return (cell ?? '')
    .split(separators === 'codes' ? /[,;|\n]+/ : /[|\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function decoded(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw usage(`${name} is no UTF-8 text.`, 'Save it again as "CSV UTF-8".');
  }
}

const OTHER_NAMES: ReadonlyMap<string, ApprovalColumn> = new Map([
  ['granted-by', 'by'],
  ['approved-by', 'by'],
  ['file', 'path'],
  ['paths', 'path'],
  ['asset', 'path'],
  ['valid-from', 'from'],
  ['valid-until', 'until'],
  ['type', 'deliverable'],
  ['deliverables', 'deliverable'],
  ['types', 'deliverable'],
  ['episodes', 'episode'],
  ['territories', 'territory'],
  ['channels', 'channel'],
  ['uses', 'use'],
  ['use-case', 'use'],
  ['use-cases', 'use'],
  ['scenes', 'scene'],
  ['shots', 'shot'],
  ['conditions', 'condition'],
  ['notes', 'note'],
]);

/** A column by its name; one without a name is left out. Throws `usage` naming the nearest. */
function columnNamed(cell: string, line: number): ApprovalColumn | undefined {
  const plain = cell
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  if (plain === '') return undefined;
  const known = APPROVAL_COLUMNS.find((column) => column === plain) ?? OTHER_NAMES.get(plain);
  if (known !== undefined) return known;
  const near = nearest(plain, APPROVAL_COLUMNS);
  throw usage(
    `Line ${line}: "${cell.slice(0, 80)}" is no column of approvals.`,
    `${near === undefined ? '' : `Did you mean ${near}? `}There are ${APPROVAL_COLUMNS.join(', ')}.`,
  );
}

/** The apostrophe our own tables put before what a spreadsheet would take for a formula. */
function inert(cell: string): string {
  return /^'\s*[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}
