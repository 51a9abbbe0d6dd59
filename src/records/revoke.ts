import type { Approval } from '../domain/approval.ts';
import type { Runtime } from '../domain/runtime.ts';
import { asApprovalId } from '../gate/scope-values.ts';
import { givenText } from './given.ts';

/** Ends every record of an approval id, for ever. Throws `not-found` where there is none, `usage` without a reason. */
export async function revoke(runtime: Runtime, id: string, reason: string): Promise<readonly Approval[]> {
  const why = givenText(reason, 'The reason', '--reason TEXT');
  return runtime.registry.approvals.revoke(asApprovalId(id), why, runtime.actor, runtime.clock.now());
}
