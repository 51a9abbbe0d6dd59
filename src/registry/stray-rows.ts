import { sql } from 'kysely';
import type { Tx } from './tables.ts';

/** A row that hangs on one that is not there: put in past the program, or left behind when something was taken out. In words. */
export async function strayRow(tx: Tx): Promise<string | undefined> {
  const { rows } = await sql<{
    readonly table: string;
    readonly parent: string;
  }>`PRAGMA foreign_key_check`.execute(tx.db);
  const [stray] = rows;
  return stray === undefined
    ? undefined
    : `a row of ${stray.table} belongs to something in ${stray.parent} that is not there`;
}
