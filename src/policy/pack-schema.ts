import { z } from 'zod';
import { APPROVAL_STATES } from '../domain/approval.ts';
import { FINDING_CODES, SEVERITIES } from '../domain/finding.ts';
import { guidanceSchema } from './guidance-schema.ts';

const words = z.string().trim().min(1).max(2000);
const name = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,59}$/, 'a setting is named with letters and digits');
const code = z.enum(FINDING_CODES);
const severity = z.enum(SEVERITIES);
const severityChoice = z.union([severity, z.strictObject({ setting: name })]);
const date = z.iso.date();

/** The values each fact can have. */
const facts = {
  origin: z.enum(['camera', 'human', 'genai', 'unknown']),
  involvement: z.enum(['full', 'partial', 'derived', 'assistive', 'none', 'undetermined']),
  temporary: z.boolean(),
  byRuleOnly: z.boolean(),
  state: z.enum(['ok', 'unreadable', 'incomplete', 'unsupported']),
  suspected: z.boolean(),
  conflict: z.boolean(),
  generative: z.boolean(),
  overruled: z.boolean(),
  declaration: z.enum(['none', 'incomplete', 'stale', 'complete']),
  triage: z.enum(['socialize', 'judgement_open', 'judged_incidental', 'escalate']),
  notice: z.enum(['none', 'late', 'given']),
  evidenceMet: z.boolean(),
  refused: z.enum(['no', 'final_only', 'all_use']),
  weakBasis: z.boolean(),
  seconded: z.boolean(),
  baseline: z.boolean(),
};
const approvalState = z.enum(APPROVAL_STATES);

const condition = z
  .strictObject({
    origin: z.array(facts.origin).min(1).optional(),
    involvement: z.array(facts.involvement).min(1).optional(),
    temporary: z.array(facts.temporary).min(1).optional(),
    byRuleOnly: z.array(facts.byRuleOnly).min(1).optional(),
    state: z.array(facts.state).min(1).optional(),
    suspected: z.array(facts.suspected).min(1).optional(),
    conflict: z.array(facts.conflict).min(1).optional(),
    generative: z.array(facts.generative).min(1).optional(),
    overruled: z.array(facts.overruled).min(1).optional(),
    approval: z
      .array(z.union([approvalState, z.null()]))
      .min(1)
      .optional()
      .describe('null: no approval is attached'),
    declaration: z.array(facts.declaration).min(1).optional(),
    faults: z.array(code).optional().describe('One of these; []: none at all'),
    hardStops: z.array(code).optional().describe('One of these; []: none at all'),
    breaches: z.array(code).optional().describe('One of these; []: none at all'),
    triage: z.array(facts.triage).min(1).optional(),
    notice: z.array(facts.notice).min(1).optional(),
    evidenceMet: z.array(facts.evidenceMet).min(1).optional(),
    refused: z.array(facts.refused).min(1).optional(),
    weakBasis: z.array(facts.weakBasis).min(1).optional(),
    seconded: z.array(facts.seconded).min(1).optional(),
    baseline: z.array(facts.baseline).min(1).optional(),
  })
  .describe('Every fact that is named must have one of the listed values');

const caseFacts = z
  .strictObject({
    ...facts,
    approval: approvalState,
    faults: z.array(code),
    hardStops: z.array(code),
    breaches: z.array(code),
  })
  .partial()
  .describe('What is not named is as for a camera plate nobody asks anything about');

const setting = z.union([
  z.strictObject({
    default: words,
    allowed: z.array(words).min(1).describe('Mildest first'),
    about: words,
  }),
  z.strictObject({
    default: z.int(),
    least: z.int(),
    most: z.int(),
    milder: z.enum(['higher', 'lower']).describe('In which direction verdicts become milder'),
    about: words,
  }),
  z.strictObject({ default: z.array(words), about: words }),
]);

/** A policy pack as it is written in a file. Unknown keys are errors. */
export const packSchema = z
  .strictObject({
    schema: z.literal('provgate.policy-pack/1'),
    id: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is written in small letters, digits and hyphens')
      .max(80),
    version: z.string().regex(/^\d+\.\d+\.\d+$/, 'a version is written as 1.0.0'),
    title: words,
    source: z.url().describe('Address of the guidance the pack restates'),
    capturedAt: date.describe('The day the guidance was read'),
    disclaimer: words,
    settings: z.record(name, setting),
    rules: z
      .array(
        z
          .strictObject({
            code,
            when: condition,
            final: severityChoice.optional(),
            temp: severityChoice.optional(),
            rules: z.array(words.max(40)).min(1).describe('Passages of the guidance it rests on'),
          })
          .refine(
            ({ final, temp }) => final !== undefined || temp !== undefined,
            'a rule weighs in "final", in "temp" or in both',
          ),
      )
      .min(1),
    guidance: guidanceSchema.optional(),
    passages: z.array(z.strictObject({ id: words.max(40), text: words })),
    cases: z
      .array(
        z.strictObject({
          what: words,
          facts: caseFacts,
          destination: z.enum(['final', 'temp']),
          verdict: severity,
          codes: z.array(code).min(1),
        }),
      )
      .min(1)
      .describe("The pack's own tests"),
  })
  .meta({ title: 'Policy pack', description: 'A policy as data: settings, rules, guidance and cases.' });

/** The published JSON Schema of a pack file (draft 2020-12). */
export function packJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(packSchema, { io: 'input' }) };
}
