import type { ApprovalScope } from './approval.ts';
import type { AssetId, Instant, Sha256 } from './asset.ts';
import type { Evidence } from './evidence.ts';
import type { Involvement, Origin } from './origin.ts';
import type { RelPath } from './path.ts';

/** A reason why written approval is needed: the rule of the guidance and what it is about. */
export interface RequestReason {
  readonly rule: string;
  readonly title: string;
}

/** A file somebody is asked to approve, with what is known of it. */
export interface RequestedFile {
  readonly path: RelPath;
  readonly assetId: AssetId;
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  readonly format: string;
  readonly tool: string | undefined;
  readonly origin: Origin;
  readonly involvement: Involvement;
  readonly evidence: readonly Pick<Evidence, 'rule' | 'strength' | 'where' | 'excerpt'>[];
  /** The declaration of its use, among those of the bundle. */
  readonly declaration: string | undefined;
  /** What the declaration lacks, in the words of its fields. */
  readonly lacks: string | undefined;
  readonly reasons: readonly RequestReason[];
  /** The picture itself, where it was asked for and is one a browser shows. */
  readonly picture: { readonly type: string; readonly base64: string } | undefined;
}

/** What was declared of some of the files, persons by name. */
export interface RequestedDeclaration {
  readonly id: string;
  readonly declarant: string;
  readonly recordedAt: Instant;
  readonly basis: string;
  readonly use: Readonly<Record<string, unknown>> | undefined;
}

/** Everything a studio contact needs to answer a request for approval. */
export interface RequestBundle {
  readonly id: string;
  readonly title: string;
  readonly madeAt: Instant;
  readonly dueAt: Instant | undefined;
  readonly requester: string;
  readonly to: string;
  readonly questions: readonly string[];
  readonly scope: ApprovalScope;
  readonly files: readonly RequestedFile[];
  readonly declarations: readonly RequestedDeclaration[];
}
