import { z } from 'zod';
import {
  ALTERATION_AXES,
  ANSWERS,
  CONTRIBUTION_EXTENTS,
  DEPLOYMENTS,
  INPUT_CLASSES,
  INTENDED_USES,
  MODALITIES,
  PHASES,
  PROMINENCES,
  REFERENCE_CLASSES,
  RIGHTS,
  TALENT_RELATIONS,
} from '../../domain/use-statement.ts';

const words = z.string().trim().min(1).max(500);
const longWords = z.string().min(1).max(20_000);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 is written as 64 hexadecimal digits');
const answer = z.enum(ANSWERS);
const termsAnswer = z.enum([...ANSWERS, 'not_stated']);
const flag = z.boolean();

/** A list of which each entry may be written short, as text; `none` is an answer, silence is not. */
function listed<Entry extends z.ZodType>(entry: Entry, about: string) {
  return z.union([z.literal('none'), z.array(z.union([words, entry]))]).describe(about);
}

const input = z.strictObject({
  class: z.enum(INPUT_CLASSES),
  kind: words.optional().describe('What it was, such as "pages 12 to 14"'),
  owner: words.optional(),
  sha256: sha256.optional(),
  clearance: words.optional().describe('The paper that clears this input for this tool'),
});

const trainingSet = z.strictObject({
  rights: z.enum(RIGHTS),
  kind: words.optional().describe('What it was trained on'),
  evidence: words.optional().describe('The paper that shows the rights'),
});

const prompt = z.strictObject({
  text: longWords.optional().describe('Only its hash is kept, unless keeping prompts was asked for'),
  negative: longWords.optional(),
  sha256: sha256.optional().describe('In place of the text'),
});

const reference = z.strictObject({
  class: z.enum(REFERENCE_CLASSES),
  name: words,
  permission: words.optional().describe('The paper that permits it'),
});

const talent = z.strictObject({
  relation: z.enum(TALENT_RELATIONS),
  performer: words.optional().describe('Name of the performer'),
  living: answer.optional(),
  minor: answer.optional(),
  axes: z
    .union([z.literal('none'), z.array(z.enum(ALTERATION_AXES))])
    .optional()
    .describe('What of the performance is altered, whatever the size'),
  consent: words.optional().describe('The consent, by its id'),
  guild: words.optional().describe('Guild whose rules apply, or "none"'),
  guildEvidence: words.optional(),
  modelTitle: words.optional().describe('The production a talent model was made for'),
  modelScopeAgreed: answer.optional(),
});

const misleading = z.strictObject({
  couldBeTakenAsReal: answer,
  newsStyle: flag.default(false),
  realPerson: flag.default(false),
  realEvent: flag.default(false),
});

const unionImpact = z.strictObject({
  roleGroup: words.describe('Whose work is affected, such as "voice actors"'),
  local: words.optional(),
  agreement: words.optional().describe('The agreement, by its id or name'),
});

const placement = z.strictObject({
  episode: words.optional(),
  scene: words.optional(),
  shot: words.optional(),
  in: words.optional(),
  out: words.optional(),
});

const tool = z.strictObject({
  name: words.optional(),
  vendor: words.optional(),
  version: words.optional(),
  deployment: z.enum(DEPLOYMENTS).optional(),
});

const model = z.strictObject({
  name: words,
  version: words.optional(),
  checkpointSha256: sha256.optional(),
  adapters: z
    .union([z.literal('none'), z.array(words)])
    .optional()
    .describe('LoRAs, voice and face models'),
});

const said = {
  company: words.optional().describe('The accountable company'),
  role: words.optional().describe('Role of who declares'),
  vendorChain: z
    .union([z.literal('none'), z.array(words)])
    .optional()
    .describe('Prime vendor, then sub-vendors'),
  episode: words.optional(),
  phase: z.enum(PHASES).optional(),
  operator: words.optional().describe('Name of who ran the tool'),
  operatorUnion: words.optional(),
  made: words.optional().describe('When it was made: a day, a moment, or two joined by ".."'),
  tool: z.union([words, tool]).optional(),
  model: z
    .union([z.literal('not_disclosed_by_vendor'), words, model])
    .optional()
    .describe('Name, or not_disclosed_by_vendor'),
  termsTier: words.optional().describe('The plan or licence the tool was used under'),
  termsSnapshotSha256: sha256.optional().describe('Digest of a dated copy of the terms'),
  termsEffectiveAt: words.optional(),
  enterpriseSecured: answer.optional(),
  enterpriseReason: words.optional().describe('Why it could not be secured'),
  storesIo: termsAnswer.optional().describe('Does the vendor store inputs or outputs?'),
  reusesIo: termsAnswer.optional().describe('Does the vendor reuse inputs or outputs?'),
  trainsOnIo: termsAnswer.optional().describe('Does the vendor train on inputs or outputs?'),
  commercialUse: answer.optional(),
  indemnity: answer.optional(),
  inputs: listed(
    input,
    'What was put into the tool, by class: "script", or "script: pages 12 to 14"',
  ).optional(),
  trainingSets: listed(
    trainingSet,
    'What it was trained or tuned on, by rights: "licensed: stock set"',
  ).optional(),
  prompts: listed(prompt, 'What was typed; kept as hashes').optional(),
  parameters: words.optional().describe('Seed and settings, or "not_exposed_by_tool"'),
  references: listed(reference, 'Works, people, brands it points to: "brand: NAME"').optional(),
  purpose: words.optional(),
  useCases: z.array(words).min(1).optional().describe('Codes such as UC-IDEATION, or short: ideation'),
  intendedUse: z.enum(INTENDED_USES).optional(),
  modality: z.array(z.enum(MODALITIES)).min(1).optional(),
  placement: z
    .union([z.literal('none'), z.array(z.union([words, placement]))])
    .optional()
    .describe('Where it is to appear; text names a shot'),
  prominence: z.enum(PROMINENCES).optional(),
  story: z
    .union([z.literal('none'), z.array(z.enum(['key_character', 'key_visual', 'central_setting']))])
    .optional()
    .describe('Which key creative elements it makes'),
  keyCharacter: flag.optional(),
  keyVisual: flag.optional(),
  centralSetting: flag.optional(),
  talent: z
    .union([z.literal('none'), z.literal('unsure'), z.array(z.union([words, talent]))])
    .optional()
    .describe('Performers it touches: "replica_voice: NAME"'),
  misleading: z
    .union([answer, misleading])
    .optional()
    .describe('Could it be taken for a real event, person or statement?'),
  unionImpact: listed(unionImpact, 'Union-covered work it affects: "voice actors: AGREEMENT"').optional(),
  humanContribution: z.enum(CONTRIBUTION_EXTENTS).optional(),
  humanStatement: words.optional().describe('What people made of it'),
  principles: z
    .union([
      z.literal('yes'),
      z.strictObject({
        P1: answer.optional(),
        P2: answer.optional(),
        P3: answer.optional(),
        P4: answer.optional(),
        P5: answer.optional(),
      }),
    ])
    .optional()
    .describe('Answers to the five principles; where none is given the record alone speaks'),
  feature: words.optional().describe('For assistive work: the feature that was used'),
};

const stepSchema = z.strictObject(said);

/** A use of GenAI or of an assistive tool as a person types it: names instead of ids, short forms. Unknown members are errors. */
export const useSchema = z
  .strictObject({
    ...said,
    steps: z
      .array(stepSchema)
      .optional()
      .describe('One statement for each step of a custom workflow, in order'),
  })
  .meta({
    title: 'A statement of use',
    description:
      'How GenAI or an assistive tool was used. What is not answered is left out; "none" is an answer.',
  });

/** A use as a person types it. */
export type UseInput = z.output<typeof useSchema>;

/** One step of a workflow as a person types it. */
export type StepInput = z.output<typeof stepSchema>;
