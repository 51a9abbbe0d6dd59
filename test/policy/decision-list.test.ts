import { beforeAll, describe, expect, test } from 'vitest';
import { APPROVAL_STATES } from '../../src/domain/approval.ts';
import type { ItemFacts } from '../../src/domain/policy.ts';
import { evaluate } from '../../src/policy/evaluate.ts';
import { policyOf } from '../../src/policy/index.ts';
import { netflixGenai2025 } from '../../src/policy/packs/netflix-genai-2025.ts';
import { PLAIN_FACTS } from '../../src/policy/plain-facts.ts';
import { expectedWeight, WEIGHT } from './decision-list.ts';

const policy = policyOf(netflixGenai2025, {}, undefined);

const YES_NO = [false, true] as const;
const DECLARATION = ['none', 'incomplete', 'stale', 'complete'] as const;
const APPROVAL = [undefined, ...APPROVAL_STATES] as const;

/** Facts of which every combination is tried, each with its values; the last runs fastest. */
type Axes = { readonly [Fact in keyof ItemFacts]?: readonly ItemFacts[Fact][] };

const GENERATIVE: Axes = {
  declaration: DECLARATION,
  faults: [[], ['DEC-004']],
  hardStops: [[], ['HST-001']],
  breaches: [[], ['DAT-001'], ['UNI-001'], ['ETH-001']],
  triage: ['socialize', 'judgement_open', 'judged_incidental', 'escalate'],
  notice: ['none', 'late', 'given'],
  evidenceMet: YES_NO,
  refused: ['no', 'final_only', 'all_use'],
  approval: APPROVAL,
};
const NOT_GENERATIVE: Axes = {
  origin: ['camera', 'human', 'unknown'],
  involvement: ['full', 'partial', 'derived', 'assistive', 'none', 'undetermined'],
  declaration: DECLARATION,
  overruled: YES_NO,
  weakBasis: YES_NO,
  seconded: YES_NO,
  baseline: YES_NO,
  approval: APPROVAL,
};

/** Every combination of the axes' values over a base. */
function combine(base: ItemFacts, axes: Axes): readonly ItemFacts[] {
  let made: readonly ItemFacts[] = [base];
  for (const [fact, values] of Object.entries(axes))
    made = made.flatMap((facts) => values.map((value) => ({ ...facts, [fact]: value })));
  return made;
}

const generated: ItemFacts = {
  ...PLAIN_FACTS,
  origin: 'genai',
  involvement: 'full',
  temporary: true,
  generative: true,
};
const DESTINATIONS = ['final', 'temp'] as const;

interface Judged {
  readonly facts: ItemFacts;
  readonly final: number;
  readonly temp: number;
}

function weigh(facts: ItemFacts, destination: 'final' | 'temp'): number {
  let heaviest = 0;
  for (const { code, severity } of evaluate(policy, facts, destination)) {
    if (code === 'GAT-001') return Number.NaN;
    heaviest = Math.max(heaviest, WEIGHT[severity]);
  }
  return heaviest;
}

describe.each([
  ['GenAI', generated, GENERATIVE],
  ['what is not GenAI', PLAIN_FACTS, NOT_GENERATIVE],
])('every combination of facts of %s', (_what, base, axes) => {
  let all: readonly Judged[] = [];
  beforeAll(() => {
    all = combine(base, axes).map((facts) => ({
      facts,
      final: weigh(facts, 'final'),
      temp: weigh(facts, 'temp'),
    }));
  });
  /** Combinations that get heavier by a change of facts, the first few. */
  const worsened = (change: (facts: ItemFacts) => ItemFacts | undefined): readonly ItemFacts[] => {
    const found: ItemFacts[] = [];
    for (const { facts, final, temp } of all) {
      const changed = change(facts);
      if (changed === undefined || changed === facts) continue;
      if (weigh(changed, 'final') > final || weigh(changed, 'temp') > temp) found.push(facts);
      if (found.length > 2) break;
    }
    return found;
  };

  test('gets exactly the verdict of the decision list', () => {
    for (const destination of DESTINATIONS)
      expect(
        all
          .filter((judged) => judged[destination] !== expectedWeight(judged.facts, destination))
          .slice(0, 3)
          .map(({ facts, ...got }) => ({ facts, got, wanted: expectedWeight(facts, destination) })),
      ).toEqual([]);
  });

  test('is never milder for a final than for temp', () => {
    expect(all.filter(({ final, temp }) => final < temp).slice(0, 3)).toEqual([]);
  });

  test('is never worse for a valid approval with its evidence', () => {
    expect(worsened((facts) => ({ ...facts, approval: 'valid', evidenceMet: true }))).toEqual([]);
  });

  test('S0-05: is never worse for a complete declaration without faults, with notice', () => {
    const declared = (facts: ItemFacts, triage: ItemFacts['triage']): ItemFacts | undefined =>
      facts.declaration === 'complete'
        ? undefined
        : {
            ...facts,
            declaration: 'complete',
            faults: [],
            hardStops: [],
            breaches: [],
            notice: 'given',
            triage,
          };
    expect(worsened((facts) => declared(facts, facts.triage))).toEqual([]);
    // An undeclared use counts as the riskiest, so whatever the declaration says is no riskier.
    for (const triage of ['socialize', 'judgement_open', 'judged_incidental'] as const)
      expect(
        worsened((facts) => (facts.triage === 'escalate' ? declared(facts, triage) : undefined)),
      ).toEqual([]);
  });

  test('is never worse for more evidence', () => {
    expect(worsened((facts) => (facts.evidenceMet ? undefined : { ...facts, evidenceMet: true }))).toEqual(
      [],
    );
    expect(worsened((facts) => (facts.weakBasis ? { ...facts, weakBasis: false } : undefined))).toEqual([]);
    expect(worsened((facts) => (facts.seconded ? undefined : { ...facts, seconded: true }))).toEqual([]);
    expect(
      worsened((facts) => (facts.notice === 'given' ? undefined : { ...facts, notice: 'given' })),
    ).toEqual([]);
  });
});
