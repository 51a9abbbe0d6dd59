import type { Approval } from '../domain/approval.ts';
import type { Runtime } from '../domain/runtime.ts';
import { readConditions } from '../gate/read-papers.ts';
import { approvalJson } from '../reports/approval-row.ts';
import type { ApprovalJson } from '../reports/schemas.ts';

/** Approvals as rows of `provgate.approvals/1`, with the names of the people in them, as they stand now. */
export async function approvalsJson(
  runtime: Runtime,
  approvals: readonly Approval[],
): Promise<ApprovalJson[]> {
  const people = approvals.flatMap(({ grantedBy, recordedBy, revocation, terms }) => [
    grantedBy,
    recordedBy,
    ...(revocation === undefined ? [] : [revocation.by]),
    ...(terms?.talent ?? []),
  ]);
  const names = await runtime.registry.people.names([...new Set(people)]);
  const open = await readConditions(runtime, approvals, new Set());
  const now = runtime.clock.now();
  return approvals.map((approval) => approvalJson(approval, names, now, open));
}
