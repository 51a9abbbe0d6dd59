import type { Guidance } from '../../domain/guidance.ts';
import { type Answer, PRINCIPLES, type Principle, type UseStatement } from '../../domain/use-statement.ts';
import { consentStanding, needsConsent } from './consent.ts';
import type { UseContext } from './context.ts';
import { isForFinal, isShort } from './final-use.ts';

/** The answers to the five principles. */
export type Answers = Readonly<Record<Principle, Answer>>;

const ORDER: readonly Answer[] = ['yes', 'unsure', 'no'];

/**
 * The answers that count: the worse of what the person said and what the record shows, in the order yes, unsure, no. Nobody types a
 * "no" of the record away. Where no principle was answered, the record alone speaks; short uses count what they are not asked as none.
 */
export function effectiveAnswers(use: UseStatement, guidance: Guidance, context: UseContext): Answers {
  const shown = derivedAnswers(use, guidance, context);
  const said = use.principles;
  const answer = (each: Principle): Answer =>
    said === undefined ? shown[each] : worse(said[each] ?? 'unsure', shown[each]);
  return { P1: answer('P1'), P2: answer('P2'), P3: answer('P3'), P4: answer('P4'), P5: answer('P5') };
}

/** The principles that are not a confident yes. */
export function notYes(answers: Answers): readonly Principle[] {
  return PRINCIPLES.filter((each) => answers[each] !== 'yes');
}

function worse(a: Answer, b: Answer): Answer {
  return ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b;
}

function derivedAnswers(use: UseStatement, guidance: Guidance, context: UseContext): Answers {
  const short = isShort(use, guidance, context.destination);
  return {
    P1: noCopying(use, short, guidance.promptTerms),
    P2: worst(use, noRetention(use), noRetention),
    P3: worst(use, secured(use), secured),
    P4: isForFinal(use, context.destination) ? 'no' : 'yes',
    P5: consented(use, short, context),
  };
}

function noCopying(use: UseStatement, short: boolean, terms: readonly string[]): Answer {
  const { references, trainingSets } = use;
  if (!short && (references === undefined || trainingSets === undefined)) return 'unsure';
  if ((references ?? []).some(({ permission }) => permission === undefined)) return 'unsure';
  if ((trainingSets ?? []).some(({ rights }) => rights !== 'owned' && rights !== 'licensed')) return 'unsure';
  const named = (references ?? []).length === 0 && mentionsAny(use, terms);
  return named ? 'unsure' : 'yes';
}

/** The worst over the steps of a workflow and what its whole says of itself; a whole that says nothing leaves it to its steps. */
function worst(use: UseStatement, whole: Answer, of: (step: UseStatement) => Answer): Answer {
  const steps = use.steps ?? [];
  if (steps.length === 0) return whole;
  const isSaid = use.tool !== undefined || whole === 'no';
  return steps.reduce<Answer>(
    (answer, step) => worse(answer, worst(step, of(step), of)),
    isSaid ? whole : 'yes',
  );
}

function secured({ enterpriseSecured }: UseStatement): Answer {
  return enterpriseSecured ?? 'unsure';
}

/** Whether a prompt names someone or something on the production's list: a question, never a verdict. */
function mentionsAny(use: UseStatement, terms: readonly string[]): boolean {
  const text = (use.prompts ?? [])
    .map((prompt) => `${prompt.text ?? ''} ${prompt.negative ?? ''}`)
    .join(' ')
    .toLowerCase();
  return terms.some((term) => text.includes(term.toLowerCase()));
}

function noRetention({ storesIo, reusesIo, trainsOnIo }: UseStatement): Answer {
  const said = [storesIo, reusesIo, trainsOnIo];
  if (said.includes('yes')) return 'no';
  return said.every((each) => each === 'no') ? 'yes' : 'unsure';
}

function consented(use: UseStatement, short: boolean, context: UseContext): Answer {
  const { talent, unionImpact } = use;
  if (use.talentUnsure === true || talent === undefined) return 'unsure';
  if (!short && unionImpact === undefined) return 'unsure';
  const unconsented = talent.some(
    (each) => needsConsent(each) && consentStanding(each, use, context) !== 'valid',
  );
  const unagreed = (unionImpact ?? []).some(({ agreement }) => agreement === undefined);
  return unconsented || unagreed ? 'no' : 'yes';
}
