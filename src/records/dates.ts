import type { Instant } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';

const DAY_MS = 86_400_000;
const BARE = /^(\d{4})-(\d{2})-(\d{2})$/;
const WHOLE = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** The first moment of what a person wrote: a bare date begins at its midnight UTC. Throws `usage`. */
export function startOf(text: string): Instant {
  return BARE.test(text.trim()) ? instantOf(dayOf(text.trim())) : momentOf(text);
}

/** The exclusive end of what a person wrote: a bare date means through that day, so its end is the next midnight UTC. Throws `usage`. */
export function endOf(text: string): Instant {
  return BARE.test(text.trim()) ? instantOf(dayOf(text.trim()) + DAY_MS) : momentOf(text);
}

/** The same time one day earlier. */
export function dayBefore(instant: Instant): Instant {
  return instantOf(Date.parse(instant) - DAY_MS);
}

function momentOf(text: string): Instant {
  const plain = text.trim().toUpperCase();
  const match = WHOLE.exec(plain);
  if (match === null) throw badDate(text);
  dayOf(plain.slice(0, 10));
  const ms = Date.parse(plain);
  if (Number.isNaN(ms)) throw badDate(text);
  return instantOf(ms);
}

/** Midnight UTC of a date; days no month has are refused rather than carried over. */
function dayOf(date: string): number {
  const ms = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date) throw badDate(date);
  return ms;
}

function instantOf(ms: number): Instant {
  if (Math.abs(ms) > 8.64e15 || ms > Date.UTC(9999, 11, 31)) throw badDate(String(ms));
  return new Date(ms).toISOString() as Instant;
}

function badDate(text: string): ProvgateError {
  return new ProvgateError(
    'usage',
    `"${text.slice(0, 40)}" is no date that can be understood.`,
    'Write a day as 2026-12-31, or a moment with its zone as 2026-12-31T18:00:00Z.',
  );
}
