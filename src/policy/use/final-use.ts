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

/** Whether only the short questions are asked: every use case named is short, and it is not meant for a final. */
export function isShort(use: UseStatement, guidance: Guidance): boolean {
  const codes = use.useCases ?? [];
  return (
    codes.length > 0 &&
    use.intendedUse !== 'final' &&
    codes.every((code) => guidance.useCases.find((each) => each.code === code)?.short === true)
  );
}
