import type { Sha256 } from '../../domain/asset.ts';
import type { Guidance } from '../../domain/guidance.ts';
import type { PersonRecords } from '../../domain/registry.ts';
import type { Prompt, TalentUse, UsedModel, UsedTool, UseStatement } from '../../domain/use-statement.ts';
import { hashBytes } from '../../files/hash.ts';
import { startOf } from '../dates.ts';
import { givenText, usage } from '../given.ts';
import { useCaseNamed } from './use-cases.ts';
import { type UseFault, useFaults } from './use-faults.ts';
import { type StepInput, type UseInput, useSchema } from './use-schema.ts';
import { spelt } from './use-text.ts';

/** The fields a statement of use can have, by name. */
export const USE_FIELD_NAMES: readonly string[] = Object.keys(useSchema.shape);

/** What a person wrote as a use, or everything that is wrong with it. */
export function readUse(raw: unknown): { readonly use: UseInput } | { readonly faults: readonly UseFault[] } {
  const parsed = useSchema.safeParse(spelt(raw), { reportInput: true });
  return parsed.success ? { use: parsed.data } : { faults: useFaults(parsed.error.issues, USE_FIELD_NAMES) };
}

/** As `readUse`. Throws `usage` naming what is wrong first. */
export function requireUse(raw: unknown): UseInput {
  const read = readUse(raw);
  if ('use' in read) return read.use;
  const [first, ...more] = read.faults;
  const words = first?.words ?? 'it is empty';
  const rest =
    more.length === 0
      ? ''
      : ` There ${more.length === 1 ? 'is 1 more fault' : `are ${more.length} more faults`}.`;
  throw usage(
    `The statement cannot be understood: ${words}${words.endsWith('?') ? '' : '.'}${rest}`,
    'Correct it and run the command again; "provgate declare --help" shows every option.',
  );
}

/** What turning a typed use into a statement needs. */
export interface Reading {
  readonly people: Pick<PersonRecords, 'idOf'>;
  readonly guidances: readonly Guidance[];
  /** Keep the text of prompts, not only their hashes. */
  readonly keepPrompts?: boolean | undefined;
}

/** A typed use as a statement: names become ids, prompts become hashes, codes are looked up. Throws `usage`. */
export async function statementOf(input: UseInput, reading: Reading): Promise<UseStatement> {
  const whole = await partOf(input, reading);
  const { steps } = input;
  if (steps === undefined) return whole;
  return { ...whole, steps: await Promise.all(steps.map((step) => partOf(step, reading))) };
}

async function partOf(input: StepInput, reading: Reading): Promise<UseStatement> {
  const { story, misleading, made, principles } = input;
  const moments = made === undefined ? undefined : momentsOf(made);
  return defined({
    ...flatOf(input),
    operator: input.operator === undefined ? undefined : await reading.people.idOf(input.operator),
    useCases: input.useCases && [
      ...new Set(input.useCases.map((code) => useCaseNamed(code, reading.guidances))),
    ],
    generatedFrom: moments?.from,
    generatedUntil: moments?.until,
    termsEffectiveAt: input.termsEffectiveAt === undefined ? undefined : startOf(input.termsEffectiveAt),
    tool: toolOf(input.tool),
    model: modelOf(input.model),
    inputs: entries(input.inputs)?.map((each) => ({
      ...each,
      kind: each.kind ?? plain(each.class),
      sha256: digest(each.sha256),
    })),
    trainingSets: entries(input.trainingSets)?.map((each) => ({
      ...each,
      kind: each.kind ?? 'a training set',
    })),
    references: entries(input.references),
    unionImpact: entries(input.unionImpact),
    prompts: promptsOf(input.prompts, reading.keepPrompts === true),
    placement:
      input.placement === 'none'
        ? []
        : input.placement?.map((each) => (typeof each === 'string' ? { shot: each } : each)),
    keyCharacter: input.keyCharacter ?? hasStory(story, 'key_character'),
    keyVisual: input.keyVisual ?? hasStory(story, 'key_visual'),
    centralSetting: input.centralSetting ?? hasStory(story, 'central_setting'),
    ...(await talentOf(input.talent, reading)),
    misleading:
      typeof misleading === 'string'
        ? { couldBeTakenAsReal: misleading, newsStyle: false, realPerson: false, realEvent: false }
        : misleading,
    principles:
      principles === 'yes'
        ? ({ P1: 'yes', P2: 'yes', P3: 'yes', P4: 'yes', P5: 'yes' } as const)
        : principles,
  });
}

/** Fields that stand in a statement as they were typed. */
function flatOf(input: StepInput): UseStatement {
  return {
    company: text(input.company, 'The company', '--company NAME'),
    role: text(input.role, 'The role', '--role TEXT'),
    vendorChain: input.vendorChain === 'none' ? [] : input.vendorChain,
    episode: input.episode,
    phase: input.phase,
    operatorUnion: input.operatorUnion,
    termsTier: input.termsTier,
    termsSnapshotSha256: digest(input.termsSnapshotSha256),
    enterpriseSecured: input.enterpriseSecured,
    enterpriseReason: text(input.enterpriseReason, 'The reason', '--reason TEXT'),
    storesIo: input.storesIo,
    reusesIo: input.reusesIo,
    trainsOnIo: input.trainsOnIo,
    commercialUse: input.commercialUse,
    indemnity: input.indemnity,
    parameters: input.parameters,
    purpose: text(input.purpose, 'The purpose', '--purpose TEXT'),
    intendedUse: input.intendedUse,
    modality: input.modality,
    prominence: input.prominence,
    humanContribution: input.humanContribution,
    humanStatement: input.humanStatement,
    feature: input.feature,
  };
}

function text(value: string | undefined, what: string, option: string): string | undefined {
  return value === undefined ? undefined : givenText(value, what, option);
}

/** One moment, or the first and last of a span written `2026-11-01..2026-11-20`. */
function momentsOf(made: string) {
  const [first = '', last] = made.split('..').map((part) => part.trim());
  const from = startOf(first);
  const until = last === undefined || last === '' ? undefined : startOf(last);
  if (until !== undefined && until < from)
    throw usage(
      `"${made}" ends before it begins.`,
      'Write the earlier day first: --made 2026-11-01..2026-11-20.',
    );
  return { from, until };
}

function toolOf(tool: StepInput['tool']): UsedTool | undefined {
  if (tool === undefined) return undefined;
  const given = typeof tool === 'string' ? { name: tool } : tool;
  if (given.name === undefined)
    throw usage('The tool has no name.', 'Give it with --tool NAME, or with --profile NAME.');
  return defined({ ...given, name: givenText(given.name, 'The name of the tool', '--tool NAME') });
}

function modelOf(model: StepInput['model']): UseStatement['model'] {
  if (model === undefined || model === 'not_disclosed_by_vendor') return model;
  if (typeof model === 'string') return { name: givenText(model, 'The name of the model', '--model NAME') };
  const { adapters, checkpointSha256, ...rest } = model;
  return defined<UsedModel>({
    ...rest,
    checkpointSha256: digest(checkpointSha256),
    adapters: adapters === 'none' ? [] : adapters,
  });
}

async function talentOf(
  given: StepInput['talent'],
  { people }: Reading,
): Promise<Pick<UseStatement, 'talent' | 'talentUnsure'>> {
  if (given === undefined) return {};
  if (given === 'unsure') return { talentUnsure: true };
  const talent: TalentUse[] = [];
  for (const { performer, axes, ...rest } of entries(given) ?? [])
    talent.push(
      defined({
        ...rest,
        axes: axes === 'none' ? [] : axes,
        performer: performer === undefined ? undefined : await people.idOf(performer),
      }),
    );
  return { talent };
}

function promptsOf(given: StepInput['prompts'], keep: boolean): readonly Prompt[] | undefined {
  if (given === undefined) return undefined;
  if (given === 'none') return [];
  return given.map((each) => {
    const said = typeof each === 'string' ? { text: each } : each;
    const sha256 =
      digest(said.sha256) ?? (said.text === undefined ? undefined : hashBytes(Buffer.from(said.text)));
    if (sha256 === undefined)
      throw usage('A prompt has neither text nor hash.', 'Give its text with --prompt TEXT, or "none".');
    return defined({
      sha256,
      text: keep ? said.text : undefined,
      negative: keep ? said.negative : undefined,
    });
  });
}

function hasStory(story: StepInput['story'], which: 'key_character' | 'key_visual' | 'central_setting') {
  if (story === undefined) return undefined;
  return story !== 'none' && story.includes(which);
}

/** The entries of a list as objects; text was turned into objects when it was read. */
function entries<Entry>(
  given: 'none' | readonly (string | Entry)[] | undefined,
): readonly Exclude<Entry, string>[] | undefined {
  if (given === undefined) return undefined;
  if (given === 'none') return [];
  return given.filter((each): each is Exclude<Entry, string> => typeof each !== 'string');
}

function plain(word: string): string {
  return word.replaceAll('_', ' ');
}

function digest(text: string | undefined): Sha256 | undefined {
  return text === undefined ? undefined : (text as Sha256);
}

/** A value without the members nobody answered, so that equal statements are stored equal. */
function defined<T extends object>(value: T): T {
  for (const key of Object.keys(value))
    if (Reflect.get(value, key) === undefined) Reflect.deleteProperty(value, key);
  return value;
}
