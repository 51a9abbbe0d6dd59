import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ApprovalJudgement, ApprovalState } from '../../src/domain/approval.ts';
import type { Severity } from '../../src/domain/finding.ts';
import { decide, type ScopeInput } from '../../src/gate/decide.ts';
import type { ItemInput } from '../../src/gate/decision/item-input.ts';
import { loadPolicies } from '../../src/policy/index.ts';
import { asset, at, genai, input, NOW, path } from '../helpers/gate-values.ts';

const policies = loadPolicies([{ pack: 'approval-id', settings: {} }]);
const scope: ScopeInput = { destination: 'final', policies, skipped: 0, unknownIds: [], clock: undefined };
const decided = (change: Partial<ItemInput>, about: Partial<ScopeInput> = {}) =>
  decide([input(change)], { ...scope, ...about });
const verdict = (change: Partial<ItemInput>, about: Partial<ScopeInput> = {}) => {
  const [only] = decided(change, about).items;
  return [only?.verdict, only?.findings.map(({ code, severity }) => `${code} ${severity}`)];
};
const with_ = (state: ApprovalState): Partial<ItemInput> => {
  const judgement: ApprovalJudgement = { id: 'A-1', recordId: 'r1', state, args: { id: 'A-1' } };
  return { approvals: [judgement], bestApproval: judgement };
};

describe('an item in a final', () => {
  test.each([
    [
      'camera work passes',
      { asset: asset({ origin: 'camera', involvement: 'none' }) },
      ['pass', ['OK-001 pass']],
    ],
    ['unknown origin warns', {}, ['warn', ['ORG-001 warn']]],
    ['GenAI without approval is blocked', { asset: genai() }, ['block', ['APR-001 block']]],
    ['GenAI with a valid approval passes', { asset: genai(), ...with_('valid') }, ['pass', ['OK-002 pass']]],
    ['an expired approval blocks', { asset: genai(), ...with_('expired') }, ['block', ['APR-005 block']]],
    ['a revoked approval blocks', { asset: genai(), ...with_('revoked') }, ['block', ['APR-006 block']]],
    [
      'an approval not begun blocks',
      { asset: genai(), ...with_('not-yet-valid') },
      ['block', ['APR-004 block']],
    ],
    [
      'an approval for other use blocks',
      { asset: genai(), ...with_('out-of-scope') },
      ['block', ['APR-008 block']],
    ],
    ['an id without record blocks', { asset: genai(), ...with_('no-record') }, ['block', ['APR-000 block']]],
    [
      'an approval without its document blocks',
      { asset: genai(), ...with_('document-missing') },
      ['block', ['APR-011 block']],
    ],
    [
      'a lost trace does not clear what is marked TEMPORARY',
      { asset: asset({ temporary: true }) },
      ['block', ['APR-001 block']],
    ],
    [
      'suspected needs an answer (threat 3)',
      { asset: asset({ suspected: true }) },
      ['review', ['ORG-004 review', 'ORG-001 warn']],
    ],
    [
      'suspected needs an answer even with an approval (threat 3)',
      { asset: asset({ suspected: true }), ...with_('valid') },
      ['review', ['ORG-004 review', 'ORG-001 warn']],
    ],
    [
      'contradicting claims need an answer, also on approved GenAI',
      { asset: genai({ conflict: true }), ...with_('valid') },
      ['review', ['ORG-002 review', 'OK-002 pass']],
    ],
    [
      'what replaced temporary GenAI without evidence of its own needs an answer (threat 3)',
      { replacedTemporary: true },
      ['review', ['ORG-006 review', 'ORG-001 warn']],
    ],
    [
      'a folder rule is no evidence of its own there (threats 3, 7)',
      { replacedTemporary: true, asset: asset({ origin: 'camera', byRuleOnly: true }) },
      ['review', ['ORG-006 review', 'OK-001 pass']],
    ],
    [
      'a named answer is',
      { replacedTemporary: true, asset: asset({ origin: 'human', involvement: 'none' }) },
      ['pass', ['OK-001 pass']],
    ],
    [
      'an assistive tool is listed',
      { asset: asset({ origin: 'camera', involvement: 'assistive' }) },
      ['warn', ['AST-001 warn', 'OK-001 pass']],
    ],
    [
      'what was overruled is listed by name',
      { asset: asset({ origin: 'human', temporary: true, overruledBy: 'Ana Ruiz' }) },
      ['warn', ['ORG-005 warn']],
    ],
    [
      'unreadable is undecided even where a reader said camera (threat 19)',
      { asset: asset({ origin: 'camera', state: 'unreadable' }) },
      ['incomplete', ['FIL-001 incomplete', 'OK-001 pass']],
    ],
    [
      'a file cut short is undecided (threat 19)',
      { asset: asset({ origin: 'camera', state: 'incomplete' }) },
      ['incomplete', ['FIL-002 incomplete', 'OK-001 pass']],
    ],
    [
      'no reader for it is no failure',
      { asset: asset({ state: 'unsupported' }) },
      ['warn', ['ORG-001 warn']],
    ],
    [
      'a cut, package or archive nobody read to its last member is undecided (threat 1)',
      { asset: asset({ holdsMedia: true, format: 'otio' }) },
      ['incomplete', ['TML-001 incomplete', 'ORG-001 warn']],
    ],
    [
      'an approval does not open what could not be read (threats 1, 19)',
      { asset: genai({ state: 'unreadable', holdsMedia: true }), ...with_('valid') },
      ['incomplete', ['FIL-001 incomplete', 'TML-001 incomplete', 'OK-002 pass']],
    ],
    [
      'bytes that changed meanwhile are undecided',
      { changed: true, asset: undefined },
      ['incomplete', ['INT-001 incomplete']],
    ],
    [
      'a link is undecided (threats 11, 28)',
      { standing: 'link', asset: undefined },
      ['incomplete', ['FIL-003 incomplete']],
    ],
    [
      'a special file is undecided (threats 11, 28)',
      { standing: 'special', asset: undefined },
      ['incomplete', ['FIL-003 incomplete']],
    ],
    [
      'a folder that could not be listed is undecided (threat 11)',
      { standing: 'folder', asset: undefined },
      ['incomplete', ['FIL-004 incomplete']],
    ],
    [
      'what was not entered is undecided (threat 11)',
      { standing: 'unentered', asset: undefined },
      ['incomplete', ['FIL-005 incomplete']],
    ],
    [
      'what is missing is undecided',
      { standing: 'missing', asset: undefined },
      ['incomplete', ['FIL-001 incomplete']],
    ],
    [
      'bytes not obtained are undecided',
      { standing: 'unreadable', asset: undefined },
      ['incomplete', ['FIL-001 incomplete']],
    ],
    [
      'an altered record is undecided (threat 13)',
      { recordAltered: true, asset: asset({ origin: 'camera', involvement: 'none' }) },
      ['incomplete', ['GAT-002 incomplete', 'OK-001 pass']],
    ],
  ] satisfies [string, Partial<ItemInput>, unknown][])('%s', (_name, change, expected) => {
    expect(verdict(change)).toEqual(expected);
  });
});

describe('a scope', () => {
  test('that holds nothing never passes', () => {
    const decision = decide([], scope);
    expect([decision.outcome, decision.findings.map(({ code }) => code)]).toEqual([
      'incomplete',
      ['TML-003'],
    ]);
  });

  test('has the outcome of the first of block, review, incomplete, pass that anything in it has', () => {
    const block = input({ path: path('a'), asset: genai() });
    const review = input({ path: path('b'), asset: asset({ suspected: true }) });
    const blind = input({ path: path('c'), standing: 'missing', asset: undefined });
    const unknown = input({ path: path('d') });
    const outcome = (...inputs: ItemInput[]): string => decide(inputs, scope).outcome;
    expect(outcome(unknown, blind, review, block)).toBe('block');
    expect(outcome(unknown, blind, review)).toBe('review');
    expect(outcome(unknown, blind)).toBe('incomplete');
    expect(outcome(unknown)).toBe('pass');
  });

  test('counts what is of unknown origin and what passes on nothing but a folder rule (threats 2, 9)', () => {
    const ruled = input({
      path: path('a'),
      asset: asset({ origin: 'camera', involvement: 'none', byRuleOnly: true }),
    });
    const { counts } = decide([ruled, input()], { ...scope, skipped: 3 });
    expect(counts).toEqual({
      items: 2,
      pass: 1,
      warn: 1,
      review: 0,
      block: 0,
      incomplete: 0,
      unknown: 1,
      clearedByRuleOnly: 1,
      skipped: 3,
    });
  });

  test('judged with a clock behind the record could not be decided (threat 36)', () => {
    const clock = { now: NOW, newest: at('2026-11-22T11:00:00.000Z') };
    expect(decided({ asset: asset({ origin: 'camera' }) }, { clock })).toMatchObject({
      outcome: 'incomplete',
      findings: [{ code: 'GAT-003', severity: 'incomplete' }],
    });
  });

  test('given an approval id nobody recorded is blocked', () => {
    expect(decided({ asset: asset({ origin: 'camera' }) }, { unknownIds: ['TYPO'] })).toMatchObject({
      outcome: 'block',
      findings: [{ code: 'APR-000', args: { id: 'TYPO' } }],
    });
  });

  test('shows the outcome of each pack', () => {
    expect([...decided({ asset: genai() }).byPack]).toEqual([['approval-id', 'block']]);
  });

  test('for temp lets GenAI and open questions through with a warning, and nothing that has no contents', () => {
    const temp = { destination: 'temp' } as const;
    expect(verdict({ asset: genai() }, temp)).toEqual(['warn', ['APR-001 warn']]);
    expect(verdict({ asset: asset({ suspected: true }) }, temp)[0]).toBe('warn');
    expect(verdict({ standing: 'missing', asset: undefined }, temp)[0]).toBe('incomplete');
    expect(verdict({ standing: 'folder', asset: undefined }, temp)[0]).toBe('incomplete');
    expect(decide([], { ...scope, ...temp }).outcome).toBe('incomplete');
  });
});

const STATES = [
  'valid',
  'no-record',
  'not-yet-valid',
  'expired',
  'revoked',
  'out-of-scope',
  'document-missing',
] as const;
const anyInput = fc
  .record({
    origin: fc.constantFrom('camera', 'human', 'genai', 'unknown'),
    involvement: fc.constantFrom('full', 'partial', 'derived', 'assistive', 'none', 'undetermined'),
    flags: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean()),
    state: fc.constantFrom('ok', 'unreadable', 'incomplete', 'unsupported'),
    holdsMedia: fc.boolean(),
    overruledBy: fc.constantFrom(undefined, 'Ana Ruiz'),
    approval: fc.constantFrom(undefined, ...STATES),
    around: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
    standing: fc.constantFrom(
      'file',
      'file',
      'file',
      'missing',
      'link',
      'special',
      'folder',
      'unentered',
      'unreadable',
    ),
  } as const)
  .map(({ flags, approval, around, standing, ...facts }) => {
    const [suspected, conflict, marked, byRuleOnly] = flags;
    const [changed, recordAltered, replacedTemporary] = around;
    const temporary = facts.origin === 'genai' || marked;
    return input({
      standing,
      asset:
        standing === 'file' ? asset({ ...facts, suspected, conflict, temporary, byRuleOnly }) : undefined,
      changed,
      recordAltered,
      replacedTemporary,
      ...(approval === undefined ? {} : with_(approval)),
    });
  });
const WEIGHT: Readonly<Record<Severity, number>> = { pass: 0, warn: 1, incomplete: 2, review: 3, block: 4 };
const weight = (one: ItemInput, about: Partial<ScopeInput> = {}): number =>
  WEIGHT[decide([one], { ...scope, ...about }).items[0]?.verdict ?? 'pass'];

describe('over every kind of item', () => {
  test('a final is never milder than temp', () => {
    fc.assert(
      fc.property(anyInput, (one) => {
        expect(weight(one)).toBeGreaterThanOrEqual(weight(one, { destination: 'temp' }));
      }),
      { numRuns: 2000 },
    );
  });

  test('nothing GenAI, suspected, contradictory, unread or changed passes a final unapproved or unanswered', () => {
    fc.assert(
      fc.property(anyInput, (one) => {
        const { asset: known } = one;
        const mustNot =
          known === undefined ||
          known.state === 'unreadable' ||
          known.state === 'incomplete' ||
          known.holdsMedia ||
          known.conflict ||
          (known.suspected && known.origin !== 'genai') ||
          one.changed ||
          one.recordAltered ||
          (known.origin === 'genai' && one.bestApproval?.state !== 'valid') ||
          (known.temporary && known.overruledBy === undefined && one.bestApproval?.state !== 'valid');
        if (mustNot) expect(decide([one], scope).outcome).not.toBe('pass');
      }),
      { numRuns: 3000 },
    );
  });

  test('no setting of a pack makes a verdict milder than the default', () => {
    const strict = loadPolicies([{ pack: 'approval-id', settings: { unknownInFinal: 'review' } }]);
    fc.assert(
      fc.property(anyInput, (one) => {
        expect(weight(one, { policies: strict })).toBeGreaterThanOrEqual(weight(one));
      }),
      { numRuns: 1000 },
    );
  });

  test('another item in the scope never makes the outcome milder', () => {
    const order = ['pass', 'incomplete', 'review', 'block'];
    fc.assert(
      fc.property(fc.array(anyInput, { minLength: 1, maxLength: 4 }), anyInput, (list, extra) => {
        const before = decide(list, scope).outcome;
        const after = decide([...list, extra], scope).outcome;
        expect(order.indexOf(after)).toBeGreaterThanOrEqual(order.indexOf(before));
      }),
    );
  });
});
