import { describe, expect, test } from 'vitest';
import { AREAS } from '../../../src/domain/guidance.ts';
import type { UseStatement } from '../../../src/domain/use-statement.ts';
import { judgeUse as judgeWith } from '../../../src/policy/use/judge-use.ts';
import {
  background,
  codes,
  context,
  day,
  finalElement,
  findings,
  guidance,
  ideation,
  judged,
  paper,
  person,
  without,
} from '../../helpers/use-values.ts';

const notice = paper('notice', { to: person('contact'), toldAt: day('2026-11-01'), channel: 'mail' });
const replica: UseStatement = {
  ...finalElement,
  useCases: ['UC-TALENT-REPLICA'],
  talent: [{ relation: 'replica_voice', performer: person('ana') }],
};
const consent = paper('consent', {
  giver: person('ana'),
  capacity: 'performer',
  uses: 'synthetic voice',
  signedAt: day('2026-10-01'),
  state: 'valid',
});

describe('declaring', () => {
  test('S0-02: every always-escalate case carries one of the four areas', () => {
    expect(guidance.areas.map(({ id }) => id)).toEqual([...AREAS]);
    for (const { area } of guidance.alwaysApprove) expect(AREAS).toContain(area);
  });

  test('S0-03: what is allowed is said to be, not passed over', () => {
    expect(codes(findings(ideation, { notices: [notice] }))).toEqual(['OK-003']);
  });

  test('S0-04: an idea is complete for temp without shot, talent or human-input fields', () => {
    const { facts } = judged(without(ideation, 'placement', 'humanContribution', 'prominence'));
    expect(facts.declaration).toBe('complete');
  });

  test('S0-04: an idea that leaves in a final is an element, and answers as one', () => {
    const { facts, args } = judged(ideation, { destination: 'final' });
    expect(facts.declaration).toBe('incomplete');
    expect(args.get('DEC-002')?.['missing']).toContain('placement');
  });

  test('S0-06: an idea that was told of passes to temp', () => {
    expect(findings(ideation, { notices: [notice] }).map(({ severity }) => severity)).toEqual(['pass']);
  });

  test('S0-07: nobody told, told too late, told in time', () => {
    const made = { ...ideation, generatedFrom: day('2026-11-10') };
    const late = { ...notice, body: { ...notice.body, toldAt: day('2026-11-11') } };
    expect(codes(findings(made))).toEqual(['NTF-001']);
    expect(codes(findings(made, { notices: [late] }))).toEqual(['NTF-002']);
    expect(codes(findings(made, { notices: [late, notice] }))).toEqual(['OK-003']);
  });

  test('S0-08: a use case nobody knows is escalated, and none at all as well', () => {
    expect(judged({ ...ideation, useCases: ['UC-OTHER'] }).facts.triage).toBe('escalate');
    expect(judged(without(ideation, 'useCases')).facts.triage).toBe('escalate');
  });
});

describe('the five principles in the record', () => {
  test('S0-10: blank references are incomplete, not "none"', () => {
    const blank = judged(without(finalElement, 'references'));
    expect(blank.facts.declaration).toBe('incomplete');
    expect(blank.args.get('DEC-002')).toEqual({ missing: 'references' });
    expect(judged(finalElement).facts.declaration).toBe('complete');
  });

  test.each(['no', 'unsure'] as const)('S0-10: P1 answered %s escalates', (answer) => {
    const principles = { P1: answer, P2: 'yes', P3: 'yes', P4: 'yes', P5: 'yes' } as const;
    expect(judged({ ...ideation, principles }).facts.triage).toBe('escalate');
  });

  test('S0-11: a tool that is not secured escalates with its reason, and without a reason is incomplete', () => {
    const open = { ...ideation, enterpriseSecured: 'no' as const };
    const told = judged({ ...open, enterpriseReason: 'no such plan is sold' });
    expect(told.facts).toMatchObject({ declaration: 'complete', triage: 'escalate' });
    expect(told.args.get('APR-010')).toEqual({ because: 'P3: no such plan is sold' });
    expect(judged(open).args.get('DEC-002')).toEqual({ missing: 'enterpriseReason' });
    expect(judged({ ...open, enterpriseReason: ' ' }).facts.declaration).toBe('incomplete');
  });

  test('S0-12: a replica without consent is a hard stop everywhere, and one that names nobody too', () => {
    for (const destination of ['temp', 'final'] as const)
      for (const use of [replica, { ...replica, talent: [] }, without(replica, 'talent')])
        expect(codes(findings(use, { destination, approval: 'valid' }))).toContain('HST-001');
    expect(judged(replica, { consents: [consent] }).facts.hardStops).toEqual([]);
  });

  test('S0-13: GenAI in a final needs an approval whatever was declared; for temp this rule is silent', () => {
    expect(codes(findings(finalElement, { destination: 'final' }))).toContain('APR-001');
    expect(codes(findings(finalElement, { destination: 'final', approval: 'valid' }))).toEqual(['OK-002']);
    expect(codes(findings(ideation, { notices: [notice] }))).not.toContain('APR-001');
  });
});

describe('what goes into a tool', () => {
  const script: UseStatement = {
    ...ideation,
    enterpriseSecured: 'no',
    enterpriseReason: 'free plan',
    tool: { name: 'ChatGPT' },
    inputs: [{ kind: 'pages 12 to 14', class: 'script' }],
  };
  const cleared = (tool: string) =>
    paper('evidence', { type: 'EV-INPUT-CLEARANCE', subject: 'Script', tool });

  test('S0-14: a script without clearance escalates with DAT-001, which a clearance takes away', () => {
    expect(codes(findings(script))).toEqual(expect.arrayContaining(['DAT-001', 'APR-010']));
    expect(codes(findings(script, { evidence: [cleared('chatgpt')] }))).not.toContain('DAT-001');
  });

  test('S0-15: a clearance for one tool clears no other, and one without its document clears nothing', () => {
    expect(codes(findings(script, { evidence: [cleared('Claude')] }))).toContain('DAT-001');
    const soundDocuments = new Set<never>();
    expect(codes(findings(script, { evidence: [cleared('ChatGPT')], soundDocuments }))).toContain('DAT-001');
  });

  test('S0-16: a set without rights is a hard stop, an unsure one escalates', () => {
    const trained = (rights: 'none' | 'unsure' | 'licensed'): UseStatement => ({
      ...ideation,
      trainingSets: [{ kind: 'a back catalogue', rights }],
    });
    expect(judged(trained('none')).facts.hardStops).toEqual(['HST-002']);
    expect(judged(trained('unsure')).facts).toMatchObject({ hardStops: [], triage: 'escalate' });
    expect(judged(trained('licensed')).facts.triage).toBe('socialize');
  });

  test('S0-18: a prompt that names a listed artist while references are "none" makes P1 unsure', () => {
    const listed = { ...guidance, promptTerms: ['Example Artist'] };
    const prompts = [{ sha256: 'a'.repeat(64) as never, text: 'in the manner of example artist' }];
    const asked = judgedUnder({ ...ideation, references: [], prompts }, listed);
    expect(asked).toMatchObject({ triage: 'escalate' });
    expect(judgedUnder({ ...ideation, references: [], prompts }, guidance)).toMatchObject({
      triage: 'socialize',
    });
  });
});

describe('what it shows', () => {
  test.each(['keyCharacter', 'keyVisual', 'centralSetting'] as const)('S0-17: %s alone escalates', (flag) => {
    expect(judged({ ...ideation, [flag]: true })).toMatchObject({
      facts: { triage: 'escalate' },
      because: ['B1'],
    });
  });

  test('S0-19: no answer about talent is incomplete, "unsure" is an answer that escalates', () => {
    const blank = without(ideation, 'talent');
    expect(judged(blank).args.get('DEC-002')).toEqual({ missing: 'talent' });
    expect(judged({ ...blank, talentUnsure: true }).facts).toMatchObject({
      declaration: 'complete',
      triage: 'escalate',
    });
  });

  test('S0-20: consent and guild compliance are two proofs; "no guild applies" is the second', () => {
    const given = { consents: [consent], destination: 'final' as const };
    expect(judged(replica, given).args.get('EVD-001')?.['missing']).toContain('EV-GUILD-COMPLIANCE');
    const outside = {
      ...replica,
      talent: [{ ...replica.talent?.[0], relation: 'replica_voice' as const, guild: 'none' }],
    };
    expect(judged(outside, given).args.get('EVD-001')?.['missing']).not.toContain('EV-GUILD-COMPLIANCE');
  });

  test('S0-21: one altered line of dialogue is significant whatever its size; what is altered must be said', () => {
    const altered: UseStatement = {
      ...finalElement,
      talent: [{ relation: 'alteration', performer: person('ana'), axes: ['dialogue'] }],
    };
    expect(judged(altered, { consents: [consent] })).toMatchObject({ facts: { triage: 'escalate' } });
    expect(judged(altered, { consents: [consent] }).because).toContain('C2');
    const silent = {
      ...finalElement,
      talent: [{ relation: 'alteration' as const, performer: person('ana') }],
    };
    expect(judged(silent).args.get('DEC-002')).toEqual({ missing: 'talent axes' });
  });

  test('S0-22: what could be taken for real escalates; a real person made to say it is a hard stop', () => {
    const real = { couldBeTakenAsReal: 'yes', newsStyle: true, realPerson: false, realEvent: true } as const;
    expect(judged({ ...ideation, misleading: real }).facts).toMatchObject({
      triage: 'escalate',
      breaches: ['ETH-001'],
      hardStops: [],
    });
    const ofSomebody = { ...ideation, misleading: { ...real, realPerson: true } };
    expect(judged(ofSomebody).facts.hardStops).toEqual(['HST-003']);
  });

  test('S0-23: affected roles without agreement escalate with UNI-001; silence is incomplete', () => {
    const affected: UseStatement = { ...finalElement, unionImpact: [{ roleGroup: 'voice actors' }] };
    expect(judged(affected).facts).toMatchObject({ triage: 'escalate', breaches: ['UNI-001'] });
    const agreement = paper('evidence', { type: 'EV-UNION-AGREEMENT' });
    expect(judged(affected, { evidence: [agreement] }).facts.breaches).toEqual([]);
    expect(judged(affected, { evidence: [{ ...agreement, documents: [] }] }).facts.breaches).toEqual([
      'UNI-001',
    ]);
    expect(judged(without(finalElement, 'unionImpact')).facts.declaration).toBe('incomplete');
  });
});

describe('how far it is taken', () => {
  const secured = { ...finalElement, intendedUse: 'temp' as const };
  test.each([
    ['M1', ideation, 'socialize'],
    ['M2', { ...secured, useCases: ['UC-BACKGROUND'] }, 'judgement_open'],
    ['M3', { ...secured, useCases: ['UC-KEY-CREATIVE'] }, 'escalate'],
    ['M4', { ...secured, useCases: ['UC-TALENT-REPLICA'] }, 'escalate'],
    ['M5', { ...secured, useCases: ['UC-UNOWNED-TRAINING'] }, 'escalate'],
    [
      'M6',
      {
        ...secured,
        useCases: ['UC-PROPRIETARY-INPUT'],
        inputs: [{ kind: 'plates', class: 'studio_proprietary' }],
      },
      'judgement_open',
    ],
  ] as const)('S0-24: row %s of the matrix', (row, use, level) => {
    expect(judged(use).facts.triage).toBe(level);
    expect(guidance.matrix.some(({ id }) => id === row)).toBe(true);
  });

  test('S0-24: an incidental background element is a judgement even for a final, and a prominent one is not', () => {
    expect(judged(background).facts.triage).toBe('judgement_open');
    const answered = paper('judgement', { outcome: 'incidental', reason: 'far behind', by: person('kim') });
    expect(judged(background, { judgements: [answered] }).facts.triage).toBe('judged_incidental');
    const later: UseStatement = { ...background, prominence: 'story_relevant' };
    expect(judged(later, { judgements: [answered] }).facts.triage).toBe('escalate');
    const temp: UseStatement = { ...later, intendedUse: 'temp' };
    expect(judged(temp, { judgements: [answered] }).facts.triage).toBe('escalate');
  });

  test('S0-25: a step that trains on inputs makes P2 no for the whole, and is named', () => {
    const step = without(ideation, 'company', 'talent', 'useCases', 'intendedUse');
    const whole: UseStatement = {
      company: 'Quayside Ltd',
      talent: [],
      useCases: ['UC-IDEATION', 'UC-CUSTOM-WORKFLOW'],
      intendedUse: 'temp',
    };
    const good = judged({ ...whole, steps: [step, step, step] });
    expect(good.facts).toMatchObject({ declaration: 'complete', triage: 'socialize' });
    const bad = judged({
      ...whole,
      steps: [step, { ...step, trainsOnIo: 'yes' }, step],
    });
    expect(bad.facts).toMatchObject({ declaration: 'complete', triage: 'escalate' });
    expect(bad.because).toEqual(['P2', 'step 2: P2']);
    const silent = judged({ ...whole, steps: [step, without(step, 'inputs')] });
    expect(silent.facts.declaration).toBe('incomplete');
    expect(silent.args.get('DEC-002')?.['missing']).toContain('step 2: inputs');
  });
});

function judgedUnder(use: UseStatement, rules: typeof guidance) {
  return judgeWith(use, rules, context()).facts;
}
