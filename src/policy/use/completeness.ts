import type { Destination } from '../../domain/deliverable.ts';
import type { Guidance } from '../../domain/guidance.ts';
import { PRINCIPLES, type UseStatement } from '../../domain/use-statement.ts';
import { isAssistive, isShort } from './final-use.ts';

/** What each step of a custom workflow must answer for itself, and the whole only where it has no steps. */
const STEP: readonly (keyof UseStatement)[] = [
  'tool',
  'model',
  'enterpriseSecured',
  'storesIo',
  'reusesIo',
  'trainsOnIo',
  'inputs',
];

/**
 * The fields a statement still has to answer, in the pack's order; those of a step as `step 2: inputs`. "Unsure" is an answer, an
 * empty list is "none"; silence is neither.
 */
export function missingFields(
  use: UseStatement,
  guidance: Guidance,
  destination: Destination,
): readonly string[] {
  const steps = use.steps ?? [];
  return [
    ...askedFields(use, guidance, destination).filter((field) => !isAnswered(use, field)),
    ...halfAnswered(use),
    ...steps.flatMap((step, index) =>
      [...STEP.filter((field) => !isAnswered(step, field)), ...halfAnswered(step)].map(
        (field) => `step ${index + 1}: ${field}`,
      ),
    ),
  ];
}

/** The fields this use is asked for, answered or not. */
function askedFields(
  use: UseStatement,
  guidance: Guidance,
  destination: Destination,
): readonly (keyof UseStatement)[] {
  const { base, further, final, assistive } = guidance.questions;
  if (isAssistive(use, guidance)) return assistive;
  const short = isShort(use, guidance, destination);
  const forFinal = use.intendedUse === 'final' || destination === 'final';
  const asked = [...base, ...(short ? [] : further), ...(forFinal && !short ? final : [])];
  return (use.steps ?? []).length === 0 ? asked : asked.filter((field) => !STEP.includes(field));
}

function isAnswered(use: UseStatement, field: keyof UseStatement): boolean {
  if (field === 'talent') return use.talent !== undefined || use.talentUnsure === true;
  if (field === 'useCases') return (use.useCases ?? []).length > 0;
  if (field === 'company' || field === 'feature' || field === 'purpose')
    return (use[field] ?? '').trim() !== '';
  return use[field] !== undefined && use[field] !== '';
}

/**
 * Answers that ask for another: why no secured tool could be used, what of a performance was altered, and all five principles where
 * some are answered.
 */
function halfAnswered(use: UseStatement): readonly string[] {
  const { principles, talent } = use;
  const altered = (talent ?? []).some(
    ({ relation, axes }) => relation === 'alteration' && axes === undefined,
  );
  return [
    ...(use.enterpriseSecured === 'no' && (use.enterpriseReason ?? '').trim() === ''
      ? ['enterpriseReason']
      : []),
    ...(altered ? ['talent axes'] : []),
    ...(principles === undefined
      ? []
      : PRINCIPLES.filter((each) => principles[each] === undefined).map((each) => `principle ${each}`)),
  ];
}
