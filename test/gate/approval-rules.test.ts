import { describe, expect, test } from 'vitest';
import type { Approval, ApprovalTerms } from '../../src/domain/approval.ts';
import type { AssetId } from '../../src/domain/asset.ts';
import type { Deliverable } from '../../src/domain/deliverable.ts';
import type { PersonId } from '../../src/domain/person.ts';
import type { UseStatement } from '../../src/domain/use-statement.ts';
import type { ApprovalAsk } from '../../src/gate/approval-ask.ts';
import { type ApprovalContext, judgeApprovals } from '../../src/gate/approval-state.ts';
import { approval, at, deliverable, NOW, sha } from '../helpers/gate-values.ts';

const person = (name: string): PersonId => name as PersonId;
const [LEE, KIM] = [person('lee'), person('kim')];
const context: ApprovalContext = {
  assetId: 'asset-1' as AssetId,
  deliverable: deliverable(),
  now: NOW,
  soundDocuments: new Set([sha('d')]),
};
const asked = (change: Partial<ApprovalAsk> = {}): ApprovalAsk => ({
  authority: 'contact',
  makers: new Set(),
  accounts: new Set(),
  declaration: undefined,
  use: undefined,
  pack: { id: 'netflix-genai-2025', sha256: sha('1') },
  asksAgain: [],
  ...change,
});
const best = (approvals: readonly Approval[], change: Partial<ApprovalContext> = {}) =>
  judgeApprovals(approvals, [], { ...context, ...change }).best;
const withTerms = (terms: ApprovalTerms, change: Partial<Approval> = {}): Approval =>
  approval({ terms, ...change });
const reaches = (terms: ApprovalTerms, use: UseStatement | undefined) =>
  best([withTerms(terms)], { ask: asked({ use }) });

describe('the fixed order of the checks', () => {
  const wrong = withTerms(
    {
      declarations: ['d-0'],
      conditions: ['c'],
      packs: [{ id: 'netflix-genai-2025', version: '0', sha256: sha('0') }],
    },
    {
      grantedBy: LEE,
      validUntil: NOW,
      supersededBy: 'A-2',
      revocation: { at: at('2026-10-01T00:00:00.000Z'), by: KIM, reason: 'x' },
      document: { sha256: sha('e'), sizeBytes: 1, name: 'x' },
      assetIds: [],
    },
  );
  const steps: readonly (readonly [string, Partial<Approval>])[] = [
    ['revoked', { revocation: undefined }],
    ['superseded', { supersededBy: undefined }],
    ['expired', { validUntil: undefined }],
    ['authority-too-low', { terms: { ...wrong.terms, authority: 'studio_legal' } }],
    ['self-approved', { grantedBy: KIM }],
    ['document-missing', { document: approval().document }],
    ['declaration-changed', { terms: { ...wrong.terms, authority: 'studio_legal', declarations: ['d-1'] } }],
    ['out-of-scope', { assetIds: ['asset-1' as AssetId] }],
    ['conditions-open', {}],
  ];

  test('each failure is told only when the ones before it are mended', () => {
    const ask = asked({
      authority: 'studio_legal',
      makers: new Set([LEE]),
      declaration: 'd-1',
      asksAgain: ['0'],
    });
    const open = new Map([['record-1', ['c']]]);
    let each = wrong;
    const told: string[] = [];
    for (const [, mend] of steps) {
      told.push(best([each], { ask, openConditions: open })?.state ?? 'none');
      each = { ...each, ...mend };
    }
    expect(told).toEqual(steps.map(([state]) => state));
    expect(best([each], { ask })?.state).toBe('rules-changed');
    expect(best([each], { ask: { ...ask, asksAgain: [] } })?.state).toBe('valid');
  });
});

describe('authority', () => {
  test('who granted it must be at least of the authority the use needs; nothing said is the least', () => {
    const needs = { ask: asked({ authority: 'production_legal' }) };
    expect(best([approval()], needs)).toMatchObject({
      state: 'authority-too-low',
      args: { approved: 'contact', needed: 'production-legal' },
    });
    expect(best([withTerms({ authority: 'production_legal' })], needs)?.state).toBe('valid');
    expect(best([withTerms({ authority: 'rights_holder' })], needs)?.state).toBe('valid');
  });
});

describe('who made it', () => {
  test('threat 14: the person who made or declared it neither grants nor, acting through an account, records', () => {
    const makers = new Set([LEE]);
    expect(best([approval({ grantedBy: LEE })], { ask: asked({ makers }) })?.state).toBe('self-approved');
    const recorded = approval({ recordedBy: LEE });
    expect(best([recorded], { ask: asked({ makers }) })?.state).toBe('valid');
    expect(best([recorded], { ask: asked({ makers, accounts: new Set([LEE]) }) })?.state).toBe(
      'self-approved',
    );
  });
});

describe('what was declared', () => {
  test('another declaration than the approved one asks again; an approval older than any names none', () => {
    const ask = asked({ declaration: 'd-2' });
    expect(best([withTerms({ declarations: ['d-1'] })], { ask })?.state).toBe('declaration-changed');
    expect(best([withTerms({ declarations: ['d-1', 'd-2'] })], { ask })?.state).toBe('valid');
    expect(best([approval()], { ask })?.state).toBe('valid');
  });
});

describe('uses', () => {
  test('X11: a poster approved as incidental is not covered once it is read aloud', () => {
    const terms: ApprovalTerms = { maxProminence: 'incidental' };
    expect(reaches(terms, { prominence: 'incidental' })?.state).toBe('valid');
    expect(reaches(terms, { prominence: 'not_seen' })?.state).toBe('valid');
    expect(reaches(terms, { prominence: 'story_relevant' })).toMatchObject({
      state: 'out-of-scope',
      args: { what: 'prominence', approved: 'incidental', needed: 'story relevant' },
    });
  });

  test('every use of the whole and of its steps must be approved', () => {
    const terms: ApprovalTerms = { useCases: ['UC-BACKGROUND'] };
    expect(reaches(terms, { useCases: ['UC-BACKGROUND'] })?.state).toBe('valid');
    expect(reaches(terms, { useCases: ['UC-BACKGROUND', 'UC-MUSIC'] })?.args).toMatchObject({
      what: 'use',
      needed: 'UC-MUSIC',
    });
    expect(
      reaches(terms, { useCases: ['UC-BACKGROUND'], steps: [{ useCases: ['UC-TALENT-REPLICA'] }] })?.args,
    ).toMatchObject({ needed: 'UC-TALENT-REPLICA' });
  });

  test('what the use counts as where it goes stands before what it was declared as', () => {
    const use = { useCases: ['UC-IDEATION'] };
    const ask = asked({ use, useCases: ['UC-FINAL-ELEMENT'] });
    expect(best([withTerms({ useCases: ['UC-IDEATION'] })], { ask })?.state).toBe('out-of-scope');
  });

  test('a shot within an approved scene is covered, a scene is not by one of its shots', () => {
    const scene: ApprovalTerms = { placements: [{ scene: '12' }] };
    const shot: ApprovalTerms = { placements: [{ shot: '12A' }] };
    expect(reaches(scene, { placement: [{ scene: '12', shot: '12B' }] })?.state).toBe('valid');
    expect(reaches(shot, { placement: [{ scene: '12', shot: ' 12a ' }] })?.state).toBe('valid');
    expect(reaches(shot, { placement: [{ scene: '12' }] })?.args).toMatchObject({ what: 'shot' });
    expect(reaches(shot, { placement: [{ scene: '12A' }] })?.args).toMatchObject({ what: 'shot' });
    expect(reaches(shot, { placement: [{ shot: '12A' }, { shot: '13' }] })?.args).toMatchObject({
      needed: 'shot 13',
    });
  });

  test('only the named performers are covered, in every step; figures that resemble nobody need no name', () => {
    const terms: ApprovalTerms = { talent: [LEE] };
    const voice = { relation: 'replica_voice' } as const;
    expect(reaches(terms, { talent: [{ ...voice, performer: LEE }] })?.state).toBe('valid');
    expect(reaches(terms, { talent: [{ relation: 'synthetic_performer' }] })?.state).toBe('valid');
    expect(reaches(terms, { talent: [{ ...voice, performer: KIM }] })?.args).toMatchObject({
      what: 'talent',
    });
    expect(reaches(terms, { talent: [voice] })?.state).toBe('out-of-scope');
    expect(reaches(terms, { talent: [], steps: [{ talent: [{ ...voice, performer: KIM }] }] })?.state).toBe(
      'out-of-scope',
    );
    expect(reaches(terms, { talent: [], talentUnsure: true })?.state).toBe('out-of-scope');
  });

  test.each<[string, ApprovalTerms]>([
    ['use', { useCases: ['UC-BACKGROUND'] }],
    ['prominence', { maxProminence: 'story_relevant' }],
    ['shot', { placements: [{ shot: '12A' }] }],
    ['talent', { talent: [LEE] }],
  ])('threat 6: an approval restricted in %s covers nothing where nobody said', (what, terms) => {
    for (const judged of [reaches(terms, undefined), reaches(terms, {}), best([withTerms(terms)])])
      expect(judged).toMatchObject({ state: 'out-of-scope', args: { what, needed: 'unspecified' } });
  });

  test('an approval for one cut covers that cut, however it is cased, and no other', () => {
    const cut = (name: string | undefined) =>
      best([withTerms({ cut: 'Festival cut' })], { deliverable: deliverable({ cut: name }) })?.state;
    expect([cut('festival CUT'), cut('TV cut'), cut(undefined)]).toEqual([
      'valid',
      'out-of-scope',
      'out-of-scope',
    ]);
  });
});

describe('several approvals together', () => {
  const wanted: Deliverable = deliverable({ territories: ['DE', 'FR'], channels: ['svod', 'airline'] });
  const scoped = (id: string, territories: string[], channels: string[] | undefined, terms?: ApprovalTerms) =>
    approval({
      id,
      recordId: id,
      terms,
      scope: { types: undefined, episodes: undefined, territories, channels },
    });
  const [de, frSvod, frAir] = [
    scoped('DE', ['DE'], undefined),
    scoped('FR-SVOD', ['FR'], ['svod']),
    scoped('FR-AIR', ['FR'], ['airline']),
  ];

  test('one whose conditions are open helps to cover nothing, and is what is told', () => {
    const open = new Map([['FR-AIR', ['credit in the end roller']]]);
    const verdict = judgeApprovals([de, frSvod, frAir], [], {
      ...context,
      deliverable: wanted,
      openConditions: open,
    });
    expect(verdict.judgements.map(({ id, state }) => [id, state])).toEqual([
      ['DE', 'out-of-scope'],
      ['FR-SVOD', 'out-of-scope'],
      ['FR-AIR', 'conditions-open'],
    ]);
    expect(verdict.best).toMatchObject({ id: 'FR-AIR', args: { conditions: 'credit in the end roller' } });
  });

  test.each<[string, Partial<ApprovalContext>, Partial<Approval>, string]>([
    ['approved by its maker', { ask: asked({ makers: new Set([LEE]) }) }, { grantedBy: LEE }, 'out-of-scope'],
    ['too low', { ask: asked({ authority: 'production_legal' }) }, {}, 'authority-too-low'],
    ['revoked', {}, { revocation: { at: NOW, by: KIM, reason: 'x' } }, 'out-of-scope'],
    ['replaced', {}, { supersededBy: 'NEW' }, 'out-of-scope'],
  ])('one that was %s helps to cover nothing', (_, change, spoilt, state) => {
    const all = [de, frSvod, { ...frAir, ...spoilt }];
    expect(best(all, { ...change, deliverable: wanted })?.state).toBe(state);
  });

  test('each territory needs each channel; two halves in the wrong combination leave a gap', () => {
    const deSvod = scoped('DE-SVOD', ['DE'], ['svod']);
    expect(best([deSvod, frAir], { deliverable: wanted })?.state).toBe('out-of-scope');
    const every = [deSvod, scoped('DE-AIR', ['DE'], ['airline']), frSvod, frAir];
    expect(best(every, { deliverable: wanted })?.state).toBe('valid');
  });
});

describe('a chain of replacements', () => {
  test('only the newest counts, and it is the one named', () => {
    const [a, b, c] = ['A', 'B', 'C'].map((id) => approval({ id, recordId: id }));
    const chain = [
      { ...a, supersededBy: 'B' },
      { ...b, supersededBy: 'C' },
    ] as readonly Approval[];
    expect(best(chain)).toMatchObject({ state: 'superseded', args: { newer: 'C' } });
    expect(best([...chain, c ?? approval()])).toMatchObject({ id: 'C', state: 'valid' });
    const ended = { ...approval({ id: 'C', recordId: 'C' }), validUntil: NOW };
    expect(best([...chain, ended])).toMatchObject({ id: 'C', state: 'expired' });
  });
});

describe('a refusal', () => {
  const refusal = (change: Partial<Approval> = {}): Approval =>
    withTerms(
      { decision: 'rejected', rejects: 'final_only' },
      { id: 'NO-1', recordId: 'no', eventSeq: 5, ...change },
    );
  const older = approval({ id: 'A-1', recordId: 'a', eventSeq: 3 });
  const newer = approval({ id: 'A-2', recordId: 'b', eventSeq: 7 });

  test('ends what was granted before it, and is ended by what is granted after', () => {
    expect(best([refusal()])?.state).toBe('rejected');
    expect(best([older, refusal()])).toMatchObject({ state: 'rejected', args: { id: 'NO-1' } });
    expect(best([older, refusal(), newer])).toMatchObject({ id: 'A-2', state: 'valid' });
  });

  test('a later grant for something else brings no earlier grant back', () => {
    const scope = { ...newer.scope, types: ['trailer'] };
    const verdict = best([older, refusal(), { ...newer, scope }], {
      deliverable: deliverable({ type: 'master' }),
    });
    expect(verdict?.state).toBe('out-of-scope');
  });

  test('withdrawing or replacing the record of a refusal grants nothing', () => {
    const revocation = { at: NOW, by: KIM, reason: 'by mistake' };
    expect(best([older, refusal({ revocation })])?.state).toBe('rejected');
    expect(best([older, refusal({ supersededBy: 'A-9' })])?.state).toBe('rejected');
  });

  test('of a trailer is none of the master, and of what is left open it is one', () => {
    const trailer = refusal({ scope: { ...older.scope, types: ['trailer'] } });
    const state = (type: Deliverable['type']) =>
      best([older, trailer], { deliverable: deliverable({ type }) })?.state;
    expect([state('master'), state('trailer'), state('unspecified')]).toEqual([
      'valid',
      'rejected',
      'rejected',
    ]);
  });
});

describe('a withdrawal that was announced', () => {
  const revocation = { at: at('2026-10-01T00:00:00.000Z'), by: KIM, reason: 'rights end' };

  test('counts from its first moment on, and not before', () => {
    const from = (effectiveAt: string) =>
      best([approval({ revocation: { ...revocation, effectiveAt: at(effectiveAt) } })]);
    expect(from('2026-11-22T10:00:00.001Z')?.state).toBe('valid');
    expect(from('2026-11-22T10:00:00.000Z')).toMatchObject({ state: 'revoked', args: { at: NOW } });
  });
});

describe('rules that changed', () => {
  const old = withTerms({ packs: [{ id: 'netflix-genai-2025', version: '1.0.0', sha256: sha('0') }] });

  test('X49: ask again only where the pack says so of the version it was granted under', () => {
    const state = (asksAgain: readonly string[]) => best([old], { ask: asked({ asksAgain }) })?.state;
    expect([state([]), state(['0.9.0']), state(['1.0.0'])]).toEqual(['valid', 'valid', 'rules-changed']);
    const same = asked({ asksAgain: ['1.0.0'], pack: { id: 'netflix-genai-2025', sha256: sha('0') } });
    expect(best([old], { ask: same })?.state).toBe('valid');
  });
});

describe('a request nobody answered', () => {
  test('stands where no approval is attached, and nowhere else', () => {
    expect(best([], { askedAt: NOW })).toMatchObject({ state: 'pending', args: { asked: NOW } });
    expect(best([approval({ validUntil: NOW })], { askedAt: NOW })?.state).toBe('expired');
  });
});
