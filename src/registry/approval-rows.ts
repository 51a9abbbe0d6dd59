import type { Selectable } from 'kysely';
import type { Approval, ApprovalScope, ApprovalTerms, Revocation } from '../domain/approval.ts';
import type { AssetId, Sha256 } from '../domain/asset.ts';
import { digestOf } from './digest.ts';
import type { ApprovalsTable, RevocationsTable } from './tables.ts';

/** An approval record as stored, without its assets. */
export type ApprovalRow = Omit<Selectable<ApprovalsTable>, 'production_id' | 'supersedes'>;
/** The end of an approval id as stored. */
export type RevocationRow = Omit<Selectable<RevocationsTable>, 'production_id'>;

/** Columns of an approval record. */
export const APPROVAL_COLUMNS = [
  'approvals.record_id',
  'approvals.id',
  'approvals.id_folded',
  'approvals.id_likeness',
  'approvals.granted_by',
  'approvals.recorded_by',
  'approvals.recorded_at',
  'approvals.document_sha256',
  'approvals.document_bytes',
  'approvals.document_name',
  'approvals.valid_from',
  'approvals.valid_until',
  'approvals.types',
  'approvals.episodes',
  'approvals.territories',
  'approvals.channels',
  'approvals.note',
  'approvals.terms',
  'approvals.event_seq',
] as const;

/** Columns of a revocation. */
export const REVOCATION_COLUMNS = [
  'approval_id',
  'at',
  'revoked_by',
  'reason',
  'effective_at',
  'retroactive',
  'event_seq',
] as const;

/** The columns a scope is stored in. */
export type ScopeColumns = Pick<ApprovalRow, 'types' | 'episodes' | 'territories' | 'channels'>;

/** A scope as stored; lists in one order, so that equal scopes are equal texts. */
export function scopeColumns(scope: ApprovalScope): ScopeColumns {
  return {
    types: listText(scope.types),
    episodes: listText(scope.episodes),
    territories: listText(scope.territories),
    channels: listText(scope.channels),
  };
}

/** The approval a row, its assets and the end of its id stand for. */
export function toApproval(
  row: ApprovalRow,
  assetIds: readonly AssetId[],
  revocation: RevocationRow | undefined,
  supersededBy: string | undefined,
): Approval {
  return {
    recordId: row.record_id,
    id: row.id,
    assetIds,
    grantedBy: row.granted_by,
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at,
    document: { sha256: row.document_sha256, sizeBytes: row.document_bytes, name: row.document_name },
    validFrom: row.valid_from,
    validUntil: row.valid_until ?? undefined,
    scope: {
      types: textList(row.types),
      episodes: textList(row.episodes),
      territories: textList(row.territories),
      channels: textList(row.channels),
    },
    note: row.note ?? undefined,
    terms: row.terms === null ? undefined : termsOf(row.terms),
    supersededBy,
    eventSeq: row.event_seq,
    revocation: revocation === undefined ? undefined : toRevocation(revocation),
  };
}

/** Digest of an approval record whole, with the list of its assets in order of their ids. */
export function approvalDigest(row: ApprovalRow, assetIds: readonly AssetId[]): Sha256 {
  const { terms, ...plain } = row;
  return digestOf({ ...plain, ...(terms === null ? {} : { terms }), assets: assetIds });
}

/** Digest of a revocation. */
export function revocationDigest(row: RevocationRow): Sha256 {
  const { effective_at, retroactive, ...plain } = row;
  return digestOf({
    ...plain,
    ...(effective_at === null ? {} : { effective_at }),
    ...(retroactive === null ? {} : { retroactive }),
  });
}

function toRevocation(row: RevocationRow): Revocation {
  return {
    at: row.at,
    by: row.revoked_by,
    reason: row.reason,
    ...(row.effective_at === null ? {} : { effectiveAt: row.effective_at }),
    ...(row.retroactive === 1 ? { retroactive: true } : {}),
  };
}

function listText(list: readonly string[] | undefined): string | null {
  return list === undefined ? null : JSON.stringify([...new Set(list)].sort());
}

/** The text was written by us from a typed value, and its digest stands in the log. */
function termsOf(text: string): ApprovalTerms {
  const terms: ApprovalTerms = JSON.parse(text);
  return terms;
}

function textList(text: string | null): readonly string[] | undefined {
  if (text === null) return undefined;
  const list: readonly string[] = JSON.parse(text);
  return list;
}
