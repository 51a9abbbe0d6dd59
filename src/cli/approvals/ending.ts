import { type Approval, isRevoked } from '../../domain/approval.ts';
import type { Instant } from '../../domain/asset.ts';

const DAY_MS = 86_400_000;

/** Approvals that stand and end within some days, by their end or by a withdrawal that was announced; the next end first. */
export function approvalsEnding(
  approvals: readonly Approval[],
  now: Instant,
  days: number,
): readonly { readonly approval: Approval; readonly until: Instant }[] {
  const latest = Date.parse(now) + days * DAY_MS;
  return approvals
    .flatMap((approval) => {
      const until = endOf(approval);
      const ends = until !== undefined && stands(approval, now) && until > now;
      return ends && Date.parse(until) <= latest ? [{ approval, until }] : [];
    })
    .sort((a, b) => (a.until < b.until ? -1 : Number(a.until > b.until)));
}

/** Approvals without end that have stood for longer than some months, oldest first: nobody may remember what they were for. */
export function approvalsWithoutEnd(
  approvals: readonly Approval[],
  now: Instant,
  months: number,
): readonly Approval[] {
  const before = new Date(now);
  before.setUTCMonth(before.getUTCMonth() - months);
  const latest = before.toISOString();
  return approvals
    .filter(
      (approval) => endOf(approval) === undefined && stands(approval, now) && approval.validFrom < latest,
    )
    .sort((a, b) => (a.validFrom < b.validFrom ? -1 : Number(a.validFrom > b.validFrom)));
}

function endOf({ validUntil, revocation }: Approval): Instant | undefined {
  const ends = [validUntil, revocation?.effectiveAt].filter((each) => each !== undefined);
  return ends.sort()[0];
}

function stands(approval: Approval, now: Instant): boolean {
  return (
    !isRevoked(approval, now) &&
    approval.supersededBy === undefined &&
    approval.terms?.decision !== 'rejected'
  );
}
