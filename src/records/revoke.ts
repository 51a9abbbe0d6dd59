import type { Approval } from '../domain/approval.ts';
import type { Runtime } from '../domain/runtime.ts';
import { isRefusal } from '../gate/approval-refusal.ts';
import { asApprovalId } from '../gate/scope-values.ts';
import { startOf } from './dates.ts';
import { givenText, usage } from './given.ts';

/** From when an approval is withdrawn, and how far that reaches. */
export interface RevocationRequest {
  /** A day or moment; by default now. One that lies ahead can be brought forward later, never put off. */
  readonly effective?: string | undefined;
  /** What was delivered before counts as affected too. */
  readonly retroactive?: boolean | undefined;
}

/**
 * Ends every record of an approval id, for ever. Throws `not-found` where there is none, `usage` without a reason, and for a refusal:
 * what was refused is granted only by a new approval.
 */
export async function revoke(
  runtime: Runtime,
  id: string,
  reason: string,
  { effective, retroactive }: RevocationRequest = {},
): Promise<readonly Approval[]> {
  const why = givenText(reason, 'The reason', '--reason TEXT');
  const { registry, actor, clock } = runtime;
  const records = await registry.approvals.byId(asApprovalId(id));
  if (records.length > 0 && records.every(isRefusal))
    throw usage(
      `"${asApprovalId(id)}" is a refusal; taking it back would grant nothing.`,
      'Record the grant, under its own id, with provgate approve.',
    );
  const end = {
    ...(effective === undefined ? {} : { effectiveAt: startOf(effective) }),
    ...(retroactive === true ? { retroactive } : {}),
  };
  return registry.approvals.revoke(asApprovalId(id), why, actor, clock.now(), end);
}
