import type Database from 'better-sqlite3';
import { brokenRegistry } from './failures.ts';

/** The row number of a production. Throws `registry-broken` where the registry holds another one. */
export function productionOf(sqlite: Database.Database, file: string, productionId: string): number {
  const row = sqlite
    .prepare<[string], { readonly production_id: number }>(
      'SELECT production_id FROM productions WHERE id = ?',
    )
    .get(productionId);
  if (row === undefined) throw brokenRegistry(file, 'it belongs to another production');
  return row.production_id;
}
