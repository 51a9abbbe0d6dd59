import type { Authority } from './approval.ts';
import type { FindingCode } from './finding.ts';
import type { EvidenceType } from './paper.ts';
import type { Principle, Prominence, UseStatement } from './use-statement.ts';

/** Levels of triage, mildest first. */
export const TRIAGE_LEVELS = ['socialize', 'judgement', 'escalate'] as const;
export type TriageLevel = (typeof TRIAGE_LEVELS)[number];

/** The four areas of the guidance, as packs name them. */
export const AREAS = ['data_use', 'creative_output', 'talent_performance', 'ethics_representation'] as const;
export type AreaId = (typeof AREAS)[number];

/** Facts of a statement that make an always-escalate case apply: any one named value is enough. */
export interface CaseCondition {
  readonly inputClasses?: readonly string[] | undefined;
  readonly trainingRights?: readonly string[] | undefined;
  readonly anyFlag?: readonly ('key_character' | 'key_visual' | 'central_setting')[] | undefined;
  readonly referenceClasses?: readonly string[] | undefined;
  readonly talentRelations?: readonly string[] | undefined;
  /** With `talentRelations`: one of these axes must be altered as well. */
  readonly axes?: readonly string[] | undefined;
  readonly misleading?:
    | readonly ('could_be_taken_as_real' | 'news_style' | 'real_person' | 'real_event')[]
    | undefined;
  readonly unionImpact?: boolean | undefined;
}

/** One proof, or a choice of several. */
export type NeededEvidence = EvidenceType | { readonly anyOf: readonly EvidenceType[] };

/** A kind of use, and what it asks for. */
export interface UseCase {
  readonly code: string;
  readonly title: string;
  readonly triage: TriageLevel;
  /** Instead of `triage` where the use is meant for temp only. */
  readonly triageTemp?: TriageLevel | undefined;
  readonly escalateWhen?: 'outside_enterprise_tool' | undefined;
  readonly authority: Authority;
  readonly authorityWhenNotIncidental?: Authority | undefined;
  readonly evidenceFinal: readonly NeededEvidence[];
  readonly evidenceFinalWhenGenerative?: readonly NeededEvidence[] | undefined;
  readonly rules: readonly string[];
  readonly hardStops: readonly FindingCode[];
  /** False: it cannot be used for a final; there it is `finalBecomes`. */
  readonly finalAllowed?: boolean | undefined;
  readonly finalBecomes?: string | undefined;
  readonly generative?: boolean | undefined;
  /** Added to another use case, never alone. */
  readonly additive?: boolean | undefined;
  /** Asks only the short questions: an ideation or temp image is declared in one short command. */
  readonly short?: boolean | undefined;
}

/** The fields of a statement that must be answered. */
export interface Questions {
  /** For every use, short ones included. */
  readonly base: readonly (keyof UseStatement)[];
  /** For every use that is not short. */
  readonly further: readonly (keyof UseStatement)[];
  /** Where the use or the destination is final. */
  readonly final: readonly (keyof UseStatement)[];
  /** All that is asked where every use case is assistive. */
  readonly assistive: readonly (keyof UseStatement)[];
}

/** How a pack judges statements of use: the guidance as data. */
export interface Guidance {
  readonly areas: readonly { readonly id: AreaId; readonly title: string }[];
  readonly principles: readonly {
    readonly id: Principle;
    readonly key: string;
    readonly statement: string;
  }[];
  readonly tieBreaks: {
    /** TB-1: the only principle that is no, of these use cases, at these prominences, is a judgement. */
    readonly background: {
      readonly onlyNo: Principle;
      readonly useCases: readonly string[];
      readonly prominence: readonly Prominence[];
    };
    /** TB-2: proprietary input inside an enterprise tool is a judgement, except these classes. */
    readonly enterpriseInput: { readonly alwaysEscalate: readonly string[] };
  };
  readonly alwaysApprove: readonly {
    readonly id: string;
    readonly area: AreaId;
    readonly title: string;
    readonly when: CaseCondition;
  }[];
  readonly matrix: readonly {
    readonly id: string;
    readonly title: string;
    readonly useCases: readonly string[];
    readonly action: TriageLevel;
    readonly rationale: string;
  }[];
  readonly useCases: readonly UseCase[];
  readonly questions: Questions;
  readonly hardStops: readonly {
    readonly code: FindingCode;
    readonly rules: readonly string[];
    readonly title: string;
  }[];
  readonly evidenceTypes: readonly EvidenceType[];
  /** Codes a waiver may set aside. */
  readonly waivable: readonly FindingCode[];
  readonly waiverMaxDays: number;
  readonly openEndedApprovalWarnMonths: number;
  readonly sourceAgeWarnMonths: number;
  readonly selfApprovalAllowed: boolean;
  /** Versions of this pack whose approvals have to be asked for again. */
  readonly asksAgain: readonly string[];
  /** Term lists that turn a prompt's silence about references into a question. */
  readonly promptTerms: readonly string[];
}
