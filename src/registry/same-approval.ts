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
 * Refuses (`conflict`) an id that looks like a known one without being it, that was revoked or has ended, or that is known with
 * other terms (threats 5).
 */
export function requireSameApproval(
  given: ApprovalId,
  terms: Terms,
  known: ApprovalRow,
  revocation: RevocationRow | undefined,
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
  // "From now on" said twice is the same; each record keeps the moment it was said.
  const hasBegun = known.valid_from <= at && terms.valid_from <= at;
  const other = TERMS.filter((term) => terms[term] !== known[term] && !(term === 'valid_from' && hasBegun));
  if (other.length === 0) return;
  throw refused(
    `The approval ${known.id} is recorded with other terms: ${other.map((term) => WORDS[term]).join(', ')} differ.`,
    'Record the new terms under a new id, or repeat the recorded terms to add files to them.',
  );
}

function refused(message: string, next: string): ProvgateError {
  return new ProvgateError('conflict', message, next);
}
