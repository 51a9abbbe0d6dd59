import type { AssetId } from '../domain/asset.ts';
import type { Declaration } from '../domain/declaration.ts';
import { ProvgateError } from '../domain/errors.ts';
import { chunks, LIST_VALUES } from './chunks.ts';
import {
  DECLARATION_COLUMNS,
  type DeclarationRow,
  declaredAssets,
  toDeclaration,
} from './declaration-rows.ts';
import { endedDeclarations, withdrawn } from './ended.ts';
import type { Tx } from './tables.ts';

/** A declaration with its assets, by its own id. */
export async function declarationById(tx: Tx, id: string): Promise<Declaration | undefined> {
  const [row] = await rowsOf(tx, [id]);
  return row === undefined ? undefined : toDeclaration(row, await declaredAssets(tx, row.record_id));
}

/**
 * The newest declaration about each asset that says how it was used, or, where none does, the newest; never one that was revised or
 * withdrawn. One record is one object, however many assets it is about.
 */
export async function currentDeclarations(
  tx: Tx,
  ids: readonly AssetId[],
): Promise<ReadonlyMap<AssetId, Declaration>> {
  const pairs: { readonly asset_id: AssetId; readonly record_id: string }[] = [];
  for (const some of chunks([...new Set(ids)], LIST_VALUES))
    pairs.push(
      ...(await tx.db
        .selectFrom('declaration_assets')
        .select(['asset_id', 'record_id'])
        .where('production_id', '=', tx.production)
        .where('asset_id', 'in', some)
        .execute()),
    );
  const rows = new Map(
    (await rowsOf(tx, [...new Set(pairs.map((pair) => pair.record_id))])).map((row) => [row.record_id, row]),
  );
  const ended = await endedDeclarations(tx, [...rows.keys()]);
  const best = new Map<AssetId, DeclarationRow>();
  for (const { asset_id, record_id } of pairs) {
    const row = ended.has(record_id) ? undefined : rows.get(record_id);
    const other = best.get(asset_id);
    if (row !== undefined && (other === undefined || rank(row) > rank(other))) best.set(asset_id, row);
  }
  const made = new Map<string, Declaration>();
  for (const row of new Set(best.values()))
    made.set(row.record_id, toDeclaration(row, await declaredAssets(tx, row.record_id)));
  const current = new Map<AssetId, Declaration>();
  for (const [asset, row] of best) {
    const declaration = made.get(row.record_id);
    if (declaration !== undefined) current.set(asset, declaration);
  }
  return current;
}

/** Throws `not-found` for a declaration that is not there, `conflict` for one that was revised or withdrawn already. */
export async function requireNewest(tx: Tx, record: string): Promise<void> {
  const [row] = await rowsOf(tx, [record]);
  if (row === undefined)
    throw new ProvgateError(
      'not-found',
      `There is no declaration ${record}.`,
      'See the declarations of a file with "provgate show FILE".',
    );
  const successor = await tx.db
    .selectFrom('declarations')
    .select('record_id')
    .where('production_id', '=', tx.production)
    .where('supersedes', '=', record)
    .executeTakeFirst();
  if (successor !== undefined)
    throw new ProvgateError(
      'conflict',
      `The declaration ${record} was revised by ${successor.record_id} already.`,
      'Revise the newest one.',
    );
  if ((await withdrawn(tx, [record])).length === 0) return;
  throw new ProvgateError(
    'conflict',
    `The declaration ${record} was withdrawn already.`,
    'Record a new declaration; what was withdrawn stays as it is.',
  );
}

/** Statements of use stand before plain ones, newer before older. */
function rank(row: DeclarationRow): number {
  return (row.use_statement === null ? 0 : Number.MAX_SAFE_INTEGER / 2) + row.event_seq;
}

async function rowsOf(tx: Tx, records: readonly string[]): Promise<readonly DeclarationRow[]> {
  const rows: DeclarationRow[] = [];
  for (const some of chunks(records, LIST_VALUES))
    rows.push(
      ...(await tx.db
        .selectFrom('declarations')
        .select(DECLARATION_COLUMNS)
        .where('production_id', '=', tx.production)
        .where('record_id', 'in', some)
        .execute()),
    );
  return rows;
}
