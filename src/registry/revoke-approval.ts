import type { Instant } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { Actor } from '../domain/person.ts';
import { approvalId } from './approval-ids.ts';
import { approvedAssets, revocationsOf, rowsAlike } from './approval-records.ts';
import { type ApprovalRow, type RevocationRow, revocationDigest } from './approval-rows.ts';
import { inBreaths } from './chunks.ts';
import { foreignText } from './foreign-text.ts';
import { oweEverywhere } from './owed.ts';
import type { Recording } from './recording.ts';

const REASON_CHARS = 2_000;

/** Ends every record of an id, however it is cased, in the transaction at hand. One that has ended this way stays as it is. */
export async function revokeApproval(
  { tx, log }: Recording,
  text: string,
  reason: string,
  actor: Actor,
  at: Instant,
): Promise<readonly ApprovalRow[]> {
  const given = approvalId(text);
  const rows = (await rowsAlike(tx, given.likeness)).filter((row) => row.id_folded === given.folded);
  const id = rows[0]?.id;
  if (id === undefined) {
    throw new ProvgateError(
      'not-found',
      `There is no approval ${given.id}.`,
      'List the recorded ones with `provgate approvals list`.',
    );
  }
  if ((await revocationsOf(tx, [id])).has(id)) return rows;
  const row: RevocationRow = {
    approval_id: id,
    at,
    revoked_by: actor.personId,
    reason: requireReason(reason),
    event_seq: log.nextSeq(),
  };
  await tx.db
    .insertInto('revocations')
    .values({ ...row, production_id: tx.production })
    .execute();
  const records = rows.map((record) => record.record_id);
  const fields = { approval: id, records, revocationRow: revocationDigest(row) };
  await log.append('approval-revoked', fields, actor, at);
  const assets = [...(await approvedAssets(tx, records)).values()].flat();
  for await (const asset of inBreaths(assets)) await oweEverywhere(tx, asset);
  return rows;
}

function requireReason(reason: string): string {
  const text = foreignText(reason, REASON_CHARS).trim();
  if (text !== '') return text;
  throw new ProvgateError('usage', 'A reason is missing.', 'Say in a few words why the approval ends.');
}
