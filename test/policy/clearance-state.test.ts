import { describe, expect, test } from 'vitest';
import type { ApprovalState } from '../../src/domain/approval.ts';
import { CLEARANCE_STATES, type ClearanceState } from '../../src/domain/clearance.ts';
import { clearanceState, clearanceWord, type StateFacts } from '../../src/policy/clearance-state.ts';
import { PLAIN_FACTS } from '../../src/policy/plain-facts.ts';
import { stepsFrom, transitions } from '../../src/policy/transitions.ts';

const camera: StateFacts = { ...PLAIN_FACTS, retired: false, asked: false };
const unknown: StateFacts = { ...camera, origin: 'unknown' };
const conflict: StateFacts = { ...camera, conflict: true };
const undeclared: StateFacts = {
  ...camera,
  origin: 'genai',
  temporary: true,
  generative: true,
};
const declared: StateFacts = { ...undeclared, declaration: 'complete' };
const low: StateFacts = { ...declared, triage: 'socialize', notice: 'given' };
const open: StateFacts = { ...declared, triage: 'judgement_open' };
const asked: StateFacts = { ...declared, asked: true };
const answered = (approval: ApprovalState, change: Partial<StateFacts> = {}): StateFacts => ({
  ...declared,
  approval,
  ...change,
});
const approved = answered('valid');
const conditional = answered('conditions-open');
const rejected: StateFacts = { ...declared, refused: 'final_only', approval: 'rejected' };
const stopped: StateFacts = { ...declared, hardStops: ['HST-001'] };
const retired = (facts: StateFacts): StateFacts => ({ ...facts, retired: true });

describe('every legal step of the record is one the table knows', () => {
  test.each<[step: string, event: string, from: StateFacts, to: StateFacts, state: ClearanceState]>([
    ['t6', 'signals_conflict', camera, conflict, 'origin_conflict'],
    ['t6', 'signals_conflict', unknown, { ...unknown, suspected: true }, 'origin_conflict'],
    ['t7', 'attested_non_genai', unknown, camera, 'cleared'],
    ['t7', 'attested_non_genai', conflict, camera, 'cleared'],
    ['t8', 'found_genai', unknown, undeclared, 'temp_undeclared'],
    ['t8', 'found_genai', conflict, undeclared, 'temp_undeclared'],
    ['t8', 'found_genai', camera, undeclared, 'temp_undeclared'],
    ['t9', 'declaration_completed', undeclared, declared, 'temp_declared'],
    ['t10', 'declaration_amended', low, { ...low, declaration: 'incomplete' }, 'temp_undeclared'],
    ['t10', 'declaration_amended', open, declared, 'temp_declared'],
    ['t10', 'declaration_amended', approved, answered('declaration-changed'), 'needs_reapproval'],
    [
      't10',
      'declaration_amended',
      conditional,
      answered('declaration-changed', { declaration: 'incomplete' }),
      'needs_reapproval',
    ],
    ['t11', 'triaged_low', declared, low, 'temp_notified'],
    ['t12', 'triaged_judgement', declared, open, 'judgement_open'],
    [
      't13',
      'judged_incidental',
      open,
      { ...open, triage: 'judged_incidental', notice: 'given' },
      'temp_notified',
    ],
    ['t14', 'judged_story_relevant', open, declared, 'temp_declared'],
    ['t15', 'approval_requested', declared, asked, 'escalated'],
    ['t15', 'approval_requested', low, { ...low, asked: true }, 'escalated'],
    ['t15', 'approval_requested', open, { ...open, asked: true }, 'escalated'],
    ['t16', 'granted', asked, approved, 'approved'],
    ['t17', 'granted_with_conditions', asked, conditional, 'approved_conditional'],
    ['t18', 'conditions_met', conditional, approved, 'approved'],
    ['t19', 'condition_reopened', approved, conditional, 'approved_conditional'],
    ['t20', 'rejected', asked, rejected, 'rejected'],
    ['t21', 'withdrawn', asked, declared, 'temp_declared'],
    ['t22', 'expired', approved, answered('expired'), 'approval_expired'],
    ['t23', 'revoked', conditional, answered('revoked'), 'approval_revoked'],
    ['t24', 'superseded', approved, conditional, 'approved_conditional'],
    [
      't25',
      'content_changed',
      approved,
      { ...undeclared, declaration: 'stale', approvedBefore: true },
      'needs_reapproval',
    ],
    ['t27', 'content_changed', low, { ...undeclared, declaration: 'stale' }, 'temp_undeclared'],
    ['t28', 'pack_changed', approved, answered('rules-changed'), 'needs_reapproval'],
    ['t29', 'new_request', rejected, { ...rejected, asked: true }, 'escalated'],
    ['t29', 'new_request', answered('expired'), answered('expired', { asked: true }), 'escalated'],
    ['t29', 'new_request', answered('revoked'), answered('revoked', { asked: true }), 'escalated'],
    ['t29', 'new_request', answered('superseded'), answered('superseded', { asked: true }), 'escalated'],
    ['t30', 'hard_stop_found', approved, answered('valid', { hardStops: ['HST-002'] }), 'hard_stopped'],
    ['t31', 'hard_stop_cured', stopped, declared, 'temp_declared'],
    [
      't31',
      'hard_stop_cured',
      { ...approved, hardStops: ['HST-001'] },
      { ...approved, curedSinceGrant: true },
      'temp_declared',
    ],
    ['t32', 'consent_withdrawn', approved, { ...approved, hardStops: ['HST-001'] }, 'hard_stopped'],
    ['t33', 'retired', approved, retired(approved), 'retired'],
    ['t34', 'restored', retired(low), low, 'temp_notified'],
  ])('%s %s', (step, event, from, to, state) => {
    expect(clearanceState(to)).toBe(state);
    expect(stepsFrom(clearanceState(from), event)).toContain(state);
    expect(transitions.filter(({ id }) => id === step).map((each) => each.event)).toContain(event);
  });

  test('the table has the rows of the guidance, apart from presence, which is a facet of its own', () => {
    const ids = new Set(transitions.map(({ id }) => id));
    expect([...ids]).toEqual(Array.from({ length: 34 }, (_, index) => `t${index + 1}`));
  });
});

describe('steps that are illegal', () => {
  test.each<ClearanceState>([
    'temp_undeclared',
    'origin_unknown',
    'rejected',
    'approval_expired',
    'approval_revoked',
    'hard_stopped',
  ])('no event leads from %s to approved at once', (from) => {
    const leading = transitions.filter((step) => step.from.includes(from) && step.to.includes('approved'));
    expect(leading).toEqual([]);
    expect(() => stepsFrom(from, 'granted')).toThrow(RangeError);
  });

  test('no state that carries TEMPORARY leads to cleared', () => {
    const temporary: readonly ClearanceState[] = CLEARANCE_STATES.slice(
      CLEARANCE_STATES.indexOf('temp_undeclared'),
    ).filter((state) => state !== 'retired');
    for (const step of transitions.filter(({ to, event }) => to.includes('cleared') && event !== 'restored'))
      expect([step.id, step.from.filter((state) => temporary.includes(state))]).toEqual([step.id, []]);
  });

  test('an approval before any declaration leaves it undeclared', () => {
    expect(clearanceState({ ...undeclared, approval: 'valid' })).toBe('temp_undeclared');
    expect(clearanceState({ ...undeclared, asked: true })).toBe('temp_undeclared');
  });

  test('an approval of unknown content means nothing', () => {
    expect(clearanceState({ ...unknown, approval: 'valid' })).toBe('origin_unknown');
  });

  test('a refusal stands, whatever approval is attached besides', () => {
    expect(clearanceState({ ...rejected, approval: 'valid' })).toBe('rejected');
  });

  test('a hard stop outweighs every approval, and its cure asks for a new one', () => {
    expect(clearanceState({ ...approved, hardStops: ['HST-004'] })).toBe('hard_stopped');
    expect(clearanceState({ ...approved, hardStops: ['HST-004'], asked: true })).toBe('hard_stopped');
    expect(clearanceState({ ...conditional, curedSinceGrant: true })).toBe('temp_declared');
  });

  test('a grant by who made it, or by too low an authority, is no grant', () => {
    expect(clearanceState(answered('self-approved'))).toBe('temp_declared');
    expect(clearanceState(answered('authority-too-low', { asked: true }))).toBe('escalated');
    expect(clearanceState(answered('no-record'))).toBe('temp_declared');
  });

  test('without declaration, metadata, name or registration it is as temporary as before', () => {
    // The mark is stored with the asset: what is lost is evidence, not the mark.
    const stripped: StateFacts = { ...undeclared, origin: 'unknown' };
    expect(clearanceState(stripped)).toBe('temp_undeclared');
    expect(clearanceState({ ...stripped, origin: 'camera' })).toBe('temp_undeclared');
  });

  test('a detector clears nothing and condemns nothing', () => {
    expect(clearanceState({ ...camera, suspected: true })).toBe('origin_conflict');
    expect(clearanceState({ ...unknown, suspected: true })).toBe('origin_conflict');
  });
});

test('people see one of four words for each of the eighteen states', () => {
  const words = CLEARANCE_STATES.map((state) => clearanceWord(state));
  expect(words).toHaveLength(18);
  expect(new Set(words)).toEqual(new Set(['unknown', 'temporary', 'cleared', 'blocked']));
});
