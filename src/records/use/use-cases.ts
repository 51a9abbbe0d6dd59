import { nearest } from '../../configuration/nearest.ts';
import type { Guidance, UseCase } from '../../domain/guidance.ts';
import type { Runtime } from '../../domain/runtime.ts';
import { packs } from '../../policy/index.ts';
import { usage } from '../given.ts';

const PREFIX = 'UC-';

/** The guidances that judge a production; those that are shipped where its packs ask about no use. */
export function guidancesOf({ policies }: Pick<Runtime, 'policies'>): readonly Guidance[] {
  const own = policies.flatMap(({ pack }) => pack.guidance ?? []);
  return own.length > 0 ? own : packs.flatMap(({ guidance }) => guidance ?? []);
}

/** Every use case the guidances know, once each. */
export function useCasesIn(guidances: readonly Guidance[]): readonly UseCase[] {
  return [
    ...new Map(guidances.flatMap(({ useCases }) => useCases).map((each) => [each.code, each])).values(),
  ];
}

/**
 * The code a person means: `ideation`, `UC-IDEATION`, or `other` for a use no guidance lists, which then has to be escalated. Throws
 * `usage` naming the nearest.
 */
export function useCaseNamed(text: string, guidances: readonly Guidance[]): string {
  const plain = text
    .trim()
    .toUpperCase()
    .replace(/[\s_]+/g, '-');
  const code = plain.startsWith(PREFIX) ? plain : `${PREFIX}${plain}`;
  const known = useCasesIn(guidances).map((each) => each.code);
  if (known.includes(code) || code === 'UC-OTHER') return code;
  const short = known.map((each) => each.slice(PREFIX.length).toLowerCase());
  const near = nearest(code.slice(PREFIX.length), short);
  throw usage(
    `"${text}" is no use case.`,
    `${near === undefined ? '' : `Did you mean ${near}? `}There are ${short.join(', ')}; "other" is for what none of them names.`,
  );
}

/** Use cases as people read them. */
export function caseWords(codes: readonly string[], guidances: readonly Guidance[]): string {
  const known = useCasesIn(guidances);
  return codes.map((code) => known.find((each) => each.code === code)?.title ?? code).join('; ');
}
