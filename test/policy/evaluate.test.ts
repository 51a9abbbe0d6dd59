import { expect, test } from 'vitest';
import type { Severity } from '../../src/domain/finding.ts';
import {
  type ItemFacts,
  type LoadedPolicy,
  NOTHING_ASKED,
  type PolicyPack,
} from '../../src/domain/policy.ts';
import { evaluate } from '../../src/policy/evaluate.ts';
import { loadPolicies } from '../../src/policy/index.ts';

const unknown: ItemFacts = {
  ...NOTHING_ASKED,
  conflict: false,
  origin: 'unknown',
  involvement: 'undetermined',
  temporary: false,
  byRuleOnly: false,
  state: 'ok',
  suspected: false,
  generative: false,
  overruled: false,
  approval: undefined,
};

/** A pack of these rules and no settings. */
function pack(rules: PolicyPack['rules']): Pick<LoadedPolicy, 'pack' | 'settings'> {
  const words = { id: 'p', version: '1', title: '', source: '', capturedAt: '', disclaimer: '' };
  const parts = { schema: 'provgate.policy-pack/1', settings: {}, passages: [], cases: [] } as const;
  return { pack: { ...words, ...parts, rules }, settings: {} };
}

test('every rule whose condition holds gives a finding, in the order of the pack', () => {
  const policy = pack([
    { code: 'ORG-001', when: { origin: ['unknown'] }, final: 'warn', temp: 'pass', rules: ['F-1'] },
    { code: 'OK-001', when: { origin: ['camera'] }, final: 'pass', temp: 'pass', rules: ['F-1'] },
    {
      code: 'APR-001',
      when: { approval: [null], state: ['ok', 'unreadable'] },
      final: 'block',
      temp: 'warn',
      rules: ['G-5'],
    },
  ]);
  expect(evaluate(policy, unknown, 'final')).toEqual([
    { code: 'ORG-001', severity: 'warn', rules: ['F-1'] },
    { code: 'APR-001', severity: 'block', rules: ['G-5'] },
  ]);
  expect(evaluate(policy, { ...unknown, approval: 'valid' }, 'temp').map(({ severity }) => severity)).toEqual(
    ['pass'],
  );
});

test('unknown origin warns in a final by default and asks for review when the production says so (threat 2)', () => {
  const severity = (settings: Readonly<Record<string, string>>): Severity | undefined => {
    const [policy] = loadPolicies([{ pack: 'approval-id', settings }]);
    return policy && evaluate(policy, unknown, 'final').find(({ code }) => code === 'ORG-001')?.severity;
  };
  expect([severity({}), severity({ unknownInFinal: 'review' })]).toEqual(['warn', 'review']);
});

test('a pack that says nothing of an item could not decide it', () => {
  expect(evaluate(pack([]), unknown, 'final')).toEqual([
    { code: 'GAT-001', severity: 'incomplete', rules: [] },
  ]);
});

test('a severity taken from a setting nobody set leaves the item undecided', () => {
  const policy = pack([
    { code: 'ORG-001', when: {}, final: { setting: 'nowhere' }, temp: 'pass', rules: ['F-1'] },
  ]);
  expect(evaluate(policy, unknown, 'final')).toEqual([
    { code: 'ORG-001', severity: 'incomplete', rules: ['F-1'] },
  ]);
});
