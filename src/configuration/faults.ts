import type { z } from 'zod';
import { nearest } from './nearest.ts';
import { configurationJsonSchema } from './schema.ts';

type Issue = z.core.$ZodIssue;
type Node = { readonly [key: string]: unknown };

/** One thing wrong with a configuration: where it stands and what is wrong, in plain words. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  readonly words: string;
}

/** What is wrong, one fault an unknown key, wrong value or missing member. */
export function faultsOf(issues: readonly Issue[]): readonly Fault[] {
  return issues.flatMap(faultsOfIssue);
}

function faultsOfIssue(issue: Issue): readonly Fault[] {
  const name = nameOf(issue.path);
  const say = (words: string): Fault[] => [{ path: issue.path, words }];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...issue.path, key], words: unknownKey(key, issue.path) }));
    case 'invalid_type':
      return say(
        issue.input === undefined
          ? `${name} is missing`
          : `${name} must be ${TYPES[issue.expected] ?? issue.expected}, not ${kindOf(issue.input)}`,
      );
    case 'invalid_value':
      return say(wrongValue(name, issue.input, issue.values.map(String)));
    case 'invalid_union':
      return unionFaults(issue, name);
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
function unionFaults(issue: Issue & { code: 'invalid_union' }, name: string): readonly Fault[] {
  const within = issue.errors
    .map((branch) => branch.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }) as Issue))
    .find((branch) =>
      branch.every((inner) => inner.code === 'unrecognized_keys' || inner.path.length > issue.path.length),
    );
  if (within !== undefined && within.length > 0) return faultsOf(within);
  return [
    {
      path: issue.path,
      words: `${name} must be a pack name, an object such as { "pack": "approval-id" }, or a list of these`,
    },
  ];
}

function tooSmall(issue: Issue & { code: 'too_small' }): string {
  if (issue.origin === 'string') return 'must not be empty';
  if (issue.origin === 'array') return 'must hold at least one entry';
  return `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`;
}

function unknownKey(key: string, path: readonly PropertyKey[]): string {
  const known = keysAt(path);
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
function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let nodes: readonly Node[] = [configurationJsonSchema()];
  for (const part of path) {
    nodes = nodes.flatMap(alternatives).flatMap((node) => {
      const properties = isNode(node['properties']) ? node['properties'] : {};
      const next = typeof part === 'number' ? node['items'] : properties[String(part)];
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
