import type { Instant, Sha256 } from '../../domain/asset.ts';
import type { Destination } from '../../domain/deliverable.ts';
import type { Paper } from '../../domain/paper.ts';
import type { UseStatement } from '../../domain/use-statement.ts';

/** What judging a use depends on besides the statement and the guidance. */
export interface UseContext {
  readonly destination: Destination;
  readonly now: Instant;
  /** The production's title. */
  readonly title: string;
  /** Papers about the asset or its declaration, only the newest of each line. */
  readonly notices: readonly Paper<'notice'>[];
  readonly judgements: readonly Paper<'judgement'>[];
  readonly evidence: readonly Paper<'evidence'>[];
  /** Every consent of the production. */
  readonly consents: readonly Paper<'consent'>[];
  /** Digests of stored documents that were found and hash as recorded. */
  readonly soundDocuments: ReadonlySet<Sha256>;
}

/** A statement and its steps, the whole first. */
export function partsOf(use: UseStatement): readonly UseStatement[] {
  return [use, ...(use.steps ?? []).flatMap(partsOf)];
}

/** Whether a paper has a document, and every document it has is there as it was handed in. */
export function isDocumented(
  paper: Pick<Paper, 'documents'>,
  context: Pick<UseContext, 'soundDocuments'>,
): boolean {
  return (
    paper.documents.length > 0 && paper.documents.every(({ sha256 }) => context.soundDocuments.has(sha256))
  );
}
