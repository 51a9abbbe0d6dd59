import type { AssetId } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import { chunks, LIST_VALUES } from './chunks.ts';
import type { Tx } from './tables.ts';

/** The ids, each once and in order. Throws `usage` for none and `not-found` for one that is no asset of this production. */
export async function knownAssets(tx: Tx, ids: readonly AssetId[]): Promise<readonly AssetId[]> {
  const wanted = [...new Set(ids)].sort();
  if (wanted.length === 0) {
    throw new ProvgateError('usage', 'No asset was named.', 'Name at least one file that is registered.');
  }
  for (const some of chunks(wanted, LIST_VALUES)) {
    const rows = await tx.db
      .selectFrom('assets')
      .select('id')
      .where('production_id', '=', tx.production)
      .where('id', 'in', some)
      .execute();
    if (rows.length === some.length) continue;
    const found = new Set(rows.map((row) => row.id));
    const missing = some.find((id) => !found.has(id));
    throw new ProvgateError(
      'not-found',
      `There is no asset ${missing} in this production.`,
      'List what is registered with `provgate list`.',
    );
  }
  return wanted;
}
