import type { StoredDocument } from './approval.ts';
import type { AssetId, Instant } from './asset.ts';
import type { Involvement, Origin } from './origin.ts';
import type { PersonId } from './person.ts';
import type { UseStatement } from './use-statement.ts';

/** A named person's statement how assets were made, with its basis. Never edited, only superseded. */
export interface Declaration {
  readonly recordId: string;
  readonly assetIds: readonly AssetId[];
  readonly origin: Exclude<Origin, 'unknown'>;
  readonly involvement: Involvement;
  readonly tool: string | undefined;
  readonly declarant: PersonId;
  readonly recordedBy: PersonId;
  readonly recordedAt: Instant;
  /** On what the statement rests: "I shot it", "camera report A012", … */
  readonly basis: string;
  readonly document: StoredDocument | undefined;
  /** How GenAI or an assistive tool was used, where it was said. */
  readonly use: UseStatement | undefined;
  /** The declaration this one revises; both stay readable. */
  readonly supersedes: string | undefined;
  readonly eventSeq: number;
}
