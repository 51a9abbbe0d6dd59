import type { Destination } from '../../domain/deliverable.ts';
import type { Guidance, UseCase } from '../../domain/guidance.ts';
import type { UseStatement } from '../../domain/use-statement.ts';

/** Whether a use is judged as one for a final: it is meant for one, that is undecided, or it is about to leave in one. */
export function isForFinal(use: UseStatement, destination: Destination): boolean {
  return destination === 'final' || use.intendedUse === 'final' || use.intendedUse === 'undecided';
}

/** The use cases a statement names, as the pack knows them; undefined for a code it does not know. */
export function useCasesOf(
  use: UseStatement,
  guidance: Guidance,
  destination: Destination,
): readonly (UseCase | undefined)[] {
  return (use.useCases ?? []).map((code) => {
    const found = guidance.useCases.find((each) => each.code === code);
    if (destination !== 'final' || found?.finalAllowed !== false) return found;
    return guidance.useCases.find((each) => each.code === found.finalBecomes);
  });
}

/**
 * Whether only the short questions are asked: every use case named is short, and it neither is meant for a final nor about to leave in
 * one. What was an idea becomes an element once it leaves in a final, and then answers as one.
 */
export function isShort(use: UseStatement, guidance: Guidance, destination: Destination): boolean {
  if (isAssistive(use, guidance)) return true;
  const cases = useCasesOf(use, guidance, destination).filter((each) => each?.additive !== true);
  return cases.length > 0 && use.intendedUse !== 'final' && cases.every((each) => each?.short === true);
}

/** Whether everything that was done was assistive: no new content was made. */
export function isAssistive(use: UseStatement, guidance: Guidance): boolean {
  const cases = useCasesOf(use, guidance, 'temp');
  return cases.length > 0 && cases.every((each) => each?.generative === false);
}
