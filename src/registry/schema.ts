import Database from 'better-sqlite3';
import { brokenRegistry } from './failures.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';

/** `PRAGMA application_id` of every registry: "PVGT". */
export const APPLICATION_ID = 0x50564754;

const expected = new WeakMap<readonly Migration[], string>();

/**
 * Compares every table, index, view and trigger with what our own steps make (threats 12): a view or trigger somebody added can
 * turn a block into a pass. Throws `registry-broken`, naming what differs.
 */
export function requireOurSchema(sqlite: Database.Database, file: string, steps: readonly Migration[]): void {
  const ours = expected.get(steps) ?? builtSchema(steps);
  expected.set(steps, ours);
  const found = describe(sqlite);
  if (found === ours) return;
  const known = new Set(ours.split('\n'));
  const strange = found.split('\n').find((line) => !known.has(line));
  const what =
    strange === undefined
      ? 'parts of it were removed'
      : `it holds ${named(strange)}, which provgate did not make`;
  throw brokenRegistry(file, what);
}

function builtSchema(steps: readonly Migration[]): string {
  const blank = new Database(':memory:');
  try {
    migrate(blank, ':memory:', steps);
    return describe(blank);
  } finally {
    blank.close();
  }
}

/** One line of JSON for each object: type, name, table, text. */
function describe(sqlite: Database.Database): string {
  const rows = sqlite
    .prepare<[], SchemaRow>('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name')
    .all();
  return rows.map((row) => JSON.stringify([row.type, row.name, row.tbl_name, row.sql])).join('\n');
}

interface SchemaRow {
  readonly type: string;
  readonly name: string;
  readonly tbl_name: string;
  readonly sql: string | null;
}

function named(line: string): string {
  const [type, name]: readonly string[] = JSON.parse(line);
  return `a ${type} named ${name}`;
}
