import { describe, expect, test } from 'vitest';
import { PRINCIPLES, type UseStatement } from '../../../src/domain/use-statement.ts';
import { english } from '../../../src/reports/catalogue-en.ts';
import {
  codes,
  day,
  finalElement,
  findings,
  guidance,
  ideation,
  judged,
  NOW,
  paper,
  person,
  without,
} from '../../helpers/use-values.ts';

const allYes = { P1: 'yes', P2: 'yes', P3: 'yes', P4: 'yes', P5: 'yes' } as const;

describe('a generated shot', () => {
  test('S1-03: a final asks where it appears', () => {
    const nowhere = without(finalElement, 'placement');
    expect(judged(nowhere, { destination: 'final' }).args.get('DEC-002')).toEqual({ missing: 'placement' });
    expect(codes(findings(nowhere, { destination: 'final', approval: 'valid' }))).toContain('DEC-002');
  });

  test('S1-06: no accountable company is incomplete', () => {
    for (const use of [without(ideation, 'company'), { ...ideation, company: ' ' }])
      expect(judged(use).args.get('DEC-002')).toEqual({ missing: 'company' });
  });
});

describe('the five principles', () => {
  test('S1-09: there are five, and four answers are incomplete', () => {
    expect(guidance.principles.map(({ id }) => id)).toEqual([...PRINCIPLES]);
    const { P5: _, ...four } = allYes;
    expect(judged({ ...ideation, principles: four }).args.get('DEC-002')).toEqual({
      missing: 'principle P5',
    });
    expect(judged({ ...ideation, principles: allYes }).facts).toMatchObject({
      declaration: 'complete',
      triage: 'socialize',
    });
  });

  test('S1-10: a reference nobody permitted makes P1 unsure, whatever was typed', () => {
    const use: UseStatement = {
      ...ideation,
      references: [{ class: 'brand', name: 'Cola' }],
      principles: allYes,
    };
    expect(judged(use)).toMatchObject({ facts: { triage: 'escalate' }, because: ['P1'] });
    const permitted = {
      ...use,
      references: [{ class: 'brand' as const, name: 'Cola', permission: 'paper-1' }],
    };
    expect(judged(permitted).facts.triage).toBe('socialize');
  });

  test.each(['storesIo', 'reusesIo', 'trainsOnIo'] as const)(
    'S1-11: %s yes makes P2 no, not stated unsure',
    (field) => {
      for (const answer of ['yes', 'not_stated', 'unsure'] as const)
        expect(judged({ ...ideation, [field]: answer, principles: allYes })).toMatchObject({
          facts: { triage: 'escalate' },
          because: ['P2'],
        });
    },
  );

  test('S1-12: a tool nobody is sure to be secured makes P3 unsure', () => {
    expect(judged({ ...ideation, enterpriseSecured: 'unsure' })).toMatchObject({ because: ['P3'] });
  });

  test('S1-13: what is meant for a final cannot be temporary (DEC-004)', () => {
    const use: UseStatement = { ...finalElement, principles: allYes };
    expect(judged(use).facts.faults).toEqual(['DEC-004']);
    expect(judged({ ...use, principles: { ...allYes, P4: 'no' } }).facts.faults).toEqual([]);
    expect(judged(use, { destination: 'final' }).because).toContain('P4');
  });

  test('S1-14: union work without an agreement makes P5 no', () => {
    const use: UseStatement = {
      ...finalElement,
      unionImpact: [{ roleGroup: 'editors' }],
      principles: allYes,
    };
    expect(judged(use).because).toContain('P5');
  });

  test.each(
    PRINCIPLES.flatMap(
      (each) =>
        [
          [each, 'no'],
          [each, 'unsure'],
          [each, undefined],
        ] as const,
    ),
  )('S1-15, S1-16: only %s answered %s escalates', (each, answer) => {
    const use = { ...ideation, principles: { ...allYes, [each]: answer } };
    expect(judged(use).facts.triage).toBe('escalate');
    if (answer !== undefined) expect(judged(use).because).toEqual([each]);
  });
});

describe('dates', () => {
  test('work of the future is DEC-006', () => {
    expect(judged({ ...ideation, generatedFrom: day('2026-11-23') }).facts.faults).toEqual(['DEC-006']);
    expect(judged({ ...ideation, generatedFrom: NOW }).facts.faults).toEqual([]);
  });

  test('a consent signed after the work is DEC-005 and cures nothing', () => {
    const use: UseStatement = {
      ...finalElement,
      talent: [{ relation: 'replica_voice', performer: person('ana') }],
    };
    const late = paper('consent', {
      giver: person('ana'),
      capacity: 'performer',
      uses: 'voice',
      signedAt: day('2026-11-11'),
      state: 'valid',
    });
    expect(judged(use, { consents: [late] }).facts).toMatchObject({
      faults: ['DEC-005'],
      hardStops: ['HST-001'],
    });
  });
});

test('S1-17: every code says what to do next', () => {
  for (const { title, next } of Object.values(english).filter((each) => each !== undefined)) {
    expect(title.trim()).not.toBe('');
    expect(next.trim()).not.toBe('');
  }
});

test('S1-18: GenAI of a vendor nobody declared is DEC-001', () => {
  expect(codes(findings(undefined))).toEqual(['DEC-001', 'APR-010']);
  expect(codes(findings(undefined, { destination: 'final' }))).toContain('DEC-001');
});
