import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Severity } from '../../src/domain/finding.ts';
import type { ItemFacts, PolicyPack } from '../../src/domain/policy.ts';
import { evaluate } from '../../src/policy/evaluate.ts';
import { loadPolicies, packs } from '../../src/policy/index.ts';

const WEIGHT: Readonly<Record<Severity, number>> = { pass: 0, warn: 1, incomplete: 2, review: 3, block: 4 };
const FACTS = {
  origin: ['camera', 'human', 'genai', 'unknown'],
  involvement: ['full', 'partial', 'derived', 'assistive', 'none', 'undetermined'],
  temporary: [true, false],
  byRuleOnly: [true, false],
  state: ['ok', 'unreadable', 'incomplete', 'unsupported'],
  suspected: [true, false],
  generative: [true, false],
  overruled: [true, false],
  approval: [
    undefined,
    'valid',
    'no-record',
    'not-yet-valid',
    'expired',
    'revoked',
    'out-of-scope',
    'document-missing',
  ],
} as const;

/** Every combination of facts there is. */
function* every(): Generator<ItemFacts> {
  for (const origin of FACTS.origin)
    for (const involvement of FACTS.involvement)
      for (const temporary of FACTS.temporary)
        for (const byRuleOnly of FACTS.byRuleOnly)
          for (const state of FACTS.state)
            for (const suspected of FACTS.suspected)
              for (const overruled of FACTS.overruled)
                for (const approval of FACTS.approval)
                  yield {
                    origin,
                    involvement,
                    temporary,
                    byRuleOnly,
                    state,
                    suspected,
                    overruled,
                    approval,
                    generative: origin === 'genai' || (temporary && !overruled),
                  };
}

const all = [...every()];
const heaviest = (findings: readonly { readonly severity: Severity }[]): number =>
  Math.max(...findings.map(({ severity }) => WEIGHT[severity]));

describe.each(packs.map((pack) => [pack.id, pack] as const))(
  'the pack %s, over every combination of facts',
  (id) => {
    const [policy] = loadPolicies([{ pack: id, settings: {} }]);
    if (policy === undefined) throw new Error('no policy');

    test('says something of each', () => {
      expect(all.flatMap((facts) => evaluate(policy, facts, 'final')).map(({ code }) => code)).not.toContain(
        'GAT-001',
      );
      expect(all.flatMap((facts) => evaluate(policy, facts, 'temp')).map(({ code }) => code)).not.toContain(
        'GAT-001',
      );
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
      for (const facts of all) {
        const withValid = heaviest(evaluate(policy, { ...facts, approval: 'valid' }, 'final'));
        expect(withValid).toBeLessThanOrEqual(heaviest(evaluate(policy, facts, 'final')));
      }
    });
  },
);

test('unknown origin warns in a final by default and asks for review when the production says so (threat 2)', () => {
  const [mild] = loadPolicies([{ pack: 'approval-id', settings: {} }]);
  const [strict] = loadPolicies([{ pack: 'approval-id', settings: { unknownInFinal: 'review' } }]);
  if (mild === undefined || strict === undefined) throw new Error('no policy');
  const facts = all.find(({ origin, generative }) => origin === 'unknown' && !generative);
  if (facts === undefined) throw new Error('no facts');
  const severity = (policy: typeof mild): Severity | undefined =>
    evaluate(policy, facts, 'final').find(({ code }) => code === 'ORG-001')?.severity;
  expect([severity(mild), severity(strict)]).toEqual(['warn', 'review']);
});

test('a pack that says nothing of an item could not decide it', () => {
  const silent: PolicyPack = {
    id: 'silent',
    version: '1',
    title: '',
    source: '',
    capturedAt: '',
    disclaimer: '',
    settings: {},
    rules: [],
  };
  fc.assert(
    fc.property(fc.constantFrom(...all), (facts) => {
      expect(evaluate({ pack: silent, settings: {} }, facts, 'final')).toEqual([
        { code: 'GAT-001', severity: 'incomplete', rules: [] },
      ]);
    }),
  );
});

test('a severity taken from a setting nobody set leaves the item undecided', () => {
  const loose: PolicyPack = {
    id: 'loose',
    version: '1',
    title: '',
    source: '',
    capturedAt: '',
    disclaimer: '',
    settings: {},
    rules: [{ code: 'ORG-001', when: {}, final: { setting: 'nowhere' }, temp: 'pass', rules: [] }],
  };
  const [facts] = all;
  if (facts === undefined) throw new Error('no facts');
  expect(evaluate({ pack: loose, settings: {} }, facts, 'final')).toEqual([
    { code: 'ORG-001', severity: 'incomplete', rules: [] },
  ]);
});
