import type { PersonId } from '../domain/person.ts';
import type { UseStatement } from '../domain/use-statement.ts';

/** People a statement of use speaks of. */
export function peopleInUse({ operator, talent = [], steps = [] }: UseStatement): readonly PersonId[] {
  const performers = talent.flatMap(({ performer }) => (performer === undefined ? [] : [performer]));
  return [...(operator === undefined ? [] : [operator]), ...performers, ...steps.flatMap(peopleInUse)];
}

/** A statement of use with names in place of ids. */
export function useJson(use: UseStatement, name: (id: PersonId) => string): Record<string, unknown> {
  const { operator, talent, steps } = use;
  return {
    ...use,
    ...(operator === undefined ? {} : { operator: name(operator) }),
    ...(talent === undefined
      ? {}
      : {
          talent: talent.map((each) => ({
            ...each,
            ...(each.performer === undefined ? {} : { performer: name(each.performer) }),
          })),
        }),
    ...(steps === undefined ? {} : { steps: steps.map((step) => useJson(step, name)) }),
  };
}
