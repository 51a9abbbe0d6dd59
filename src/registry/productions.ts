import type Database from 'better-sqlite3';
import type { LogHead } from '../domain/event.ts';
import { brokenRegistry } from './failures.ts';
import { wentBackwards } from './went-backwards.ts';

/**
 * The row number of a production. Throws `registry-broken` where the registry holds another one, `record-went-backwards` where that of
 * this one was `seen` here before.
 */
export function productionOf(
  sqlite: Database.Database,
  file: string,
  productionId: string,
  seen: LogHead | undefined,
): number {
  const row = sqlite
    .prepare<[string], { readonly production_id: number }>(
      'SELECT production_id FROM productions WHERE id = ?',
    )
    .get(productionId);
  if (row !== undefined) return row.production_id;
  if (seen === undefined) throw brokenRegistry(file, 'it belongs to another production');
  throw wentBackwards(file, seen, 'the registry of another production stands in its place');
}
