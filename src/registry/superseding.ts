import type { ApprovalTerms } from '../domain/approval.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { NewApproval } from '../domain/registry.ts';
import { approvalId } from './approval-ids.ts';
import { rowsAlike } from './approval-records.ts';
import type { ApprovalRow } from './approval-rows.ts';
import { type Terms, termsDiffer } from './same-approval.ts';
import { storedText } from './stored-text.ts';
import type { Tx } from './tables.ts';

/** The further terms as stored, with the id they replace as it is recorded. Throws `not-found` where that has no record. */
export async function storedTerms(tx: Tx, { terms }: NewApproval): Promise<string | null> {
  if (terms === undefined) return null;
  if (terms.supersedes === undefined) return storedText(terms);
  const given = approvalId(terms.supersedes);
  const known = (await rowsAlike(tx, given.likeness)).find((row) => row.id_folded === given.folded);
  if (known !== undefined) return storedText({ ...terms, supersedes: known.id });
  throw new ProvgateError(
    'not-found',
    `There is no approval ${given.id} to replace.`,
    'List the recorded ones with `provgate approvals list`.',
  );
}

/** The approval id these terms end; the text was written by us from a typed value. */
export function endedBy({ terms }: Pick<Terms, 'terms'>): string | undefined {
  if (terms === null) return undefined;
  const { supersedes }: Pick<ApprovalTerms, 'supersedes'> = JSON.parse(terms);
  return supersedes;
}

/** Of the records of one id, oldest first, those in force: from the last that replaced the ones before it under the same id. */
export function inForce(rows: readonly ApprovalRow[]): readonly ApprovalRow[] {
  const start = rows.findLastIndex((row, index) => {
    const before = rows[index - 1];
    return before !== undefined && endedBy(row) === row.id && termsDiffer(row, before).length > 0;
  });
  return rows.slice(Math.max(start, 0));
}
