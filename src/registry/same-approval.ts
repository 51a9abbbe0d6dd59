import type { ApprovalTerms } from '../domain/approval.ts';
import type { Instant } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { ApprovalId } from './approval-ids.ts';
import type { ApprovalRow, RevocationRow } from './approval-rows.ts';

/** Everything that must be the same for two records to be one approval. */
export type Terms = Pick<
  ApprovalRow,
  | 'granted_by'
  | 'document_sha256'
  | 'valid_from'
  | 'valid_until'
  | 'types'
  | 'episodes'
  | 'territories'
  | 'channels'
  | 'note'
  | 'terms'
>;

const WORDS: Readonly<Record<keyof Terms, string>> = {
  granted_by: 'who granted it',
  document_sha256: 'the document',
  valid_from: 'when it begins',
  valid_until: 'when it ends',
  types: 'the deliverable types',
  episodes: 'the episodes',
  territories: 'the territories',
  channels: 'the channels',
  note: 'the note',
  terms: 'the further terms',
};
const TERMS = [
  'granted_by',
  'document_sha256',
  'valid_from',
  'valid_until',
  'types',
  'episodes',
  'territories',
  'channels',
  'note',
  'terms',
] as const satisfies readonly (keyof Terms)[];

/**
 * Refuses (`conflict`) an id that looks like a known one without being it, that was revoked, has ended or was replaced by
 * another, or that is known with other terms and not said to be replaced (threats 5).
 */
export function requireSameApproval(
  given: ApprovalId,
  terms: Terms,
  known: ApprovalRow,
  {
    revocation,
    successor,
    isReplacing,
  }: {
    readonly revocation: RevocationRow | undefined;
    /** Another id that replaced the known one. */
    readonly successor: string | undefined;
    /** The given terms say that they take the place of the known ones. */
    readonly isReplacing: boolean;
  },
  at: Instant,
): void {
  if (known.id_folded !== given.folded) {
    throw refused(
      `The id ${given.id} is easily taken for ${known.id}, which is recorded already.`,
      `If it is the same approval, type ${known.id}; otherwise ask for an id that cannot be confused with it.`,
    );
  }
  if (revocation !== undefined) {
    throw refused(
      `The approval ${known.id} was revoked on ${revocation.at} and never becomes valid again.`,
      'Ask for a new approval with a new id.',
    );
  }
  if (known.valid_until !== null && known.valid_until <= at) {
    throw refused(
      `The approval ${known.id} ended on ${known.valid_until} and is not extended.`,
      'Ask for a new approval with a new id.',
    );
  }
  if (successor !== undefined) {
    throw refused(
      `The approval ${known.id} was replaced by ${successor} and gets no more files.`,
      `Add the files to ${successor}, or ask for a new approval.`,
    );
  }
  if (isReplacing) return;
  // "From now on" said twice is the same; each record keeps the moment it was said.
  const hasBegun = known.valid_from <= at && terms.valid_from <= at;
  const other = termsDiffer(terms, known).filter((term) => !(term === 'valid_from' && hasBegun));
  if (other.length === 0) return;
  throw refused(
    `The approval ${known.id} is recorded with other terms: ${other.map((term) => WORDS[term]).join(', ')} differ.`,
    'Record the new terms under a new id, repeat the recorded terms to add files to them, or replace them with --supersedes.',
  );
}

/** The terms in which two records differ. */
export function termsDiffer(a: Terms, b: Terms): readonly (keyof Terms)[] {
  return TERMS.filter((term) => said(a, term) !== said(b, term));
}

/** What people said in a term. Which declarations and rules stood then is a record's own: files added later have others. */
function said(terms: Terms, term: keyof Terms): string | null {
  if (term !== 'terms' || terms.terms === null) return terms[term];
  const { declarations: _declarations, packs: _packs, ...rest }: ApprovalTerms = JSON.parse(terms.terms);
  return Object.keys(rest).length === 0 ? null : JSON.stringify(rest);
}

function refused(message: string, next: string): ProvgateError {
  return new ProvgateError('conflict', message, next);
}
