import { type Guidance, TRIAGE_LEVELS, type TriageLevel, type UseCase } from '../../domain/guidance.ts';
import type { UseFacts } from '../../domain/policy.ts';
import type { UseStatement } from '../../domain/use-statement.ts';
import { alwaysCases } from './always-cases.ts';
import { effectiveAnswers, notYes } from './answers.ts';
import { partsOf, type UseContext } from './context.ts';
import { isForFinal, useCasesOf } from './final-use.ts';

/** How far a use has to be taken, and the ids of the rules that say so. */
export interface Triage {
  readonly level: TriageLevel;
  readonly because: readonly string[];
}

/**
 * Triage of a use: the strictest over principles, always-escalate cases and use cases of the whole and of every step. Recomputed each
 * time; no person lowers it. A statement without a known use case escalates.
 */
export function triage(use: UseStatement, guidance: Guidance, context: UseContext): Triage {
  const parts = partsOf(use).map((part, index) => {
    const whole = index === 0 ? part : asPartOf(use, part);
    return triagePart(whole, part, guidance, context);
  });
  const level = strictest(parts.map((part) => part.level));
  const because = parts.flatMap((part, index) =>
    part.level === level ? part.because.map((rule) => (index === 0 ? rule : `step ${index}: ${rule}`)) : [],
  );
  return { level, because: [...new Set(because)] };
}

/** What triage comes to once a named person has judged a background element, or has not. */
export function settledTriage(
  level: TriageLevel,
  { prominence }: UseStatement,
  context: UseContext,
): UseFacts['triage'] {
  if (level !== 'judgement') return level;
  const newest = context.judgements.at(-1)?.body.outcome;
  // An older judgement does not stand against what the statement itself says now.
  if (newest === 'story_relevant' || prominence === 'story_relevant' || prominence === 'prominent')
    return 'escalate';
  return newest === undefined ? 'judgement_open' : 'judged_incidental';
}

/** A step of a workflow, with what only its whole was asked about. */
function asPartOf(whole: UseStatement, step: UseStatement): UseStatement {
  const { useCases, intendedUse, prominence, references, trainingSets, unionImpact, generatedFrom } = whole;
  const talent = step.talent ?? whole.talent;
  return {
    useCases,
    intendedUse,
    prominence,
    references,
    trainingSets,
    unionImpact,
    generatedFrom,
    ...withoutBlanks(step),
    talent,
    talentUnsure: step.talentUnsure ?? whole.talentUnsure,
  };
}

function withoutBlanks(step: UseStatement): UseStatement {
  return Object.fromEntries(Object.entries(step).filter(([, value]) => value !== undefined));
}

function triagePart(use: UseStatement, said: UseStatement, guidance: Guidance, context: UseContext): Triage {
  const reasons: { readonly level: TriageLevel; readonly rule: string }[] = [];
  const answers = effectiveAnswers(use, guidance, context);
  const open = notYes(answers);
  const { background } = guidance.tieBreaks;
  const codes = use.useCases ?? [];
  const isBackground =
    open.length === 1 &&
    open[0] === background.onlyNo &&
    answers[background.onlyNo] === 'no' &&
    codes.length > 0 &&
    codes.every((code) => background.useCases.includes(code)) &&
    use.prominence !== undefined &&
    background.prominence.includes(use.prominence);
  for (const rule of open) reasons.push({ level: isBackground ? 'judgement' : 'escalate', rule });
  for (const rule of alwaysCases(said, guidance, context)) reasons.push({ level: 'escalate', rule });
  const cases = useCasesOf(use, guidance, context.destination);
  if (cases.length === 0) reasons.push({ level: 'escalate', rule: 'G-6' });
  for (const each of cases) {
    if (each === undefined) reasons.push({ level: 'escalate', rule: 'G-6' });
    else reasons.push({ level: levelOf(each, use, context), rule: each.rules[0] ?? each.code });
  }
  const level = strictest(reasons.map((reason) => reason.level));
  return { level, because: reasons.filter((reason) => reason.level === level).map(({ rule }) => rule) };
}

function levelOf(useCase: UseCase, use: UseStatement, context: UseContext): TriageLevel {
  if (useCase.escalateWhen === 'outside_enterprise_tool' && use.enterpriseSecured !== 'yes')
    return 'escalate';
  const temp = !isForFinal(use, context.destination);
  return temp ? (useCase.triageTemp ?? useCase.triage) : useCase.triage;
}

function strictest(levels: readonly TriageLevel[]): TriageLevel {
  return TRIAGE_LEVELS.findLast((level) => levels.includes(level)) ?? 'escalate';
}
