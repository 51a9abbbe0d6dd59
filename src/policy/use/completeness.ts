import type { Destination } from '../../domain/deliverable.ts';
import type { Guidance } from '../../domain/guidance.ts';
import { PRINCIPLES, type UseStatement } from '../../domain/use-statement.ts';
import { isShort } from './final-use.ts';

/** What each step of a custom workflow must answer for itself. */
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
  const { base, further, final } = guidance.questions;
  const asked = [
    ...base,
    ...(isShort(use, guidance) ? [] : further),
    ...(use.intendedUse === 'final' || (destination === 'final' && !isShort(use, guidance)) ? final : []),
  ];
  return [
    ...asked.filter((field) => !isAnswered(use, field)),
    ...halfAnswered(use),
    ...(use.steps ?? []).flatMap((step, index) =>
      [...STEP.filter((field) => !isAnswered(step, field)), ...halfAnswered(step)].map(
        (field) => `step ${index + 1}: ${field}`,
      ),
    ),
  ];
}

function isAnswered(use: UseStatement, field: keyof UseStatement): boolean {
  if (field === 'talent') return use.talent !== undefined || use.talentUnsure === true;
  if (field === 'useCases') return (use.useCases ?? []).length > 0;
  return use[field] !== undefined && use[field] !== '';
}

/** Answers that ask for another: a reason why no secured tool could be used, and all five principles where some are answered. */
function halfAnswered(use: UseStatement): readonly string[] {
  const { principles } = use;
  return [
    ...(use.enterpriseSecured === 'no' && (use.enterpriseReason ?? '') === '' ? ['enterpriseReason'] : []),
    ...(principles === undefined
      ? []
      : PRINCIPLES.filter((each) => principles[each] === undefined).map((each) => `principle ${each}`)),
  ];
}
