import type { AssetId, Instant, Sha256 } from './asset.ts';
import type { PersonId } from './person.ts';

/** What an approval covers. An absent list means it is not restricted in that respect. */
export interface ApprovalScope {
  readonly types: readonly string[] | undefined;
  readonly episodes: readonly string[] | undefined;
  /** ISO 3166-1 alpha-2 codes, upper case, or `worldwide`. */
  readonly territories: readonly string[] | undefined;
  readonly channels: readonly string[] | undefined;
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
  readonly eventSeq: number;
  readonly revocation: Revocation | undefined;
}

/** The end of every record of an approval id; it never revives. */
export interface Revocation {
  readonly at: Instant;
  readonly by: PersonId;
  readonly reason: string;
}

/** How an approval stands for one item of one deliverable at one moment. */
export type ApprovalState =
  | 'valid'
  | 'no-record'
  | 'not-yet-valid'
  | 'expired'
  | 'revoked'
  | 'out-of-scope'
  | 'document-missing';

/** One approval as judged for one item; `args` are the values its words need (`until`, `what`, `approved`, `needed`, …). */
export interface ApprovalJudgement {
  readonly id: string;
  /** Absent where the id has no record. */
  readonly recordId: string | undefined;
  readonly state: ApprovalState;
  readonly args: Readonly<Record<string, string>>;
}
