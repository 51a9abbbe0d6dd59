import type { Strength } from '../domain/evidence.ts';
import type { Field } from '../domain/media.ts';
import type { Points } from '../domain/origin.ts';

/** What a rule concludes; `unjudged` means the mark of a GenAI tool from which the extent cannot be told. */
export type Judgement = Points | 'unjudged';

/** Fields of one file, as an example that proves a rule. */
export type Example = readonly (readonly [where: string, value: string])[];

/** Another field that must be present beside the one a rule matches. */
export interface FieldPattern {
  readonly field: RegExp;
  readonly value: RegExp;
}

/**
 * How one generator marks what it makes, as data that carries its own proof. Patterns must take time linear in the
 * length of hostile text (a contract test pumps them).
 */
export interface SignatureRule {
  /** Permanent once released: `generator.mark`. */
  readonly id: string;
  readonly tool: string;
  /** One line in plain words: what was found. */
  readonly about: string;
  /** Repository or page where the mark is described or written. */
  readonly source: string;
  readonly field: RegExp;
  /** Lower-case text the value must contain before the pattern is tried; empty tries always. */
  readonly keyword: string;
  readonly value: RegExp;
  readonly points: Judgement;
  /** Looks closer at a value that matched, and at its neighbours; undefined means no hit after all. */
  readonly judge?: (value: string, fields: readonly Field[]) => Judgement | undefined;
  readonly strength: Extract<Strength, 'standard' | 'tool' | 'heuristic'>;
  readonly requires?: readonly FieldPattern[];
  readonly matches: readonly Example[];
  readonly ignores: readonly Example[];
}

/** How one generator names its files. A name is always `heuristic`: it makes a file suspected, never more. */
export interface NameRule {
  readonly id: string;
  readonly tool: string;
  readonly about: string;
  readonly source: string;
  /** Tried on the base name; case-insensitive unless the convention is not. */
  readonly name: RegExp;
  /** Tried on the whole relative path, where the folder is part of the convention. */
  readonly path?: RegExp;
  readonly matches: readonly string[];
  readonly ignores: readonly string[];
}

/** The first of `fields` that satisfies a pattern. */
export function fieldLike(fields: readonly Field[], pattern: FieldPattern): Field | undefined {
  return fields.find((field) => pattern.field.test(field.where) && pattern.value.test(field.value));
}

/** Whether a rule hits one field in the company of the others; undefined is no hit. */
export function judgeField(
  rule: SignatureRule,
  field: Field,
  lowerCased: string,
  fields: readonly Field[],
): Judgement | undefined {
  if (!rule.field.test(field.where)) return undefined;
  if (!lowerCased.includes(rule.keyword) || !rule.value.test(field.value)) return undefined;
  const alone = (rule.requires ?? []).some((pattern) => fieldLike(fields, pattern) === undefined);
  if (alone) return undefined;
  return rule.judge === undefined ? rule.points : rule.judge(field.value, fields);
}
