import type { Approval } from '../domain/approval.ts';
import type { Instant } from '../domain/asset.ts';
import type { Registry } from '../domain/registry.ts';
import { approvalJson } from '../reports/approvals.ts';
import type { ApprovalJson } from '../reports/schemas.ts';

/** Approvals as rows of `provgate.approvals/1`, with the names of the people in them, as they stand at `now`. */
export async function approvalsJson(
  registry: Pick<Registry, 'people'>,
  approvals: readonly Approval[],
  now: Instant,
): Promise<ApprovalJson[]> {
  const people = approvals.flatMap(({ grantedBy, recordedBy, revocation }) => [
    grantedBy,
    recordedBy,
    ...(revocation === undefined ? [] : [revocation.by]),
  ]);
  const names = await registry.people.names([...new Set(people)]);
  return approvals.map((approval) => approvalJson(approval, names, now));
}
