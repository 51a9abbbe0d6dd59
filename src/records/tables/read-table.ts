import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { readJson } from '../../configuration/json.ts';
import { type GivenDocument, usage } from '../given.ts';
import { fieldNamed, valueOfText } from '../use/use-text.ts';
import { readCsv } from './csv.ts';

const MOST_BYTES = 16 * 1024 * 1024;

/** One entry of a file people wrote: its members as written, and the line it begins on. */
export interface TableRow {
  readonly line: number;
  readonly members: Readonly<Record<string, unknown>>;
  /** The line of a member, as far as it has one of its own. */
  lineOf(member: string): number;
}

/**
 * The entries of a .csv, .json, .yaml or .yml file: a list of them, or one alone. Throws `usage` naming the line of what cannot be
 * read.
 */
export function readTable(file: GivenDocument): readonly TableRow[] {
  if (file.bytes.byteLength > MOST_BYTES)
    throw usage(`${file.name} is larger than 16 MiB.`, 'Split it into several files.');
  const text = decoded(file);
  const kind = /\.(csv|json|ya?ml)$/i.exec(file.name)?.[1]?.toLowerCase();
  if (kind === 'csv') return csvRows(text, file.name);
  if (kind === 'json') return jsonRows(text, file.name);
  if (kind !== undefined) return yamlRows(text, file.name);
  throw usage(
    `${file.name} is of no kind that can be read.`,
    'Give a file that ends in .csv, .json, .yaml or .yml.',
  );
}

function decoded({ name, bytes }: GivenDocument): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw usage(`${name} is no UTF-8 text.`, 'Save it again as "CSV UTF-8", or as UTF-8 text.');
  }
}

function csvRows(text: string, name: string): readonly TableRow[] {
  const [head, ...rows] = readCsv(text);
  if (head === undefined) throw empty(name);
  const columns = head.cells.map((cell) => cell.trim());
  return rows.map(({ line, cells }) => ({
    line,
    lineOf: () => line,
    members: Object.fromEntries([
      ...columns.flatMap((column, index): (readonly [string, unknown])[] => {
        const value = valueOfText(fieldNamed(column), inert(cells[index] ?? ''));
        return column === '' || value === undefined ? [] : [[column, value]];
      }),
      ...(cells.length > columns.length ? [['more cells than columns', cells.length] as const] : []),
    ]),
  }));
}

/** The apostrophe our own tables put before what a spreadsheet would take for a formula. */
function inert(cell: string): string {
  return /^'\s*[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}

function jsonRows(text: string, name: string): readonly TableRow[] {
  const json = readJson(text.startsWith('\uFEFF') ? text.slice(1) : text);
  if (json.kind === 'broken')
    throw usage(
      `${name} is no JSON: line ${json.position.line}, column ${json.position.column}: ${json.reason}.`,
      'Correct it and run the command again.',
    );
  const { value } = json;
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
  const base = (index: number): PropertyKey[] => (Array.isArray(value) ? [index] : []);
  return entries.map((entry, index) => {
    const { line } = json.positionOf(base(index));
    return {
      line,
      members: membersOf(entry, name, line),
      lineOf: (member) => json.positionOf([...base(index), member]).line,
    };
  });
}

function yamlRows(text: string, name: string): readonly TableRow[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined)
    throw usage(
      `${name} is no YAML: line ${lines.linePos(error.pos[0]).line}: ${error.message}`,
      'Correct it and run the command again.',
    );
  const root = document.contents;
  if (root === null) throw empty(name);
  const nodes: readonly unknown[] = isSeq(root) ? root.items : [root];
  return nodes.map((node) => {
    const line = lineAt(node, lines) ?? 1;
    if (!isMap(node)) throw notMembers(name, line);
    const pairs = node.items.map(
      ({ key, value }) => [isScalar(key) ? String(key.value) : '', value, key] as const,
    );
    const plain: unknown = node.toJS(document, { maxAliasCount: 100 });
    return {
      line,
      members: membersOf(plain, name, line),
      lineOf: (member) => lineAt(pairs.find(([key]) => key === member)?.[2], lines) ?? line,
    };
  });
}

function lineAt(node: unknown, lines: LineCounter): number | undefined {
  if (!isMap(node) && !isScalar(node) && !isSeq(node)) return undefined;
  const start = node.range?.[0];
  return start === undefined ? undefined : lines.linePos(start).line;
}

function membersOf(entry: unknown, name: string, line: number): TableRow['members'] {
  if (typeof entry === 'object' && entry !== null && !Array.isArray(entry))
    return Object.fromEntries(Object.entries(entry));
  throw notMembers(name, line);
}

function notMembers(name: string, line: number) {
  return usage(
    `${name}, line ${line}: each entry names its fields, such as path and use.`,
    'Write it as a list of entries, each with a path.',
  );
}

function empty(name: string) {
  return usage(`${name} is empty.`, 'Write one entry for each file or folder, with its path.');
}
