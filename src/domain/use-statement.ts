import type { Instant, Sha256 } from './asset.ts';
import type { PersonId } from './person.ts';

/** A person's answer to a yes/no question. Silence is no answer; it counts as `unsure` wherever a decision needs one. */
export const ANSWERS = ['yes', 'no', 'unsure'] as const;
export type Answer = (typeof ANSWERS)[number];
/** What a vendor's terms say; `not_stated` counts as `unsure`. */
export type TermsAnswer = Answer | 'not_stated';

export const PHASES = ['development', 'prep', 'shoot', 'post', 'marketing', 'localisation'] as const;
export const DEPLOYMENTS = [
  'saas_consumer',
  'saas_business',
  'enterprise_agreement',
  'private_cloud',
  'on_premises',
  'device',
] as const;
export const INPUT_CLASSES = [
  'own_new',
  'studio_proprietary',
  'script',
  'production_image',
  'unreleased_footage',
  'contract',
  'personal_data',
  'cast_details',
  'talent_likeness',
  'third_party',
  'stock',
  'public_domain',
] as const;
export const RIGHTS = ['owned', 'licensed', 'none', 'unsure'] as const;
export const REFERENCE_CLASSES = [
  'copyrighted_work',
  'named_artist_style',
  'public_figure',
  'deceased_person',
  'estate',
  'brand',
  'real_event',
  'real_place',
] as const;
export const INTENDED_USES = ['temp', 'final', 'undecided'] as const;
export const MODALITIES = [
  'image',
  'video',
  'audio_voice',
  'audio_music',
  'audio_effect',
  'text',
  'model3d',
  'timeline_effect',
] as const;
/** How visible a generated element is, least first. */
export const PROMINENCES = ['not_seen', 'incidental', 'visible', 'prominent', 'story_relevant'] as const;
export type Prominence = (typeof PROMINENCES)[number];
export const TALENT_RELATIONS = [
  'replica_voice',
  'replica_likeness',
  'reage',
  'alteration',
  'customary',
  'synthetic_performer',
] as const;
export const ALTERATION_AXES = ['delivery', 'tone', 'intent', 'dialogue', 'appearance'] as const;
export const CONTRIBUTION_EXTENTS = ['none', 'de_minimis', 'appreciable', 'full'] as const;
export const PRINCIPLES = ['P1', 'P2', 'P3', 'P4', 'P5'] as const;
export type Principle = (typeof PRINCIPLES)[number];

/** The tool that was run. */
export interface UsedTool {
  readonly name: string;
  readonly vendor?: string | undefined;
  readonly version?: string | undefined;
  readonly deployment?: (typeof DEPLOYMENTS)[number] | undefined;
}

export interface UsedModel {
  readonly name: string;
  readonly version?: string | undefined;
  readonly checkpointSha256?: Sha256 | undefined;
  /** LoRAs, voice and face models. */
  readonly adapters?: readonly string[] | undefined;
}

/** Something that was put into a tool. */
export interface UsedInput {
  readonly kind: string;
  readonly class: (typeof INPUT_CLASSES)[number];
  readonly owner?: string | undefined;
  readonly sha256?: Sha256 | undefined;
  /** The paper that clears this input for this tool. */
  readonly clearance?: string | undefined;
}

export interface TrainingSet {
  readonly kind: string;
  readonly rights: (typeof RIGHTS)[number];
  /** The paper that shows the rights. */
  readonly evidence?: string | undefined;
}

/** A prompt; its hash is always kept, its text only where the production wants that. */
export interface Prompt {
  readonly sha256: Sha256;
  readonly text?: string | undefined;
  readonly negative?: string | undefined;
}

/** A work, person, brand, event or place a prompt or input points to. */
export interface Reference {
  readonly class: (typeof REFERENCE_CLASSES)[number];
  readonly name: string;
  /** The paper that permits it. */
  readonly permission?: string | undefined;
}

/** A real or person-like performer the result touches. */
export interface TalentUse {
  readonly relation: (typeof TALENT_RELATIONS)[number];
  readonly performer?: PersonId | undefined;
  readonly living?: Answer | undefined;
  readonly minor?: Answer | undefined;
  /** What is altered, whatever the size; empty: nothing. */
  readonly axes?: readonly (typeof ALTERATION_AXES)[number][] | undefined;
  /** The consent, a paper. */
  readonly consent?: string | undefined;
  /** Guild rules that apply; `none` where none does. */
  readonly guild?: string | undefined;
  readonly guildEvidence?: string | undefined;
  /** The production a talent model was made for, where one was used. */
  readonly modelTitle?: string | undefined;
  readonly modelScopeAgreed?: Answer | undefined;
}

export interface MisleadingAnswers {
  readonly couldBeTakenAsReal: Answer;
  readonly newsStyle: boolean;
  readonly realPerson: boolean;
  readonly realEvent: boolean;
}

export interface UnionImpact {
  readonly roleGroup: string;
  readonly local?: string | undefined;
  /** The agreement, a paper. */
  readonly agreement?: string | undefined;
}

export interface Placement {
  readonly episode?: string | undefined;
  readonly scene?: string | undefined;
  readonly shot?: string | undefined;
  readonly in?: string | undefined;
  readonly out?: string | undefined;
}

/**
 * How GenAI was used, as its declarant says. An absent field was not answered; an empty list says "none", which is an answer.
 * Persons stand as opaque ids.
 */
export interface UseStatement {
  /** The accountable company. */
  readonly company?: string | undefined;
  readonly role?: string | undefined;
  readonly vendorChain?: readonly string[] | undefined;
  readonly episode?: string | undefined;
  readonly phase?: (typeof PHASES)[number] | undefined;
  readonly operator?: PersonId | undefined;
  readonly operatorUnion?: string | undefined;
  /** First and last moment of making. */
  readonly generatedFrom?: Instant | undefined;
  readonly generatedUntil?: Instant | undefined;
  readonly tool?: UsedTool | undefined;
  readonly model?: UsedModel | 'not_disclosed_by_vendor' | undefined;
  readonly termsTier?: string | undefined;
  readonly termsSnapshotSha256?: Sha256 | undefined;
  readonly termsEffectiveAt?: Instant | undefined;
  readonly enterpriseSecured?: Answer | undefined;
  /** Why it could not be secured, where it is not. */
  readonly enterpriseReason?: string | undefined;
  readonly storesIo?: TermsAnswer | undefined;
  readonly reusesIo?: TermsAnswer | undefined;
  readonly trainsOnIo?: TermsAnswer | undefined;
  readonly commercialUse?: Answer | undefined;
  readonly indemnity?: Answer | undefined;
  readonly inputs?: readonly UsedInput[] | undefined;
  readonly trainingSets?: readonly TrainingSet[] | undefined;
  readonly prompts?: readonly Prompt[] | undefined;
  readonly parameters?: string | undefined;
  readonly references?: readonly Reference[] | undefined;
  readonly purpose?: string | undefined;
  /** Codes of the pack, such as `UC-IDEATION`. */
  readonly useCases?: readonly string[] | undefined;
  readonly intendedUse?: (typeof INTENDED_USES)[number] | undefined;
  readonly modality?: readonly (typeof MODALITIES)[number][] | undefined;
  readonly placement?: readonly Placement[] | undefined;
  readonly prominence?: Prominence | undefined;
  readonly keyCharacter?: boolean | undefined;
  readonly keyVisual?: boolean | undefined;
  readonly centralSetting?: boolean | undefined;
  readonly talent?: readonly TalentUse[] | undefined;
  /** `unsure` about talent is an answer of its own, and escalates. */
  readonly talentUnsure?: boolean | undefined;
  readonly misleading?: MisleadingAnswers | undefined;
  readonly unionImpact?: readonly UnionImpact[] | undefined;
  readonly humanContribution?: (typeof CONTRIBUTION_EXTENTS)[number] | undefined;
  readonly humanStatement?: string | undefined;
  readonly principles?: { readonly [P in Principle]?: Answer | undefined } | undefined;
  /** One statement for each step of a custom workflow, in order. */
  readonly steps?: readonly UseStatement[] | undefined;
  /** The template this statement was made from, by name. */
  readonly template?: string | undefined;
  /** For assistive work: the feature of the tool that was used. */
  readonly feature?: string | undefined;
}
