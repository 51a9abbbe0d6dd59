import type { z } from 'zod';
import { nearest } from '../../configuration/nearest.ts';
import { fieldNamed } from './use-text.ts';

type Issue = z.core.$ZodIssue;

/** One thing wrong with what a person wrote, and where. */
export interface UseFault {
  readonly path: readonly PropertyKey[];
  readonly words: string;
}

/** What is wrong, one fault an unknown field, wrong value or missing member; `known` are the fields there are. */
export function useFaults(issues: readonly Issue[], known: readonly string[]): readonly UseFault[] {
  return issues.flatMap((issue) => faultsOf(issue, known));
}

/** Words for a field nobody knows, with the nearest there is. */
export function unknownField(name: string, known: readonly string[]): string {
  const near = nearest(name, known) ?? nearest(fieldNamed(name), known);
  return near === undefined
    ? `there is no field "${name}"; there are ${known.join(', ')}`
    : `there is no field "${name}"; did you mean "${near}"?`;
}

function faultsOf(issue: Issue, known: readonly string[]): readonly UseFault[] {
  const name = nameOf(issue.path);
  const say = (words: string): UseFault[] => [{ path: issue.path, words }];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...issue.path, key],
        words:
          issue.path.length === 0 || issue.path[0] === 'steps'
            ? unknownField(key, known)
            : `${name} has no member "${key}"`,
      }));
    case 'invalid_value':
      return say(wrongValue(name, issue.input, issue.values.map(String)));
    case 'invalid_union':
      return unionFaults(issue, known);
    case 'invalid_type':
      return say(
        issue.input === undefined
          ? `${name} is missing`
          : `${name} must be ${TYPES[issue.expected] ?? issue.expected}, not ${shown(issue.input)}`,
      );
    case 'too_small':
      return say(`${name} must not be empty`);
    case 'too_big':
      return say(`${name} is too long`);
    default:
      return say(`${name}: ${issue.message}`);
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'yes or no',
  array: 'a list, or none',
  object: 'a group of fields',
};

function wrongValue(name: string, input: unknown, allowed: readonly string[]): string {
  if (input === undefined) return `${name} is missing; it is one of ${allowed.join(', ')}`;
  const near = typeof input === 'string' ? nearest(input, allowed) : undefined;
  return near === undefined
    ? `${name} is ${shown(input)}; it must be one of ${allowed.join(', ')}`
    : `${name} is ${shown(input)}; did you mean "${near}"?`;
}

/** The faults of the form the value was meant to have: the first whose kind fits, or all choices of one word. */
function unionFaults(
  issue: Issue & { code: 'invalid_union' },
  known: readonly string[],
): readonly UseFault[] {
  const within = issue.errors.find((branch) =>
    branch.every((inner) => inner.code === 'unrecognized_keys' || inner.path.length > 0),
  );
  if (within !== undefined && within.length > 0)
    return faultsOfAll(
      within.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
      known,
    );
  const words = issue.errors.flatMap((branch) =>
    branch.flatMap((inner) => (inner.code === 'invalid_value' ? inner.values.map(String) : [])),
  );
  const name = nameOf(issue.path);
  return [
    {
      path: issue.path,
      words:
        words.length > 0 && typeof issue.input === 'string'
          ? wrongValue(name, issue.input, words)
          : `${name} cannot be ${shown(issue.input)}; "provgate declare --help" shows how it is written`,
    },
  ];
}

function faultsOfAll(issues: readonly Issue[], known: readonly string[]): readonly UseFault[] {
  return issues.flatMap((issue) => faultsOf(issue, known));
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 60);
}

/** `talent 2, relation`, as people count. */
function nameOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the statement';
  return path.map((part) => (typeof part === 'number' ? `entry ${part + 1}` : String(part))).join(', ');
}
