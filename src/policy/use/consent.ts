import type { Paper } from '../../domain/paper.ts';
import type { TalentUse, UseStatement } from '../../domain/use-statement.ts';
import { isDocumented, type UseContext } from './context.ts';

const REPLICAS: ReadonlySet<string> = new Set(['replica_voice', 'replica_likeness', 'reage']);
/** What makes an alteration significant, whatever its size. */
const SIGNIFICANT: ReadonlySet<string> = new Set(['delivery', 'tone', 'intent', 'dialogue']);

/** Whether this use of a real person needs consent: a replica, or an alteration of delivery, tone, intent or dialogue. */
export function needsConsent({ relation, axes }: TalentUse): boolean {
  if (REPLICAS.has(relation)) return true;
  return relation === 'alteration' && (axes ?? []).some((axis) => SIGNIFICANT.has(axis));
}

/** How the consent for one performer stands: given before the work, given too late, or not there. */
export function consentStanding(
  talent: TalentUse,
  use: UseStatement,
  context: UseContext,
): 'valid' | 'late' | 'none' {
  const consents = context.consents.filter((paper) => isAbout(paper, talent) && holds(paper, context));
  if (consents.length === 0) return 'none';
  const madeAt = use.generatedFrom;
  // Where nobody said when the work was done, no consent can be shown to have come first.
  if (madeAt === undefined) return 'none';
  return consents.some(({ body }) => body.signedAt <= madeAt) ? 'valid' : 'late';
}

function isAbout(paper: Paper<'consent'>, { performer, consent }: TalentUse): boolean {
  if (consent !== undefined && (paper.recordId === consent || paper.supersedes === consent)) return true;
  return performer !== undefined && (paper.body.performer ?? paper.body.giver) === performer;
}

function holds(paper: Paper<'consent'>, context: UseContext): boolean {
  const { state, validUntil, titles } = paper.body;
  return (
    state === 'valid' &&
    (validUntil === undefined || context.now < validUntil) &&
    (titles === undefined || titles.includes(context.title)) &&
    isDocumented(paper, context)
  );
}
