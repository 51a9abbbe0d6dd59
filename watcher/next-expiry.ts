import { isRevoked } from '../src/domain/approval.ts';
import type { Instant } from '../src/domain/asset.ts';
import type { Registry } from '../src/domain/registry.ts';

/** The next moment after `now` at which an approval begins or ends by itself. */
export async function nextExpiry(
  registry: Pick<Registry, 'approvals'>,
  now: Instant,
): Promise<Instant | undefined> {
  const approvals = await registry.approvals.list();
  const moments = approvals
    .filter((approval) => !isRevoked(approval, now))
    .flatMap((approval) => [
      approval.validFrom,
      approval.validUntil ?? approval.validFrom,
      approval.revocation?.effectiveAt ?? approval.validFrom,
    ])
    .filter((moment) => moment > now);
  return moments.sort()[0];
}
