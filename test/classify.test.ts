import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify } from '../src/classify.ts';
import type { Classification, ClassifyContext, Statement } from '../src/domain/classification.ts';
import { type Evidence, rank, STRENGTHS } from '../src/domain/evidence.ts';
import { POINTS, type Points } from '../src/domain/origin.ts';
import type { RelPath } from '../src/domain/path.ts';

const HOME = 'plates/quay.jpg' as RelPath;

function item(points: Points | undefined, given: Partial<Evidence> = {}): Evidence {
  return {
    subject: 'content',
    reader: 'test',
    readerVersion: 1,
    rule: 'test.rule',
    strength: 'standard',
    where: 'field',
    excerpt: '',
    status: 'read',
    ...(points === undefined ? {} : { points }),
    ...given,
  };
}

const said = (given: Partial<Statement> = {}): Statement => ({
  recordId: `record-${given.seq ?? 10}`,
  origin: 'human',
  involvement: 'none',
  tool: undefined,
  declarantName: 'P. Designer',
  hasBasis: true,
  hasDocument: false,
  seq: 10,
  ...given,
});

function anonymous({ declarantName: _name, ...statement }: Statement): Statement {
  return statement;
}

const folderRule = (points: Points, where: string = HOME) =>
  item(points, { subject: 'location', strength: 'rule', where });
const judge = (evidence: readonly Evidence[], ...statements: readonly Statement[]) =>
  classify(evidence, { statements, firstSeenPath: HOME });

const NOTHING: Classification = {
  origin: 'unknown',
  involvement: 'undetermined',
  suspected: false,
  conflict: false,
  tool: undefined,
  byRuleOnly: false,
  overruledBy: undefined,
};

describe('GenAI claims', () => {
  test('no evidence is unknown, never human', () => {
    expect(judge([])).toEqual(NOTHING);
  });

  test.each(STRENGTHS.filter((strength) => rank(strength) > rank('heuristic')))(
    'a %s GenAI claim beats camera and human claims of every strength',
    (strength) => {
      const contrary = STRENGTHS.flatMap((other) => [
        item(POINTS.captured, { strength: other }),
        item(POINTS.declaredHuman, { strength: other }),
        folderRule(POINTS.captured),
      ]);
      expect(judge([item(POINTS.generated, { strength }), ...contrary]).origin).toBe('genai');
    },
  );

  test.each(['heuristic', 'detector'] as const)('a %s GenAI sign only makes a file suspected', (strength) => {
    expect(judge([item(POINTS.generated, { strength })])).toEqual({ ...NOTHING, suspected: true });
  });

  test('threat 34: a GenAI carrier that could not be judged makes a file suspected', () => {
    const carrier = item(POINTS.ambiguous, { status: 'unjudged', strength: 'tool' });
    expect(judge([carrier])).toEqual({ ...NOTHING, suspected: true });
  });

  test('suspected is said only of files that are not GenAI already', () => {
    const weak = item(POINTS.generated, { strength: 'heuristic' });
    expect(judge([weak, item(POINTS.aiEdited)])).toMatchObject({ origin: 'genai', suspected: false });
  });

  test('the widest of several involvements counts', () => {
    const claims = [POINTS.aiDerived, POINTS.generated, POINTS.aiEdited].map((points) => item(points));
    expect(judge(claims).involvement).toBe('full');
    expect(judge(claims.slice(0, 1)).involvement).toBe('derived');
  });

  test('the tool is the one the strongest claim names', () => {
    const claims = [
      item(POINTS.generated, { strength: 'tool', tool: 'ComfyUI' }),
      item(POINTS.generated, { strength: 'signed', tool: 'Adobe Firefly' }),
      item(POINTS.generated, { strength: 'signed' }),
    ];
    expect(judge(claims).tool).toBe('Adobe Firefly');
  });

  test('a GenAI claim of a place counts wherever the bytes appear', () => {
    expect(judge([folderRule(POINTS.generated, 'elsewhere/quay.jpg')]).origin).toBe('genai');
  });

  test('a tampered GenAI claim still counts in full', () => {
    expect(judge([item(POINTS.generated, { status: 'tampered' })])).toMatchObject({
      origin: 'genai',
      involvement: 'full',
    });
  });

  test('a stronger contrary claim adds a conflict, a weaker one does not', () => {
    const genai = item(POINTS.aiEdited, { strength: 'tool' });
    expect(judge([genai, item(POINTS.captured, { strength: 'signed' })])).toMatchObject({
      origin: 'genai',
      conflict: true,
    });
    expect(judge([genai, item(POINTS.captured, { strength: 'tool' })])).toMatchObject({ conflict: false });
  });

  test('two opposite signatures are a conflict', () => {
    const claims = [POINTS.generated, POINTS.captured].map((points) => item(points, { strength: 'signed' }));
    expect(judge(claims)).toMatchObject({ origin: 'genai', conflict: true });
  });
});

describe('camera and human claims', () => {
  test.each(['signed', 'standard', 'tool'] as const)(
    'a %s camera claim decides where nothing speaks of GenAI',
    (strength) => {
      expect(judge([item(POINTS.captured, { strength, tool: 'ALEXA 35' })])).toEqual({
        ...NOTHING,
        origin: 'camera',
        involvement: 'none',
        tool: 'ALEXA 35',
      });
    },
  );

  test('threat 8: unsigned EXIF or a typed source type alone clears nothing', () => {
    expect(judge([item(POINTS.captured, { strength: 'heuristic' })])).toEqual(NOTHING);
  });

  test.each(['untrusted', 'unchecked', 'tampered'] as const)(
    'threat 8: a claim whose signer is %s clears nothing',
    (status) => {
      expect(judge([item(POINTS.captured, { strength: 'signed', status })]).origin).toBe('unknown');
    },
  );

  test('threat 8: a sidecar’s camera claim clears nothing', () => {
    const sidecar = item(POINTS.captured, {
      subject: 'location',
      strength: 'signed',
      where: 'quay.jpg.xmp/xmp.x',
    });
    expect(judge([sidecar])).toEqual(NOTHING);
  });

  test('a folder rule clears what was first seen in its folder, and says that it alone does', () => {
    expect(judge([folderRule(POINTS.captured)])).toEqual({
      ...NOTHING,
      origin: 'camera',
      involvement: 'none',
      byRuleOnly: true,
    });
    const known = judge([folderRule(POINTS.captured), item(POINTS.captured, { strength: 'tool' })]);
    expect(known.byRuleOnly).toBe(false);
  });

  test('threat 7: a folder rule never applies to content first seen elsewhere', () => {
    expect(judge([folderRule(POINTS.captured, '01_CAMERA/quay.jpg')])).toEqual(NOTHING);
    expect(classify([folderRule(POINTS.captured)], { statements: [] })).toEqual(NOTHING);
  });

  test('threat 7: a folder rule never applies to a suspected file', () => {
    const weak = item(POINTS.generated, { strength: 'heuristic' });
    expect(judge([folderRule(POINTS.captured), weak])).toEqual({ ...NOTHING, suspected: true });
  });

  test('camera and human claims of standing contradict each other', () => {
    const claims = [
      item(POINTS.captured, { strength: 'signed' }),
      item(POINTS.declaredHuman, { strength: 'signed' }),
    ];
    expect(judge(claims).conflict).toBe(true);
  });

  test('a broken credential beside a camera claim is a conflict', () => {
    const broken = item(undefined, { status: 'tampered' });
    expect(judge([broken, item(POINTS.captured, { strength: 'tool' })])).toMatchObject({
      origin: 'camera',
      conflict: true,
    });
    expect(judge([broken])).toEqual(NOTHING);
  });

  test.each(['unreadable', 'incomplete'] as const)(
    'threat 19: a camera claim clears nothing where something is %s',
    (status) => {
      const claims = [item(POINTS.captured, { strength: 'signed' }), item(undefined, { status })];
      expect(judge(claims).origin).toBe('unknown');
    },
  );

  test('an enhanced file keeps the origin of its source and is called assistive', () => {
    const enhanced = item(POINTS.aiEnhanced, { strength: 'tool', tool: 'Topaz' });
    expect(judge([enhanced])).toMatchObject({ origin: 'unknown', involvement: 'assistive', tool: 'Topaz' });
    const taken = item(POINTS.captured, { strength: 'tool', tool: 'ALEXA 35' });
    expect(judge([enhanced, taken])).toMatchObject({ origin: 'camera', involvement: 'assistive' });
  });
});

describe('statements', () => {
  const claimed = item(POINTS.generated, { seq: 5, tool: 'ComfyUI' });

  test('a GenAI statement makes a file GenAI', () => {
    const statement = said({ origin: 'genai', involvement: 'partial', tool: 'Quay 1' });
    expect(judge([], statement)).toMatchObject({ origin: 'genai', involvement: 'partial', tool: 'Quay 1' });
  });

  test('a documented statement settles GenAI claims recorded before it, and is named', () => {
    const found = judge([claimed], said({ hasDocument: true }));
    expect(found).toEqual({ ...NOTHING, origin: 'human', involvement: 'none', overruledBy: 'P. Designer' });
  });

  test('a statement without document settles nothing and adds a conflict', () => {
    expect(judge([claimed], said())).toMatchObject({
      origin: 'genai',
      conflict: true,
      overruledBy: undefined,
    });
  });

  test.each([
    ['basis', said({ hasDocument: true, hasBasis: false })],
    ['name', anonymous(said({ hasDocument: true }))],
  ])('a statement without %s settles nothing', (_what, statement) => {
    expect(judge([claimed], statement)).toMatchObject({ origin: 'genai', overruledBy: undefined });
  });

  test('a statement answers only what was recorded before it', () => {
    const later = { ...claimed, seq: 11 };
    expect(judge([later], said({ hasDocument: true })).origin).toBe('genai');
    const { seq: _seq, ...unrecorded } = claimed;
    expect(judge([unrecorded], said({ hasDocument: true })).origin).toBe('genai');
  });

  test('a named statement with a basis answers a suspicion; later signs raise it again', () => {
    const weak = item(POINTS.generated, { strength: 'heuristic', seq: 5 });
    expect(judge([weak], said())).toMatchObject({ origin: 'human', suspected: false });
    expect(judge([{ ...weak, seq: 12 }], said())).toMatchObject({ origin: 'human', suspected: true });
  });

  test('a statement without basis answers nothing', () => {
    const weak = item(POINTS.generated, { strength: 'heuristic', seq: 5 });
    expect(judge([weak], said({ hasBasis: false }))).toEqual({ ...NOTHING, suspected: true });
  });

  test('a later statement supersedes an earlier one', () => {
    const first = said({ origin: 'genai', involvement: 'full', seq: 3 });
    const second = said({ origin: 'genai', involvement: 'partial', seq: 4 });
    expect(judge([], second, first).involvement).toBe('partial');
    expect(judge([], first, said({ seq: 5, hasDocument: true })).origin).toBe('human');
    expect(judge([], said({ seq: 2, hasDocument: true }), first).origin).toBe('genai');
  });

  test('a GenAI statement is not undone by a word without document', () => {
    const first = said({ origin: 'genai', involvement: 'full', seq: 3 });
    expect(judge([], first, said({ seq: 5 }))).toMatchObject({ origin: 'genai', conflict: true });
  });

  test('a statement that is listed as evidence too counts once, and ends with its record', () => {
    const listed = item(POINTS.generated, { subject: 'statement', strength: 'attested', where: 'record-3' });
    const found = judge([listed], said({ origin: 'genai', seq: 3 }), said({ seq: 5, hasDocument: true }));
    expect(found).toMatchObject({ origin: 'human', overruledBy: 'P. Designer' });
    expect(judge([listed]).origin).toBe('genai');
  });
});

describe('whatever the evidence', () => {
  const points = fc.constantFrom(...Object.values(POINTS), undefined);
  const anyEvidence: fc.Arbitrary<Evidence> = fc
    .record({
      points,
      subject: fc.constantFrom('content', 'location'),
      strength: fc.constantFrom(...STRENGTHS),
      status: fc.constantFrom(
        'read',
        'untrusted',
        'tampered',
        'unchecked',
        'unjudged',
        'unreadable',
        'incomplete',
      ),
      where: fc.constantFrom<string>(HOME, 'elsewhere/quay.jpg'),
      tool: fc.constantFrom('A', 'B', ''),
      seq: fc.integer({ min: 1, max: 20 }),
    } as const)
    .map(({ points: pointed, tool, ...given }) => item(pointed, tool === '' ? given : { ...given, tool }));
  const anyStatement: fc.Arbitrary<Statement> = fc
    .record({
      origin: fc.constantFrom('camera', 'human', 'genai'),
      involvement: fc.constantFrom('full', 'partial', 'none'),
      hasBasis: fc.boolean(),
      hasDocument: fc.boolean(),
      seq: fc.integer({ min: 1, max: 20 }),
    } as const)
    .map((given) => said({ ...given, recordId: `record-${JSON.stringify(given)}` }));
  const anyContext: fc.Arbitrary<ClassifyContext> = fc
    .array(anyStatement, { maxLength: 3 })
    .map((statements) => ({ statements, firstSeenPath: HOME }));
  const evidenceList = fc.array(anyEvidence, { maxLength: 8 });
  const WIDTH = ['full', 'partial', 'derived', 'undetermined', 'assistive', 'none'];

  test('the order of evidence and statements changes nothing', () => {
    fc.assert(
      fc.property(evidenceList, anyContext, fc.infiniteStream(fc.nat()), (evidence, context, keys) => {
        const shuffled = evidence
          .map((one) => ({ one, key: keys.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const turned = { ...context, statements: [...context.statements].reverse() };
        expect(classify(shuffled, turned)).toEqual(classify(evidence, context));
      }),
    );
  });

  test('one more GenAI claim never makes a verdict milder', () => {
    fc.assert(
      fc.property(evidenceList, anyContext, anyEvidence, (evidence, context, more) => {
        const genai = { ...more, points: more.points?.origin === 'genai' ? more.points : POINTS.aiDerived };
        const before = classify(evidence, context);
        const after = classify([...evidence, genai], context);
        if (before.origin === 'genai') {
          expect(after.origin).toBe('genai');
          expect(WIDTH.indexOf(after.involvement)).toBeLessThanOrEqual(WIDTH.indexOf(before.involvement));
        }
        if (before.suspected) expect(after.suspected || after.origin === 'genai').toBe(true);
        if (before.origin === 'unknown') expect(['unknown', 'genai']).toContain(after.origin);
      }),
    );
  });

  test('one more camera or human claim never turns GenAI into something else, and answers no suspicion', () => {
    fc.assert(
      fc.property(evidenceList, anyContext, anyEvidence, (evidence, context, more) => {
        const clearing = {
          ...more,
          points: more.points?.origin === 'camera' ? more.points : POINTS.declaredHuman,
        };
        const before = classify(evidence, context);
        const after = classify([...evidence, clearing], context);
        if (before.origin === 'genai')
          expect(after).toMatchObject({ origin: 'genai', involvement: before.involvement });
        if (before.suspected) expect(after.suspected).toBe(true);
        if (before.conflict) expect(after.conflict).toBe(true);
      }),
    );
  });

  test('only a named statement with basis and document overrules, and never what came after it', () => {
    fc.assert(
      fc.property(evidenceList, anyContext, (evidence, context) => {
        const found = classify(evidence, context);
        const strong = evidence.filter(
          (one) =>
            one.points?.origin === 'genai' &&
            one.status !== 'unjudged' &&
            rank(one.strength) > rank('heuristic'),
        );
        const documented = context.statements.filter(
          (statement) => statement.origin !== 'genai' && statement.hasBasis && statement.hasDocument,
        );
        const isSettled = (one: Evidence) =>
          documented.some((statement) => statement.seq >= (one.seq ?? Infinity));
        if (strong.some((one) => !isSettled(one))) expect(found.origin).toBe('genai');
        if (found.overruledBy !== undefined) expect(documented).not.toEqual([]);
      }),
    );
  });

  test('evidence that could not be read never leaves a camera or human origin without a person’s word', () => {
    fc.assert(
      fc.property(evidenceList, (evidence) => {
        const blind = [...evidence, item(undefined, { status: 'unreadable' })];
        expect(['unknown', 'genai']).toContain(
          classify(blind, { statements: [], firstSeenPath: HOME }).origin,
        );
      }),
    );
  });
});
