import type { Revocation } from '../domain/approval.ts';
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

/**
 * Ends every record of an id, however it is cased, in the transaction at hand, now or from `effectiveAt` on. An end stays; it can
 * only be brought forward, or be made to reach back to what was delivered before.
 */
export async function revokeApproval(
  { tx, log }: Recording,
  text: string,
  reason: string,
  actor: Actor,
  at: Instant,
  { effectiveAt, retroactive }: Pick<Revocation, 'effectiveAt' | 'retroactive'> = {},
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
  const earlier = (await revocationsOf(tx, [id])).get(id);
  const from = earliest(earlier, effectiveAt ?? at);
  const reachesBack = retroactive === true || earlier?.retroactive === 1;
  if (earlier !== undefined && from === endOf(earlier) && reachesBack === (earlier.retroactive === 1))
    return rows;
  const row: RevocationRow = {
    approval_id: id,
    at,
    revoked_by: actor.personId,
    reason: requireReason(reason),
    effective_at: from === at ? null : from,
    retroactive: reachesBack ? 1 : null,
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

/** An end is brought forward at most: what was to end earlier ends then. */
function earliest(earlier: RevocationRow | undefined, wanted: Instant): Instant {
  if (earlier === undefined || wanted < endOf(earlier)) return wanted;
  return endOf(earlier);
}

function endOf(row: RevocationRow): Instant {
  return row.effective_at ?? row.at;
}

function requireReason(reason: string): string {
  const text = foreignText(reason, REASON_CHARS).trim();
  if (text !== '') return text;
  throw new ProvgateError('usage', 'A reason is missing.', 'Say in a few words why the approval ends.');
}
