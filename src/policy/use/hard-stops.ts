import type { FindingCode } from '../../domain/finding.ts';
import type { Guidance } from '../../domain/guidance.ts';
import type { UseStatement } from '../../domain/use-statement.ts';
import { consentStanding, needsConsent } from './consent.ts';
import { isDocumented, partsOf, type UseContext } from './context.ts';
import { useCasesOf } from './final-use.ts';

/** The hard stops a use runs into; each blocks everywhere, nothing waives it, only proof or removal cures it. */
export function hardStops(
  use: UseStatement,
  guidance: Guidance,
  context: UseContext,
): readonly FindingCode[] {
  const parts = partsOf(use);
  const madeAt = use.generatedFrom;
  const dated = parts.map((part) => ({ ...part, generatedFrom: part.generatedFrom ?? madeAt }));
  const found: FindingCode[] = [];
  if (namesNobody(use, guidance, context) || dated.some((part) => lacksConsent(part, context)))
    found.push('HST-001');
  if (dated.some((part) => (part.trainingSets ?? []).some(({ rights }) => rights === 'none')))
    found.push('HST-002');
  if (dated.some((part) => fabricates(part, context))) found.push('HST-003');
  if (dated.some((part) => leavesScope(part, context))) found.push('HST-004');
  return found;
}

/** Whether a consent came, but only after the work (DEC-005). */
export function hasLateConsent(use: UseStatement, context: UseContext): boolean {
  return partsOf(use).some((part) =>
    (part.talent ?? []).some(
      (talent) =>
        needsConsent(talent) &&
        consentStanding(
          talent,
          { ...part, generatedFrom: part.generatedFrom ?? use.generatedFrom },
          context,
        ) === 'late',
    ),
  );
}

function lacksConsent(part: UseStatement, context: UseContext): boolean {
  return (part.talent ?? []).some(
    (talent) => needsConsent(talent) && consentStanding(talent, part, context) !== 'valid',
  );
}

/** A use that is one of a real person and names no performer, so that nobody's consent can be shown. */
function namesNobody(use: UseStatement, guidance: Guidance, context: UseContext): boolean {
  const ofSomebody = useCasesOf(use, guidance, context.destination).some(
    (each) =>
      each?.hardStops.includes('HST-001') === true &&
      each.evidenceFinal.includes('EV-PERFORMER-CONSENT') &&
      // Where agreements allow dubbing no performer has to agree again (T-3).
      !each.rules.includes('T-3'),
  );
  if (!ofSomebody || partsOf(use).some(({ talent }) => (talent ?? []).length > 0)) return false;
  return !context.evidence.some(
    (paper) => paper.body.type === 'EV-PERFORMER-CONSENT' && isDocumented(paper, context),
  );
}

/** A real person shown saying or doing what they did not, as if real: only their own consent cures it. */
function fabricates(part: UseStatement, context: UseContext): boolean {
  const { misleading } = part;
  if (misleading === undefined || !misleading.realPerson || misleading.couldBeTakenAsReal === 'no')
    return false;
  const people = (part.talent ?? []).filter(({ relation }) => relation !== 'synthetic_performer');
  return people.length === 0 || people.some((talent) => consentStanding(talent, part, context) !== 'valid');
}

/** A talent model stays within its production and what was agreed, unless all parties agreed in writing (T-4, T-5). */
function leavesScope(part: UseStatement, context: UseContext): boolean {
  const isAgreed = context.evidence.some(
    (paper) => paper.body.type === 'EV-MODEL-SCOPE' && isDocumented(paper, context),
  );
  return (part.talent ?? []).some(({ modelTitle, modelScopeAgreed }) => {
    const elsewhere = modelTitle !== undefined && modelTitle !== context.title;
    return (elsewhere || modelScopeAgreed === 'no') && !isAgreed;
  });
}
