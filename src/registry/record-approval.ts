import type { StoredDocument } from '../domain/approval.ts';
import type { AssetId, Instant } from '../domain/asset.ts';
import type { Actor } from '../domain/person.ts';
import type { Ids } from '../domain/ports.ts';
import type { NewApproval } from '../domain/registry.ts';
import { hashBytes } from '../files/hash.ts';
import { approvalId } from './approval-ids.ts';
import { approvedAssets, revocationsOf, rowsAlike, rowsOfId } from './approval-records.ts';
import { type ApprovalRow, approvalDigest, scopeColumns } from './approval-rows.ts';
import { chunks, inBreaths, LIST_VALUES } from './chunks.ts';
import { foreignText } from './foreign-text.ts';
import { knownAssets } from './known-assets.ts';
import { oweEverywhere } from './owed.ts';
import { personId } from './people.ts';
import type { Recording } from './recording.ts';
import { requireSameApproval, type Terms, termsDiffer } from './same-approval.ts';
import { successorsOf } from './successors.ts';
import { endedBy, inForce, storedTerms } from './superseding.ts';
import type { Tx } from './tables.ts';

const NOTE_CHARS = 2_000;
// Without letters and digits that are easily taken for each other.
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const ID_CHARS = 8;

/**
 * Records an approval in the transaction at hand, or adds assets to one that is the same in everything else, and gives back its
 * row. A record that would add nothing is the one already there.
 */
export async function recordApproval(
  { tx, log, ids }: Recording,
  approval: NewApproval,
  document: StoredDocument,
  actor: Actor,
  at: Instant,
): Promise<ApprovalRow> {
  const wanted = await knownAssets(tx, approval.assetIds);
  const id = approvalId(approval.id ?? generatedId(ids, at));
  const alike = await rowsAlike(tx, id.likeness);
  const same = inForce(alike.filter((row) => row.id_folded === id.folded));
  const known = same[0] ?? alike[0];
  const terms: Terms = {
    granted_by: await personId(tx, ids, approval.grantedBy),
    document_sha256: document.sha256,
    valid_from: approval.validFrom,
    valid_until: approval.validUntil ?? null,
    ...scopeColumns(approval.scope),
    note: approval.note === undefined ? null : foreignText(approval.note, NOTE_CHARS),
    terms: await storedTerms(tx, approval),
  };
  if (known !== undefined) {
    const revocation = (await revocationsOf(tx, [known.id])).get(known.id);
    const successor = (await successorsOf(tx, [known])).get(known.record_id);
    requireSameApproval(
      id,
      terms,
      known,
      { revocation, successor, isReplacing: endedBy(terms) === known.id },
      at,
    );
  }
  const isRevision = known !== undefined && termsDiffer(terms, known).every((term) => term === 'valid_from');
  const assets = isRevision || known === undefined ? await notCovered(tx, wanted, same) : wanted;
  if (known !== undefined && assets.length === 0) return known;
  const row: ApprovalRow = {
    record_id: ids.next(),
    id: known?.id ?? id.id,
    id_folded: id.folded,
    id_likeness: id.likeness,
    ...terms,
    recorded_by: actor.personId,
    recorded_at: at,
    document_bytes: document.sizeBytes,
    document_name: document.name,
    event_seq: log.nextSeq(),
  };
  await insert(tx, row, assets);
  const fields = {
    approval: row.id,
    record: row.record_id,
    approvalRow: approvalDigest(row, assets),
    assets: assets.length,
    document: row.document_sha256,
    ends: endedBy(row),
  };
  await log.append('approval-recorded', fields, actor, at);
  const before = fields.ends === undefined ? [] : await coveredBy(tx, fields.ends);
  const touched = [...new Set([...assets, ...before])];
  for await (const asset of inBreaths(touched)) await oweEverywhere(tx, asset);
  return row;
}

async function coveredBy(tx: Tx, id: string): Promise<readonly AssetId[]> {
  const records = (await rowsOfId(tx, id)).map((row) => row.record_id);
  return [...(await approvedAssets(tx, records)).values()].flat();
}

async function insert(tx: Tx, row: ApprovalRow, assets: readonly AssetId[]): Promise<void> {
  const production_id = tx.production;
  await tx.db
    .insertInto('approvals')
    .values({ ...row, production_id })
    .execute();
  for (const some of chunks(assets, LIST_VALUES)) {
    await tx.db
      .insertInto('approval_assets')
      .values(some.map((asset_id) => ({ production_id, record_id: row.record_id, asset_id })))
      .execute();
  }
}

async function notCovered(
  tx: Tx,
  wanted: readonly AssetId[],
  records: readonly ApprovalRow[],
): Promise<readonly AssetId[]> {
  const lists = await approvedAssets(
    tx,
    records.map((row) => row.record_id),
  );
  const covered = new Set([...lists.values()].flat());
  return wanted.filter((asset) => !covered.has(asset));
}

function generatedId(ids: Ids, at: Instant): string {
  const letters = [...Buffer.from(hashBytes(ids.next()), 'hex').subarray(0, ID_CHARS)];
  return `PG-${at.slice(0, 4)}-${letters.map((byte) => ALPHABET[byte % ALPHABET.length]).join('')}`;
}
