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
  const parts = partsOf(use).map((part, index) =>
    triagePart(index === 0 ? part : { ...part, useCases: part.useCases ?? use.useCases }, guidance, context),
  );
  const level = strictest(parts.map((part) => part.level));
  const because = parts.flatMap((part, index) =>
    part.because.map((rule) => (index === 0 ? rule : `step ${index}: ${rule}`)),
  );
  return { level, because: [...new Set(because)] };
}

/** What triage comes to once a named person has judged a background element, or has not. */
export function settledTriage(level: TriageLevel, context: UseContext): UseFacts['triage'] {
  if (level !== 'judgement') return level;
  const newest = context.judgements.at(-1)?.body.outcome;
  if (newest === undefined) return 'judgement_open';
  return newest === 'incidental' ? 'judged_incidental' : 'escalate';
}

function triagePart(use: UseStatement, guidance: Guidance, context: UseContext): Triage {
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
  for (const rule of alwaysCases(use, guidance, context)) reasons.push({ level: 'escalate', rule });
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
