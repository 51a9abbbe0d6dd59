import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { APPROVAL_STATES } from '../../src/domain/approval.ts';
import { outcomeOf, type Severity } from '../../src/domain/finding.ts';
import { type ItemFacts, NOTHING_ASKED } from '../../src/domain/policy.ts';
import { evaluate } from '../../src/policy/evaluate.ts';
import { loadPolicies, packs } from '../../src/policy/index.ts';
import { packFaults } from '../../src/policy/pack-faults.ts';
import { packSchema } from '../../src/policy/pack-schema.ts';
import { runCases } from '../../src/policy/run-cases.ts';
import { admits } from '../../src/policy/settings.ts';

const WEIGHT: Readonly<Record<Severity, number>> = { pass: 0, warn: 1, incomplete: 2, review: 3, block: 4 };
const APPROVALS = [undefined, ...APPROVAL_STATES] as const;
const YES_NO = [true, false] as const;

/** Every combination of facts there is. */
function* every(): Generator<ItemFacts> {
  for (const origin of ['camera', 'human', 'genai', 'unknown'] as const)
    for (const involvement of ['full', 'partial', 'derived', 'assistive', 'none', 'undetermined'] as const)
      for (const state of ['ok', 'unreadable', 'incomplete', 'unsupported'] as const)
        for (const approval of APPROVALS)
          for (const temporary of YES_NO)
            for (const byRuleOnly of YES_NO)
              for (const suspected of YES_NO)
                for (const overruled of YES_NO) {
                  const generative = origin === 'genai' || (temporary && !overruled);
                  const about = { temporary, byRuleOnly, suspected, overruled, generative };
                  yield { ...NOTHING_ASKED, origin, involvement, state, approval, conflict: false, ...about };
                }
}
const all = [...every()];
const heaviest = (findings: readonly { readonly severity: Severity }[]): number =>
  Math.max(...findings.map(({ severity }) => WEIGHT[severity]));

test('every file in the folder of packs is listed, and no id twice', () => {
  const files = readdirSync(join(import.meta.dirname, '../../src/policy/packs')).map((name) =>
    name.replace('.ts', ''),
  );
  expect(packs.map(({ id }) => id).sort()).toEqual(files.sort());
});

describe.each(packs.map((pack) => [pack.id, pack] as const))('the pack %s', (id, pack) => {
  const [policy] = loadPolicies([{ pack: id, settings: {} }]);
  if (policy === undefined) throw new Error('no policy');

  test('names its source, its capture date and that it is no legal advice', () => {
    expect(pack.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(pack.source).toMatch(/^https:/);
    expect(pack.capturedAt).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(pack.disclaimer).toMatch(/not legal advice/i);
  });

  test('is what a pack file may say, and sound', () => {
    expect(packSchema.safeParse(JSON.parse(JSON.stringify(pack))).error).toBeUndefined();
    expect(packFaults(pack)).toEqual([]);
  });

  test('has rules that cite a passage, and settings whose default is allowed', () => {
    for (const rule of pack.rules) expect(rule.rules, rule.code).not.toEqual([]);
    for (const [name, setting] of Object.entries(pack.settings))
      expect([name, admits(setting, setting.default)]).toEqual([name, true]);
  });

  test('allows and refuses its cases', () => {
    for (const { case: each, verdict, codes } of runCases(pack))
      expect({ ...each, verdict, codes }).toEqual(each);
    const verdicts = new Set(pack.cases.map(({ verdict }) => outcomeOf([verdict])));
    expect([verdicts.has('pass'), verdicts.has('block')]).toEqual([true, true]);
  });

  test('says something of every combination of facts', () => {
    const silent = all.filter((facts) =>
      [...evaluate(policy, facts, 'final'), ...evaluate(policy, facts, 'temp')].some(
        ({ code }) => code === 'GAT-001',
      ),
    );
    expect(silent).toEqual([]);
  });

  test('is never milder for a final than for temp', () => {
    const milder = all.filter(
      (facts) => heaviest(evaluate(policy, facts, 'final')) < heaviest(evaluate(policy, facts, 'temp')),
    );
    expect(milder).toEqual([]);
  });

  test('lets no GenAI into a final without a valid approval', () => {
    const passed = all.filter(
      (facts) =>
        facts.generative &&
        facts.approval !== 'valid' &&
        heaviest(evaluate(policy, facts, 'final')) < WEIGHT.block,
    );
    expect(passed).toEqual([]);
  });

  test('is never heavier with a valid approval than with any other', () => {
    const heavier = all.filter(
      (facts) =>
        heaviest(evaluate(policy, { ...facts, approval: 'valid' }, 'final')) >
        heaviest(evaluate(policy, facts, 'final')),
    );
    expect(heavier).toEqual([]);
  });
});
