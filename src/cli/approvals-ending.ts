import type { Approval } from '../domain/approval.ts';
import type { Instant } from '../domain/asset.ts';

const DAY_MS = 86_400_000;

/** Approvals that stand and end within some days, the next end first. */
export function approvalsEnding(
  approvals: readonly Approval[],
  now: Instant,
  days: number,
): readonly { readonly approval: Approval; readonly until: Instant }[] {
  const latest = Date.parse(now) + days * DAY_MS;
  return approvals
    .flatMap((approval) => {
      const { validUntil: until, revocation } = approval;
      const ends =
        until !== undefined && revocation === undefined && until > now && Date.parse(until) <= latest;
      return ends ? [{ approval, until }] : [];
    })
    .sort((a, b) => (a.until < b.until ? -1 : Number(a.until > b.until)));
}
