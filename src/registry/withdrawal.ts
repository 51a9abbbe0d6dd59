import type { AssetId } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { NewPaper } from '../domain/paper.ts';
import { requireNewest } from './current-declarations.ts';
import { declaredAssets } from './declaration-rows.ts';
import { withdrawn } from './ended.ts';
import { paperRows } from './paper-rows.ts';
import type { Tx } from './tables.ts';

/** Papers that can be taken back; the others are replaced by a newer one. */
const REVOCABLE: ReadonlySet<string> = new Set(['request']);

/** What a withdrawal takes back. */
export interface Withdrawn {
  readonly record: string;
  /** Assets that must be judged again, because a declaration about them no longer stands. */
  readonly assetIds: readonly AssetId[];
}

/**
 * The declaration or request a withdrawal is about. Throws `usage` unless it is about exactly one, `not-found` for one that is not there,
 * `conflict` for one that was revised or withdrawn already, or that cannot be taken back.
 */
export async function withdrawnBy(tx: Tx, paper: NewPaper): Promise<Withdrawn> {
  const [record, ...others] = new Set(paper.about);
  if (record === undefined || others.length > 0 || paper.supersedes !== undefined)
    throw new ProvgateError(
      'usage',
      'A withdrawal is about exactly one record, and replaces none.',
      'Name the declaration or request that is taken back.',
    );
  const [found] = await paperRows(tx, [record]);
  if (found === undefined) {
    await requireNewest(tx, record);
    return { record, assetIds: await declaredAssets(tx, record) };
  }
  if (!REVOCABLE.has(found.kind))
    throw new ProvgateError(
      'conflict',
      `A ${found.kind} is not taken back.`,
      found.kind === 'withdrawal'
        ? 'Record what is true as a new declaration.'
        : 'Record a newer one in its place.',
    );
  if ((await withdrawn(tx, [record])).length > 0)
    throw new ProvgateError('conflict', `${record} was withdrawn already.`, 'Make a new request.');
  return { record, assetIds: [] };
}
