import type { Approval } from '../../domain/approval.ts';
import type { Registry } from '../../domain/registry.ts';
import type { Names } from '../../reports/approval-row.ts';

/** Names of the people who granted, recorded or revoked some approvals. */
export async function peopleIn(
  registry: Pick<Registry, 'people'>,
  approvals: readonly Approval[],
): Promise<Names> {
  const ids = approvals.flatMap(({ grantedBy, recordedBy, revocation, terms }) => [
    grantedBy,
    recordedBy,
    ...(revocation === undefined ? [] : [revocation.by]),
    ...(terms?.talent ?? []),
  ]);
  return registry.people.names([...new Set(ids)]);
}
