import type { AssetId, Instant, Sha256 } from './asset.ts';
import type { PersonId } from './person.ts';
import type { Placement, Prominence } from './use-statement.ts';

/** What an approval covers. An absent list means it is not restricted in that respect. */
export interface ApprovalScope {
  readonly types: readonly string[] | undefined;
  readonly episodes: readonly string[] | undefined;
  /** ISO 3166-1 alpha-2 codes, upper case, or `worldwide`. */
  readonly territories: readonly string[] | undefined;
  readonly channels: readonly string[] | undefined;
}

/** Who may grant, least first. A pack names the least authority of each use case. */
export const AUTHORITIES = ['contact', 'production_legal', 'studio_legal', 'rights_holder'] as const;
export type Authority = (typeof AUTHORITIES)[number];

/** How far from the approved bytes an approval still reaches, nearest first. */
export const DERIVATIVE_SCOPES = [
  'exact',
  'rewrap',
  'transcode',
  'conform',
  'editorial',
  'composite',
  'any',
] as const;
export type DerivativeScope = (typeof DERIVATIVE_SCOPES)[number];

/** What an approval says beyond a plain one. An absent field does not restrict and was not said. */
export interface ApprovalTerms {
  readonly decision?: 'granted' | 'granted_with_conditions' | 'rejected' | undefined;
  /** How far a refusal reaches. */
  readonly rejects?: 'final_only' | 'all_use' | undefined;
  readonly authority?: Authority | undefined;
  readonly issuerCompany?: string | undefined;
  readonly issuerRole?: string | undefined;
  readonly cut?: string | undefined;
  readonly derivatives?: DerivativeScope | undefined;
  readonly useCases?: readonly string[] | undefined;
  readonly maxProminence?: Prominence | undefined;
  readonly placements?: readonly Placement[] | undefined;
  readonly talent?: readonly PersonId[] | undefined;
  /** What must be met first, in words, in order. */
  readonly conditions?: readonly string[] | undefined;
  /** The declarations that were approved; absent where none was recorded then. */
  readonly declarations?: readonly string[] | undefined;
  /** The rules it was granted under. */
  readonly packs?:
    | readonly { readonly id: string; readonly version: string; readonly sha256: Sha256 }[]
    | undefined;
  /** The approval id this one replaces. */
  readonly supersedes?: string | undefined;
}

/** A stored document, by its hash; the bytes live in the registry's document store. */
export interface StoredDocument {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  readonly name: string;
}

/** A written approval: an immutable record. An id string alone is not an approval. */
export interface Approval {
  /** The record's own id. */
  readonly recordId: string;
  /** The studio's id, exactly as given (NFC, trimmed). */
  readonly id: string;
  readonly assetIds: readonly AssetId[];
  readonly grantedBy: PersonId;
  readonly recordedBy: PersonId;
  readonly recordedAt: Instant;
  readonly document: StoredDocument;
  readonly validFrom: Instant;
  /** Exclusive end. */
  readonly validUntil: Instant | undefined;
  readonly scope: ApprovalScope;
  readonly note: string | undefined;
  readonly terms: ApprovalTerms | undefined;
  /** The id of the approval that replaced it. */
  readonly supersededBy: string | undefined;
  readonly eventSeq: number;
  readonly revocation: Revocation | undefined;
}

/** The end of every record of an approval id; it never revives. */
export interface Revocation {
  readonly at: Instant;
  readonly by: PersonId;
  readonly reason: string;
  /** From when it counts, where that is not the moment it was recorded. It may be brought forward, never put off. */
  readonly effectiveAt?: Instant | undefined;
  /** What was delivered before counts as affected too. */
  readonly retroactive?: boolean | undefined;
}

/** Whether an approval is withdrawn at a moment. */
export function isRevoked({ revocation }: Pick<Approval, 'revocation'>, now: Instant): boolean {
  return revocation !== undefined && (revocation.effectiveAt === undefined || revocation.effectiveAt <= now);
}

/** How an approval stands for one item of one deliverable at one moment. */
export const APPROVAL_STATES = [
  'valid',
  'no-record',
  'pending',
  'rejected',
  'revoked',
  'superseded',
  'not-yet-valid',
  'expired',
  'authority-too-low',
  'self-approved',
  'document-missing',
  'declaration-changed',
  'out-of-scope',
  'conditions-open',
  'rules-changed',
] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

/** One approval as judged for one item; `args` are the values its words need (`until`, `what`, `approved`, `needed`, …). */
export interface ApprovalJudgement {
  readonly id: string;
  /** Absent where the id has no record. */
  readonly recordId: string | undefined;
  readonly state: ApprovalState;
  readonly args: Readonly<Record<string, string>>;
}
