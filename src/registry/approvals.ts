import type { Approval } from '../domain/approval.ts';
import type { AssetId } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { ApprovalRecords, NewApproval } from '../domain/registry.ts';
import { hashBytes } from '../files/hash.ts';
import { alteredApprovals } from './altered-approvals.ts';
import { approvalId, storedId } from './approval-ids.ts';
import { allRows, rowsOfId, rowsOfRecords } from './approval-records.ts';
import type { ApprovalRow } from './approval-rows.ts';
import { approvalsOf } from './approvals-of.ts';
import { assetRowByDigest } from './asset-rows.ts';
import { chunks, LIST_VALUES } from './chunks.ts';
import type { DocumentStore } from './documents.ts';
import { recordApproval } from './record-approval.ts';
import type { BeginRecording } from './recording.ts';
import { revokeApproval } from './revoke-approval.ts';
import type { Store } from './store.ts';
import type { Tx } from './tables.ts';

const MEDIA = new Set(['image', 'video', 'audio']);

/** Written approvals: immutable records, each backed by a stored document. */
export function openApprovals(
  store: Store,
  begin: BeginRecording,
  documents: DocumentStore,
): ApprovalRecords {
  return {
    async record(approval, actor, at) {
      requireSoundTerms(approval);
      await store.read((tx) => refuseMedia(tx, approval.document));
      const document = documents.put(approval.document);
      return store.write(async (tx, log) => {
        const row = await recordApproval(begin(tx, log), approval, document, actor, at);
        return only(await approvalsOf(tx, [row]));
      });
    },
    async recordAll(approvals, actor, at, named = (failure) => failure) {
      for (const approval of approvals) requireSoundTerms(approval);
      await store.read(async (tx) => {
        for (const { document } of approvals) await refuseMedia(tx, document);
      });
      const stored = approvals.map((approval) => ({ approval, document: documents.put(approval.document) }));
      return store.write(async (tx, log) => {
        const work = begin(tx, log);
        const rows: ApprovalRow[] = [];
        for (const [index, { approval, document }] of stored.entries()) {
          try {
            rows.push(await recordApproval(work, approval, document, actor, at));
          } catch (error) {
            throw named(error, index);
          }
        }
        return approvalsOf(tx, rows);
      });
    },
    revoke: (id, reason, actor, at, end = {}) =>
      store.write(async (tx, log) =>
        approvalsOf(tx, await revokeApproval(begin(tx, log), id, reason, actor, at, end)),
      ),
    byId: (id) => store.read(async (tx) => approvalsOf(tx, await rowsOfId(tx, storedId(id)))),
    forAssets: (ids) => store.read((tx) => approvalsFor(tx, ids)),
    list: () => store.read(async (tx) => approvalsOf(tx, await allRows(tx))),
    altered: (records) => alteredApprovals(store, records),
    document: async (document) => documents.get(document),
  };
}

function requireSoundTerms({ id, validFrom, validUntil }: NewApproval): void {
  if (id !== undefined) approvalId(id);
  if (validUntil === undefined || validUntil > validFrom) return;
  throw new ProvgateError(
    'usage',
    `The approval would end (${validUntil}) before it begins (${validFrom}).`,
    'Give an end that is later than the beginning.',
  );
}

/** A still of the production is no approval document, whatever it shows (threats 15). */
async function refuseMedia(tx: Tx, { name, bytes }: NewApproval['document']): Promise<void> {
  const asset = await assetRowByDigest(tx, hashBytes(bytes));
  if (asset === undefined || !MEDIA.has(asset.kind)) return;
  throw new ProvgateError(
    'usage',
    `${name} is ${asset.kind} material of this production, not an approval document.`,
    'Give the file that holds the written approval.',
  );
}

async function approvalsFor(
  tx: Tx,
  ids: readonly AssetId[],
): Promise<ReadonlyMap<AssetId, readonly Approval[]>> {
  const pairs: { readonly asset_id: AssetId; readonly record_id: string }[] = [];
  for (const some of chunks([...new Set(ids)], LIST_VALUES)) {
    pairs.push(
      ...(await tx.db
        .selectFrom('approval_assets')
        .select(['asset_id', 'record_id'])
        .where('production_id', '=', tx.production)
        .where('asset_id', 'in', some)
        .execute()),
    );
  }
  const rows = await rowsOfRecords(
    tx,
    pairs.map((pair) => pair.record_id),
  );
  const approvals = new Map((await approvalsOf(tx, rows)).map((approval) => [approval.recordId, approval]));
  const found = new Map<AssetId, Approval[]>();
  for (const { asset_id, record_id } of pairs) {
    const approval = approvals.get(record_id);
    if (approval !== undefined) found.set(asset_id, [...(found.get(asset_id) ?? []), approval]);
  }
  return found;
}

function only(approvals: readonly Approval[]): Approval {
  const [approval] = approvals;
  if (approval === undefined) throw new Error('an approval that was just recorded is not there');
  return approval;
}
