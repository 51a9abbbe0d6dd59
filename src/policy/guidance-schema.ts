import { z } from 'zod';
import { AUTHORITIES } from '../domain/approval.ts';
import { FINDING_CODES } from '../domain/finding.ts';
import { AREAS, TRIAGE_LEVELS } from '../domain/guidance.ts';
import {
  ALTERATION_AXES,
  INPUT_CLASSES,
  PRINCIPLES,
  PROMINENCES,
  REFERENCE_CLASSES,
  RIGHTS,
  TALENT_RELATIONS,
  type UseStatement,
} from '../domain/use-statement.ts';

const FIELDS = [
  'company',
  'role',
  'vendorChain',
  'episode',
  'phase',
  'operator',
  'operatorUnion',
  'generatedFrom',
  'generatedUntil',
  'tool',
  'model',
  'termsTier',
  'termsSnapshotSha256',
  'termsEffectiveAt',
  'enterpriseSecured',
  'enterpriseReason',
  'storesIo',
  'reusesIo',
  'trainsOnIo',
  'commercialUse',
  'indemnity',
  'inputs',
  'trainingSets',
  'prompts',
  'parameters',
  'references',
  'purpose',
  'useCases',
  'intendedUse',
  'modality',
  'placement',
  'prominence',
  'keyCharacter',
  'keyVisual',
  'centralSetting',
  'talent',
  'misleading',
  'unionImpact',
  'humanContribution',
  'humanStatement',
  'principles',
  'steps',
  'feature',
] as const satisfies readonly (keyof UseStatement)[];

const words = z.string().trim().min(1).max(2000);
const ruleIds = z.array(words.max(40));
const code = z.enum(FINDING_CODES);
const triage = z.enum(TRIAGE_LEVELS);
const authority = z.enum(AUTHORITIES);
const evidenceType = z.templateLiteral(['EV-', z.string().min(1).max(60)]);
const needed = z.union([evidenceType, z.strictObject({ anyOf: z.array(evidenceType).min(1) })]);
const useCaseCode = z.string().regex(/^UC-[A-Z0-9-]+$/, 'a use case is written as UC- and capitals');
const months = z.int().min(1).max(600);

const caseCondition = z
  .strictObject({
    inputClasses: z.array(z.enum(INPUT_CLASSES)).min(1).optional(),
    trainingRights: z.array(z.enum(RIGHTS)).min(1).optional(),
    anyFlag: z
      .array(z.enum(['key_character', 'key_visual', 'central_setting']))
      .min(1)
      .optional(),
    referenceClasses: z.array(z.enum(REFERENCE_CLASSES)).min(1).optional(),
    talentRelations: z.array(z.enum(TALENT_RELATIONS)).min(1).optional(),
    axes: z.array(z.enum(ALTERATION_AXES)).min(1).optional(),
    misleading: z
      .array(z.enum(['could_be_taken_as_real', 'news_style', 'real_person', 'real_event']))
      .min(1)
      .optional(),
    unionImpact: z.boolean().optional(),
  })
  .refine((when) => Object.keys(when).length > 0, 'a case without a condition would never apply');

const useCase = z.strictObject({
  code: useCaseCode,
  title: words,
  triage,
  triageTemp: triage.optional(),
  escalateWhen: z.literal('outside_enterprise_tool').optional(),
  authority,
  authorityWhenNotIncidental: authority.optional(),
  evidenceFinal: z.array(needed),
  evidenceFinalWhenGenerative: z.array(needed).optional(),
  rules: ruleIds.min(1),
  hardStops: z.array(code),
  finalAllowed: z.boolean().optional(),
  finalBecomes: useCaseCode.optional(),
  generative: z.boolean().optional(),
  additive: z.boolean().optional(),
  short: z.boolean().optional(),
});

/** How a pack judges statements of use, as it is written in a pack file. */
export const guidanceSchema = z.strictObject({
  areas: z.array(z.strictObject({ id: z.enum(AREAS), title: words })),
  principles: z.array(z.strictObject({ id: z.enum(PRINCIPLES), key: words, statement: words })),
  tieBreaks: z.strictObject({
    background: z.strictObject({
      onlyNo: z.enum(PRINCIPLES),
      useCases: z.array(useCaseCode),
      prominence: z.array(z.enum(PROMINENCES)),
    }),
    enterpriseInput: z.strictObject({ alwaysEscalate: z.array(z.enum(INPUT_CLASSES)) }),
  }),
  alwaysApprove: z
    .array(
      z.strictObject({
        id: words.max(40),
        area: z.enum(AREAS).describe('Which of the four areas it belongs to'),
        title: words,
        when: caseCondition,
      }),
    )
    .min(1),
  matrix: z.array(
    z.strictObject({
      id: words.max(40),
      title: words,
      useCases: z.array(useCaseCode).min(1),
      action: triage,
      rationale: words,
    }),
  ),
  useCases: z.array(useCase).min(1),
  questions: z.strictObject({
    base: z.array(z.enum(FIELDS)),
    further: z.array(z.enum(FIELDS)),
    final: z.array(z.enum(FIELDS)),
    assistive: z.array(z.enum(FIELDS)),
  }),
  hardStops: z.array(z.strictObject({ code, rules: ruleIds.min(1), title: words })),
  evidenceTypes: z.array(evidenceType),
  waivable: z.array(code),
  waiverMaxDays: z.int().min(1).max(3650),
  openEndedApprovalWarnMonths: months,
  sourceAgeWarnMonths: months,
  selfApprovalAllowed: z.boolean(),
  asksAgain: z.array(words.max(40)).describe('Versions of this pack whose approvals are asked for again'),
  promptTerms: z.array(words),
});
