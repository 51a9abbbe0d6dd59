import type { Instant } from '../domain/asset.ts';
import type { Paper } from '../domain/paper.ts';
import type { PersonId } from '../domain/person.ts';
import { escapeTerminal } from './escape.ts';
import { nameOf } from './papers.ts';

/** A consent in one line: how it stands now, of whom, to what, since and until when, and its id. */
export function consentLine(
  { recordId, body }: Paper<'consent'>,
  names: ReadonlyMap<PersonId, string>,
  now: Instant,
): string {
  const { giver, performer, capacity, uses, signedAt, validUntil, state } = body;
  const ended = state === 'valid' && validUntil !== undefined && validUntil <= now;
  const of = nameOf(performer ?? giver, names);
  const by = capacity === 'performer' ? '' : ` (given by ${nameOf(giver, names)}, ${capacity})`;
  const until = validUntil === undefined ? '' : ` until ${validUntil.slice(0, 16)}Z`;
  return escapeTerminal(
    `${(ended ? 'ended' : state).padEnd(10)} ${of}${by}: ${uses}; signed ${signedAt.slice(0, 10)}${until}  ${recordId}`,
  );
}
