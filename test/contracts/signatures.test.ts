import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { Field, MediaSource } from '../../src/domain/media.ts';
import type { RelPath } from '../../src/domain/path.ts';
import { generatorSignature } from '../../src/evidence/generator-signature.ts';
import { nameEvidence } from '../../src/evidence/location.ts';
import { bufferBytes } from '../../src/files/bytes.ts';
import { signatureRules } from '../../src/signatures/index.ts';
import { nameRules } from '../../src/signatures/names/index.ts';
import type { Example, NameRule, SignatureRule } from '../../src/signatures/rule.ts';

const ROOM = join(import.meta.dirname, '../../src/signatures');
/** Files of the room that hold no rules: the shape of a rule, shared carriers, the list itself. */
const NO_RULES = new Set(['rule.ts', 'carriers.ts', 'index.ts', 'infotext-line.ts']);
/** Longest text a rule is tried on in the contract (threat 30). */
const CAP_CHARS = 64 * 1024;
const LIMIT_MS = 50;

function sourceOf(example: Example): MediaSource {
  return {
    type: { kind: 'image', format: 'png', holdsMedia: false },
    fields: example.map(([where, value]): Field => ({ where, value })),
    manifests: [],
    problems: [],
    supported: true,
    bytes: bufferBytes(new Uint8Array()),
    extension: 'png',
  };
}

async function hits(example: Example): Promise<readonly string[]> {
  const found: readonly Evidence[] = await generatorSignature.read(sourceOf(example), {});
  return found.map((item) => item.rule);
}

const byId = signatureRules.map((rule) => [rule.id, rule] as const);
const namesById = nameRules.map((rule) => [rule.id, rule] as const);

test('every file of the room is in its list, and the list holds nothing else', async () => {
  const listed = new Set<SignatureRule>(signatureRules);
  const found = new Set<SignatureRule>();
  for (const name of readdirSync(ROOM).filter((file) => file.endsWith('.ts') && !NO_RULES.has(file))) {
    const { rules }: { rules: readonly SignatureRule[] } = await import(join(ROOM, name));
    expect(rules.length, name).toBeGreaterThan(0);
    for (const rule of rules) found.add(rule);
  }
  expect(found).toEqual(listed);
});

test('every file of name conventions is in its list, and the list holds nothing else', async () => {
  const found: NameRule[] = [];
  for (const name of readdirSync(join(ROOM, 'names')).filter((file) => file !== 'index.ts')) {
    const { names }: { names: readonly NameRule[] } = await import(join(ROOM, 'names', name));
    found.push(...names);
  }
  expect(new Set(found)).toEqual(new Set(nameRules));
});

/** Rules that step back where a better witness of the same tool stands beside them. */
const STEP_BACK = ['comfyui.creator', 'infotext.extras', 'invokeai.graph'];

test('marks of all generators in one file are as many claims; none hides another', async () => {
  const all = signatureRules.flatMap((rule) => rule.matches[0] ?? []);
  const found = new Set(await hits(all));
  const hidden = signatureRules.map((rule) => rule.id).filter((id) => !found.has(id));
  expect(hidden).toEqual(STEP_BACK);
});

test('no two rules share an id', () => {
  const ids = [...signatureRules, ...nameRules].map((rule) => rule.id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each(byId)('rule %s', (id, rule) => {
  test('says in plain words what it found and where that is described', () => {
    expect(rule.source).toMatch(/^https:\/\/\S+$/);
    expect(rule.about.length).toBeGreaterThan(10);
    expect(rule.tool).not.toBe('');
    expect(rule.keyword).toBe(rule.keyword.toLowerCase());
    expect(rule.matches.length).toBeGreaterThan(0);
    expect(rule.ignores.length).toBeGreaterThan(0);
  });

  test('hits each of its examples and none of its counter-examples', async () => {
    for (const example of rule.matches) expect(await hits(example), JSON.stringify(example)).toContain(id);
    for (const example of rule.ignores)
      expect(await hits(example), JSON.stringify(example)).not.toContain(id);
  });

  test('threat 30: takes no more than 50 ms on hostile text', () => {
    for (const [where, hostile] of pumped(rule))
      expect(quickest(rule, where, hostile), where).toBeLessThan(LIMIT_MS);
  });
});

describe.each(namesById)('name convention %s', (id, rule) => {
  test('hits each of its examples and none of its counter-examples', () => {
    expect(rule.source).toMatch(/^https:\/\/\S+$/);
    expect(rule.matches.length).toBeGreaterThan(0);
    expect(rule.ignores.length).toBeGreaterThan(0);
    for (const name of rule.matches) expect(named(name), name).toContain(id);
    for (const name of rule.ignores) expect(named(name), name).not.toContain(id);
  });

  test('threat 30: takes no more than 50 ms on the longest names', () => {
    for (const name of [...rule.matches, ...rule.ignores]) {
      const long = name.repeat(Math.ceil(4096 / name.length)).slice(0, 4096);
      expect(quickestOf(() => rule.name.test(long))).toBeLessThan(LIMIT_MS);
    }
  });
});

function named(name: string): readonly string[] {
  return nameEvidence(name as RelPath).map((item) => item.rule);
}

/**
 * Hostile texts for a rule: each of its examples, and each literal part of its pattern, repeated up to the cap, with and
 * without an end that fits. Each begins so that the keyword does not spare the pattern.
 */
function pumped(rule: SignatureRule): readonly (readonly [where: string, value: string])[] {
  const where = rule.matches[0]?.[0]?.[0] ?? '';
  const examples = [...rule.matches, ...rule.ignores].flat().map(([, value]) => value);
  const literals = rule.value.source.match(/[A-Za-z" :{]{2,}/g) ?? [];
  const pieces = [
    ...examples,
    ...literals,
    ...examples.flatMap(prefixes),
    ' ',
    '"',
    '\\"',
    '\n',
    'a',
    '1',
    '-',
  ];
  return pieces.flatMap((piece) => {
    const run = `${rule.keyword}${piece.repeat(Math.ceil(CAP_CHARS / Math.max(1, piece.length)))}`;
    return [
      [where, run.slice(0, CAP_CHARS)],
      [where, `${run.slice(0, CAP_CHARS - 1)}\u0000`],
      [where, `${examples[0] ?? ''}${run}`.slice(0, CAP_CHARS)],
    ] as const;
  });
}

/** Beginnings of an example: a pattern that nearly matches again and again is the hard case. */
function prefixes(text: string): readonly string[] {
  return [0.25, 0.5, 0.75, 0.95]
    .map((part) => text.slice(0, Math.ceil(text.length * part)))
    .filter((piece) => piece !== '');
}

/** The quickest of three runs: what the pattern costs, not what the machine was busy with. */
function quickest(rule: SignatureRule, where: string, value: string): number {
  const fields = [{ where, value }];
  return quickestOf(() => {
    rule.value.test(value);
    rule.judge?.(value, fields);
  });
}

function quickestOf(run: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let runs = 0; runs < 3; runs += 1) {
    const started = performance.now();
    run();
    best = Math.min(best, performance.now() - started);
    if (best < LIMIT_MS) break;
  }
  return best;
}
