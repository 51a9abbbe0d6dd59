import type { ApprovalScope, StoredDocument } from './approval.ts';
import type { AssetId, Instant, Sha256 } from './asset.ts';
import type { PersonId } from './person.ts';
import type { UseStatement } from './use-statement.ts';

/** Kinds of papers people add to the record besides declarations and approvals. */
export const PAPER_KINDS = [
  'notice',
  'request',
  'withdrawal',
  'judgement',
  'consent',
  'waiver',
  'condition',
  'evidence',
  'profile',
  'template',
  'baseline',
  'acceptance',
  'retirement',
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** Kinds of proof a use case can need; a pack may name others. */
export type EvidenceType = `EV-${string}`;

/** What each kind of paper says. Persons stand as opaque ids; assets and documents stand beside the body. */
export interface PaperBodies {
  /** The studio contact was told of a use, before it began or later. */
  readonly notice: {
    readonly to: PersonId;
    readonly company?: string | undefined;
    readonly toldAt: Instant;
    readonly channel: 'mail' | 'ticket' | 'call';
    readonly reference?: string | undefined;
  };
  /** Approval was asked for. `about` names the declarations it rests on. */
  readonly request: {
    readonly requester: PersonId;
    /** Who was asked. */
    readonly to?: PersonId | undefined;
    readonly questions: readonly string[];
    readonly scope: ApprovalScope;
    readonly dueAt?: Instant | undefined;
  };
  /** A declaration or a request was taken back. `about` names it, and nothing else. */
  readonly withdrawal: { readonly reason: string };
  /** A named person says whether a background element matters to the story. `about` names the declaration. */
  readonly judgement: {
    readonly outcome: 'incidental' | 'story_relevant';
    readonly reason: string;
    readonly by: PersonId;
  };
  /** A performer, estate, union or guardian agrees to a use. A later revision supersedes; it never edits. */
  readonly consent: {
    readonly giver: PersonId;
    readonly performer?: PersonId | undefined;
    readonly capacity: 'performer' | 'estate' | 'union' | 'guardian';
    readonly uses: string;
    readonly titles?: readonly string[] | undefined;
    readonly territories?: readonly string[] | undefined;
    readonly media?: readonly string[] | undefined;
    readonly training?: boolean | undefined;
    readonly signedAt: Instant;
    readonly validUntil?: Instant | undefined;
    readonly state: 'valid' | 'suspended' | 'withdrawn';
  };
  /** A finding is set aside for a time. */
  readonly waiver: {
    readonly codes: readonly string[];
    readonly scope: ApprovalScope;
    readonly reason: string;
    readonly owner: PersonId;
    readonly grantedBy: PersonId;
    readonly validUntil: Instant;
  };
  /** A condition of an approval was met, or came open again. `about` names the approval record. */
  readonly condition: {
    readonly index: number;
    readonly state: 'met' | 'open';
    readonly reason?: string | undefined;
  };
  /** A proof a use case needs. `about` names declarations or approvals where it is not about assets. */
  readonly evidence: {
    readonly type: EvidenceType;
    readonly issuedBy?: PersonId | undefined;
    readonly issuedAt?: Instant | undefined;
    readonly expiresAt?: Instant | undefined;
    /** The input and tool a clearance names, or the performer a guild statement is about. */
    readonly subject?: string | undefined;
    readonly tool?: string | undefined;
  };
  /** What is known of a tool, recorded once and used by every declaration that names it. */
  readonly profile: {
    readonly name: string;
    readonly class: 'assistive' | 'generative' | 'mixed';
    readonly use: UseStatement;
  };
  /** A declaration to be repeated; it fits only its own tool and model. */
  readonly template: { readonly name: string; readonly use: UseStatement };
  /** Unknown files that were there before the rule; listed, and not failing, until a date. */
  readonly baseline: { readonly by: PersonId; readonly reason?: string | undefined; readonly until: Instant };
  /** An admin accepts a milder configuration or a local pack by its hash, or a record that went backwards by the head that was lost. */
  readonly acceptance: {
    readonly of: 'configuration' | 'pack' | 'record';
    readonly sha256: Sha256;
    readonly reason?: string | undefined;
    /** Id of the pack; only the newest acceptance of a pack counts. */
    readonly pack?: string | undefined;
  };
  /** Files no longer used, or used again: the newest about a file counts. Nothing about its origin changes. */
  readonly retirement: { readonly reason: string; readonly retired: boolean };
}

type AnyPaper = {
  readonly [Kind in PaperKind]: {
    readonly kind: Kind;
    readonly recordId: string;
    readonly body: PaperBodies[Kind];
    readonly assetIds: readonly AssetId[];
    /** Declarations, approval records or papers it is about. */
    readonly about: readonly string[];
    readonly documents: readonly StoredDocument[];
    readonly supersedes: string | undefined;
    readonly recordedBy: PersonId;
    readonly recordedAt: Instant;
    readonly eventSeq: number;
  };
}[PaperKind];

/** One paper: immutable, dated, with its documents by hash. A later one supersedes it; both stay readable. */
export type Paper<Kind extends PaperKind = PaperKind> = Extract<AnyPaper, { readonly kind: Kind }>;

/** A paper as a person hands it in. */
export type NewPaper<Kind extends PaperKind = PaperKind> = {
  readonly [K in Kind]: {
    readonly kind: K;
    readonly body: PaperBodies[K];
    readonly assetIds: readonly AssetId[];
    readonly about: readonly string[];
    readonly documents: readonly { readonly name: string; readonly bytes: Uint8Array }[];
    readonly supersedes?: string | undefined;
  };
}[Kind];
