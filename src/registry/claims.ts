import { type Evidence, EXCERPT_CHARS } from '../domain/evidence.ts';
import { foreignText } from './foreign-text.ts';
import type { Slots } from './statement.ts';
import type { ClaimColumns } from './tables.ts';

const NAME_CHARS = 200;
const WHERE_CHARS = 4_096;

/** Columns of one claim, whatever it speaks of. */
export const CLAIM_COLUMNS = [
  'n',
  'reader',
  'reader_version',
  'rule',
  'origin',
  'involvement',
  'strength',
  'where_read',
  'excerpt',
  'tool',
  'status',
  'event_seq',
] as const satisfies readonly (keyof ClaimColumns)[];

/** The same columns as an insertion fills them. */
export function claimValues(slot: Slots<ClaimColumns>) {
  return {
    n: slot('n'),
    reader: slot('reader'),
    reader_version: slot('reader_version'),
    rule: slot('rule'),
    origin: slot('origin'),
    involvement: slot('involvement'),
    strength: slot('strength'),
    where_read: slot('where_read'),
    excerpt: slot('excerpt'),
    tool: slot('tool'),
    status: slot('status'),
    event_seq: slot('event_seq'),
  };
}

/** A claim as it is stored: texts from files come through their door. */
export function cleanClaim(claim: Evidence): Evidence {
  return {
    ...claim,
    rule: foreignText(claim.rule, NAME_CHARS),
    where: foreignText(claim.where, WHERE_CHARS),
    excerpt: foreignText(claim.excerpt, EXCERPT_CHARS),
    ...(claim.tool !== undefined && { tool: foreignText(claim.tool, NAME_CHARS) }),
  };
}

/** What makes two stored claims the same claim, whichever version of the reader made it. */
export function claimKey(claim: Evidence): string {
  const { reader, rule, where, points, strength, status, tool } = claim;
  return JSON.stringify([reader, rule, where, points?.origin, points?.involvement, strength, status, tool]);
}

/** The columns of a clean claim, the `n`-th of its kind. */
export function claimRow(claim: Evidence, n: number): ClaimColumns {
  return {
    n,
    reader: claim.reader,
    reader_version: claim.readerVersion,
    rule: claim.rule,
    origin: claim.points?.origin ?? null,
    involvement: claim.points?.involvement ?? null,
    strength: claim.strength,
    where_read: claim.where,
    excerpt: claim.excerpt,
    tool: claim.tool ?? null,
    status: claim.status,
    event_seq: claim.seq ?? 0,
  };
}

/** The claim a row stands for. */
export function toClaim(row: ClaimColumns, subject: Evidence['subject']): Evidence {
  const { origin, involvement, tool } = row;
  return {
    subject,
    reader: row.reader,
    readerVersion: row.reader_version,
    rule: row.rule,
    ...(origin !== null && involvement !== null && { points: { origin, involvement } }),
    strength: row.strength,
    where: row.where_read,
    excerpt: row.excerpt,
    ...(tool !== null && { tool }),
    status: row.status,
    seq: row.event_seq,
  };
}
