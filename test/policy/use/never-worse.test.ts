import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { APPROVAL_STATES } from '../../../src/domain/approval.ts';
import { outcomeOf } from '../../../src/domain/finding.ts';
import type { Paper } from '../../../src/domain/paper.ts';
import { type ItemFacts, NOTHING_ASKED } from '../../../src/domain/policy.ts';
import {
  ALTERATION_AXES,
  ANSWERS,
  INPUT_CLASSES,
  INTENDED_USES,
  PRINCIPLES,
  PROMINENCES,
  REFERENCE_CLASSES,
  RIGHTS,
  TALENT_RELATIONS,
  type UseStatement,
} from '../../../src/domain/use-statement.ts';
import { evaluate } from '../../../src/policy/evaluate.ts';
import { loadPolicies, packs } from '../../../src/policy/index.ts';
import type { UseContext } from '../../../src/policy/use/context.ts';
import { judgeUse } from '../../../src/policy/use/judge-use.ts';
import { context, day, finalElement, guidance, paper, person } from '../../helpers/use-values.ts';

const answer = fc.constantFrom(...ANSWERS);
const terms = fc.constantFrom(...ANSWERS, 'not_stated' as const);
const moment = fc.constantFrom(day('2026-11-01'), day('2026-11-15'));

const talent = fc.record({
  relation: fc.constantFrom(...TALENT_RELATIONS),
  performer: fc.constantFrom(person('ana'), person('ben')),
  axes: fc.subarray([...ALTERATION_AXES]),
  guild: fc.constantFrom('none', 'SAG-AFTRA'),
  modelTitle: fc.constantFrom('Quayside', 'Elsewhere'),
});

/** A statement in which every question there is has an answer, good or bad. */
const complete: fc.Arbitrary<UseStatement> = fc
  .record({
    enterpriseSecured: answer,
    storesIo: terms,
    reusesIo: terms,
    trainsOnIo: terms,
    commercialUse: answer,
    indemnity: answer,
    inputs: fc.array(
      fc.record({ kind: fc.constant('something'), class: fc.constantFrom(...INPUT_CLASSES) }),
      { maxLength: 2 },
    ),
    trainingSets: fc.array(fc.record({ kind: fc.constant('a set'), rights: fc.constantFrom(...RIGHTS) }), {
      maxLength: 2,
    }),
    references: fc.array(
      fc.record({ name: fc.constant('it'), class: fc.constantFrom(...REFERENCE_CLASSES) }),
      { maxLength: 2 },
    ),
    useCases: fc.uniqueArray(fc.constantFrom('UC-OTHER', ...guidance.useCases.map(({ code }) => code)), {
      minLength: 1,
      maxLength: 3,
    }),
    intendedUse: fc.constantFrom(...INTENDED_USES),
    prominence: fc.constantFrom(...PROMINENCES),
    keyCharacter: fc.boolean(),
    keyVisual: fc.boolean(),
    centralSetting: fc.boolean(),
    talent: fc.array(talent, { maxLength: 2 }),
    misleading: fc.record({
      couldBeTakenAsReal: answer,
      newsStyle: fc.boolean(),
      realPerson: fc.boolean(),
      realEvent: fc.boolean(),
    }),
    unionImpact: fc.array(
      fc.record({ roleGroup: fc.constant('editors'), agreement: fc.constantFrom(undefined, 'CBA 2025') }),
      { maxLength: 1 },
    ),
    generatedFrom: moment,
  })
  .map((said) => ({ ...finalElement, enterpriseReason: 'no plan', feature: 'fill', ...said }));

const principles = fc.option(
  fc.record(
    Object.fromEntries(PRINCIPLES.map((each) => [each, answer])) as Record<
      (typeof PRINCIPLES)[number],
      typeof answer
    >,
  ),
  { nil: undefined },
);

const surroundings: fc.Arbitrary<UseContext> = fc
  .record({
    destination: fc.constantFrom('temp' as const, 'final' as const),
    notice: fc.option(moment, { nil: undefined }),
    judgement: fc.option(fc.constantFrom('incidental' as const, 'story_relevant' as const), {
      nil: undefined,
    }),
    consent: fc.option(moment, { nil: undefined }),
    proofs: fc.subarray([...guidance.evidenceTypes]),
  })
  .map(({ destination, notice, judgement, consent, proofs }) =>
    context({
      destination,
      notices:
        notice === undefined
          ? []
          : [paper('notice', { to: person('contact'), toldAt: notice, channel: 'mail' })],
      judgements:
        judgement === undefined
          ? []
          : [paper('judgement', { outcome: judgement, reason: 'seen', by: person('kim') })],
      consents: consent === undefined ? [] : [consentOf(consent)],
      evidence: proofs.map((type) => paper('evidence', { type, subject: 'something', tool: 'Midjourney' })),
    }),
  );

function consentOf(signedAt: ReturnType<typeof day>): Paper<'consent'> {
  return paper('consent', {
    giver: person('ana'),
    capacity: 'performer',
    uses: 'voice',
    signedAt,
    state: 'valid',
  });
}

describe.each(packs.map(({ id }) => [id] as const))('under the pack %s', (id) => {
  const [policy] = loadPolicies([{ pack: id, settings: {} }]);
  if (policy === undefined) throw new Error('no policy');

  /** Whether a GenAI item of this use may leave: exit 0. */
  const leaves = (use: UseStatement | undefined, about: UseContext, more: Partial<ItemFacts>): boolean => {
    const asked = policy.pack.guidance;
    const facts = use === undefined || asked === undefined ? {} : judgeUse(use, asked, about).facts;
    const item: ItemFacts = {
      ...NOTHING_ASKED,
      evidenceMet: asked === undefined,
      origin: 'genai',
      involvement: 'full',
      temporary: true,
      byRuleOnly: false,
      state: 'ok',
      suspected: false,
      conflict: false,
      generative: true,
      overruled: false,
      approval: undefined,
      ...facts,
      ...more,
    };
    return outcomeOf(evaluate(policy, item, about.destination).map(({ severity }) => severity)) === 'pass';
  };

  test('S0-05: what is declared completely leaves wherever it would leave undeclared or half declared', () => {
    const approval = fc.constantFrom(undefined, ...APPROVAL_STATES);
    const refused = fc.constantFrom('no' as const, 'final_only' as const, 'all_use' as const);
    const hidden = fc.subarray(Object.keys(finalElement));
    fc.assert(
      fc.property(
        complete,
        principles,
        surroundings,
        approval,
        refused,
        hidden,
        (said, five, about, state, no, gone) => {
          const whole: UseStatement = five === undefined ? said : { ...said, principles: five };
          const judged = judgeUse(whole, guidance, about).facts;
          // Hard stops hold whatever else is true, and an answer that is wrong in itself has to be put right.
          fc.pre(judged.hardStops.length === 0 && judged.faults.length === 0);
          expect(judged.declaration).toBe('complete');
          if (leaves(whole, about, { approval: state, refused: no })) return;
          const half: UseStatement = Object.fromEntries(
            Object.entries(whole).filter(([field]) => !gone.includes(field)),
          );
          const { declaration, hardStops } = judgeUse(half, guidance, about).facts;
          expect(leaves(undefined, about, { approval: state, refused: no })).toBe(false);
          if (declaration === 'incomplete' && hardStops.length === 0)
            expect(leaves(half, about, { approval: state, refused: no })).toBe(false);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
