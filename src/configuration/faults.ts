import type { z } from 'zod';
import { nearest } from './nearest.ts';
import { configurationJsonSchema } from './schema.ts';

type Issue = z.core.$ZodIssue;
type Node = { readonly [key: string]: unknown };

/** One thing wrong with a file: where it stands and what is wrong, in plain words. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  readonly words: string;
}

/** The file that is judged: its JSON Schema, and what to say of a value that has none of the forms it may have. */
export interface FileKind {
  readonly jsonSchema: () => Record<string, unknown>;
  readonly forms: string;
}

const CONFIGURATION: FileKind = {
  jsonSchema: configurationJsonSchema,
  forms: 'a pack name, an object such as { "pack": "approval-id" }, or a list of these',
};

/** What is wrong, one fault an unknown key, wrong value or missing member. */
export function faultsOf(issues: readonly Issue[], kind: FileKind = CONFIGURATION): readonly Fault[] {
  return issues.flatMap((issue) => faultsOfIssue(issue, kind));
}

function faultsOfIssue(issue: Issue, kind: FileKind): readonly Fault[] {
  const name = nameOf(issue.path);
  const say = (words: string): Fault[] => [{ path: issue.path, words }];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...issue.path, key],
        words: unknownKey(key, issue.path, kind),
      }));
    case 'invalid_type':
      return say(
        issue.input === undefined
          ? `${name} is missing`
          : `${name} must be ${TYPES[issue.expected] ?? issue.expected}, not ${kindOf(issue.input)}`,
      );
    case 'invalid_value':
      return say(wrongValue(name, issue.input, issue.values.map(String)));
    case 'invalid_union':
      return unionFaults(issue, name, kind);
    case 'too_small':
      return say(`${name} ${tooSmall(issue)}`);
    case 'too_big':
      return say(`${name} must be at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`);
    case 'invalid_format':
      return say(
        issue.format === 'uuid'
          ? `${name} must be an id as "provgate init" makes it`
          : `${name}: ${issue.message}`,
      );
    default:
      return say(`${name}: ${issue.message}`);
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text in double quotes',
  number: 'a number',
  int: 'a whole number',
  array: 'a list in [ ]',
  object: 'an object in { }',
};

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'string' ? 'text' : `${/^[aeiou]/.test(typeof value) ? 'an' : 'a'} ${typeof value}`;
}

function wrongValue(name: string, input: unknown, allowed: readonly string[]): string {
  const near = typeof input === 'string' ? nearest(input, allowed) : undefined;
  const seen = input === undefined ? `${name} is missing` : `${name} is ${JSON.stringify(input)}`;
  return near === undefined
    ? `${seen}; allowed: ${allowed.join(', ')}`
    : `${seen}; did you mean "${near}"? (allowed: ${allowed.join(', ')})`;
}

/** The faults of the branch that got furthest, or that no form fits. */
function unionFaults(
  issue: Issue & { code: 'invalid_union' },
  name: string,
  kind: FileKind,
): readonly Fault[] {
  const within = issue.errors
    .map((branch) => branch.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }) as Issue))
    .find((branch) =>
      branch.every((inner) => inner.code === 'unrecognized_keys' || inner.path.length > issue.path.length),
    );
  if (within !== undefined && within.length > 0) return faultsOf(within, kind);
  const word = issue.errors.flat().find((inner) => inner.code === 'invalid_value');
  if (typeof issue.input === 'string' && word !== undefined)
    return [{ path: issue.path, words: wrongValue(name, issue.input, word.values.map(String)) }];
  return [{ path: issue.path, words: `${name} must be ${kind.forms}` }];
}

function tooSmall(issue: Issue & { code: 'too_small' }): string {
  if (issue.origin === 'string') return 'must not be empty';
  if (issue.origin === 'array') return 'must hold at least one entry';
  return `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`;
}

function unknownKey(key: string, path: readonly PropertyKey[], kind: FileKind): string {
  const known = keysAt(path, kind);
  const near = nearest(key, known);
  const place = path.length === 0 ? '' : ` in ${nameOf(path)}`;
  return near === undefined
    ? `unknown key ${JSON.stringify(key)}${place}; known here: ${known.join(', ')}`
    : `unknown key ${JSON.stringify(key)}${place}; did you mean "${near}"?`;
}

/** `deliverables[0].type`, in quotes. */
function nameOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file';
  const text = path.reduce<string>(
    (made, part) =>
      typeof part === 'number' ? `${made}[${part}]` : `${made}${made === '' ? '' : '.'}${String(part)}`,
    '',
  );
  return `"${text}"`;
}

/** The keys the schema knows at a place. */
function keysAt(path: readonly PropertyKey[], kind: FileKind): readonly string[] {
  let nodes: readonly Node[] = [kind.jsonSchema()];
  for (const part of path) {
    nodes = nodes.flatMap(alternatives).flatMap((node) => {
      const properties = isNode(node['properties']) ? node['properties'] : {};
      const next =
        typeof part === 'number' ? node['items'] : (properties[String(part)] ?? node['additionalProperties']);
      return isNode(next) ? [next] : [];
    });
  }
  return nodes.flatMap(alternatives).flatMap((node) => {
    return isNode(node['properties']) ? Object.keys(node['properties']) : [];
  });
}

function alternatives(node: Node): readonly Node[] {
  const options = node['anyOf'];
  return Array.isArray(options) ? [node, ...options.filter(isNode).flatMap(alternatives)] : [node];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}
