import { AUTHORITIES, type Authority } from '../../domain/approval.ts';
import type { Guidance, NeededEvidence, UseCase } from '../../domain/guidance.ts';
import type { EvidenceType } from '../../domain/paper.ts';
import type { UseStatement } from '../../domain/use-statement.ts';
import { consentStanding, needsConsent } from './consent.ts';
import { isDocumented, partsOf, type UseContext } from './context.ts';
import { useCasesOf } from './final-use.ts';

/** The proofs a use needs for a final and does not have; a choice is written `EV-A or EV-B`. */
export function missingEvidence(
  use: UseStatement,
  guidance: Guidance,
  context: UseContext,
): readonly string[] {
  const needed = useCasesOf(use, guidance, 'final').flatMap((each) =>
    each === undefined ? [] : evidenceOf(each),
  );
  const missing = needed
    .filter((each) => !typesOf(each).some((type) => isMet(type, use, context)))
    .map((each) => typesOf(each).join(' or '));
  return [...new Set(missing)];
}

/**
 * The least authority that may approve a use for a final: that of its strictest use case; an unknown one asks for the studio's lawyers.
 * What a person judged to matter to the story is not incidental, whatever was declared.
 */
export function neededAuthority(
  use: UseStatement,
  guidance: Guidance,
  { judgements }: Pick<UseContext, 'judgements'>,
): Authority {
  const isRelevant = judgements.at(-1)?.body.outcome === 'story_relevant';
  const wanted = useCasesOf(use, guidance, 'final').map((each): Authority => {
    if (each === undefined) return 'studio_legal';
    const isSlight = use.prominence === 'incidental' || use.prominence === 'not_seen';
    return isSlight && !isRelevant ? each.authority : (each.authorityWhenNotIncidental ?? each.authority);
  });
  if (wanted.length === 0) return 'studio_legal';
  return AUTHORITIES.findLast((each) => wanted.includes(each)) ?? 'studio_legal';
}

function evidenceOf(useCase: UseCase): readonly NeededEvidence[] {
  return [...useCase.evidenceFinal, ...(useCase.evidenceFinalWhenGenerative ?? [])];
}

function typesOf(needed: NeededEvidence): readonly EvidenceType[] {
  return typeof needed === 'string' ? [needed] : needed.anyOf;
}

/** Some proofs are the record itself; every other is a paper of that type whose document is there. */
function isMet(type: EvidenceType, use: UseStatement, context: UseContext): boolean {
  // A valid approval is judged with its own document.
  if (type === 'EV-WRITTEN-APPROVAL') return true;
  if (type === 'EV-NOTICE') return context.notices.length > 0;
  if (type === 'EV-ENTERPRISE-TOOL' && use.enterpriseSecured === 'yes') return true;
  if (type === 'EV-TERMS-SNAPSHOT' && (use.termsSnapshotSha256 !== undefined || isEnterprise(use)))
    return true;
  if (type === 'EV-PERFORMER-CONSENT' && isConsented(use, context)) return true;
  if (type === 'EV-GUILD-COMPLIANCE' && isOutsideGuilds(use)) return true;
  if (type === 'EV-PIPELINE-MAP' && (use.steps ?? []).length > 0) return true;
  if (type === 'EV-HUMAN-INPUT' && isHumanWork(use)) return true;
  return context.evidence.some(
    (paper) =>
      paper.body.type === type &&
      (paper.body.expiresAt === undefined || context.now < paper.body.expiresAt) &&
      isDocumented(paper, context),
  );
}

function isEnterprise(use: UseStatement): boolean {
  return use.enterpriseSecured === 'yes' && use.tool?.deployment === 'enterprise_agreement';
}

function isConsented(use: UseStatement, context: UseContext): boolean {
  const talent = partsOf(use).flatMap((part) => part.talent ?? []);
  const touched = talent.filter(needsConsent);
  return touched.length > 0 && touched.every((each) => consentStanding(each, use, context) === 'valid');
}

/** Whether the statement says of every performer it touches that no guild applies. */
function isOutsideGuilds(use: UseStatement): boolean {
  const touched = partsOf(use)
    .flatMap((part) => part.talent ?? [])
    .filter(needsConsent);
  return touched.length > 0 && touched.every(({ guild }) => guild?.trim().toLowerCase() === 'none');
}

function isHumanWork({ humanContribution, humanStatement }: UseStatement): boolean {
  const isMeaningful =
    humanContribution !== undefined && humanContribution !== 'none' && humanContribution !== 'de_minimis';
  return isMeaningful && (humanStatement ?? '') !== '';
}
