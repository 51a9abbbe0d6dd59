import { createHash } from 'node:crypto';
import type { AssetId, Sha256 } from '../domain/asset.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Ids } from '../domain/ports.ts';
import type { ApprovedDelivery, ExportRecord, ExportRecords } from '../domain/registry.ts';
import { pathBytes, pathBytesHex, pathFromBytes } from '../files/paths.ts';
import { inBreaths } from './chunks.ts';
import { type Slots, statement } from './statement.ts';
import type { Store } from './store.ts';
import type { ExportApprovalsTable, Tx } from './tables.ts';

const COLUMNS = ['id', 'at', 'check_id', 'manifest_sha256', 'files'] as const;

const insertApproved = statement((db, slot: Slots<ExportApprovalsTable>) =>
  db.insertInto('export_approvals').values({
    production_id: slot('production_id'),
    export_id: slot('export_id'),
    n: slot('n'),
    approval_id: slot('approval_id'),
    asset_id: slot('asset_id'),
    place: slot('place'),
  }),
);

/** What left, on which check's word, and under which approvals. */
export function openExports(store: Store, ids: Ids): ExportRecords {
  return {
    record: (made, actor, under = []) =>
      store.write(async (tx, log) => {
        const id = ids.next();
        const approvals = deliveriesDigest(under);
        await tx.db
          .insertInto('exports')
          .values({
            production_id: tx.production,
            id,
            at: made.at,
            check_id: made.checkId,
            manifest_sha256: made.manifestSha256,
            files: made.files,
            event_seq: log.nextSeq(),
            approvals_sha256: approvals,
          })
          .execute();
        let n = 0;
        for await (const { approvalId, assetId, place } of inBreaths(under)) {
          n += 1;
          await insertApproved(tx, {
            production_id: tx.production,
            export_id: id,
            n,
            approval_id: approvalId,
            asset_id: assetId,
            place: pathBytes(place),
          });
        }
        const { checkId: check, manifestSha256: manifest, files } = made;
        await log.append('export-made', { export: id, check, manifest, files, approvals }, actor, made.at);
        return { id, ...made };
      }),
    byId: (id) =>
      store.read(async (tx) => {
        const row = await rows(tx).where('id', '=', id).executeTakeFirst();
        return row === undefined ? undefined : toExport(row);
      }),
    under: (approvalId) => store.read((tx) => exportsUnder(tx, approvalId)),
  };
}

async function exportsUnder(tx: Tx, approvalId: string): ReturnType<ExportRecords['under']> {
  const found = await tx.db
    .selectFrom('export_approvals')
    .select(['export_id', 'asset_id', 'place'])
    .where('production_id', '=', tx.production)
    .where('approval_id', '=', approvalId)
    .orderBy('export_id')
    .orderBy('n')
    .execute();
  const files = new Map<string, ApprovedDelivery[]>();
  for (const { export_id, asset_id, place } of found) {
    const file = { approvalId, assetId: asset_id, place: pathFromBytes(place) };
    files.set(export_id, [...(files.get(export_id) ?? []), file]);
  }
  const made = await rows(tx).orderBy('event_seq').execute();
  return {
    exports: made.flatMap((row) => {
      const list = files.get(row.id);
      return list === undefined ? [] : [{ made: toExport(row), files: list }];
    }),
    untold: made.filter((row) => row.approvals_sha256 === null).length,
  };
}

function rows(tx: Tx) {
  return tx.db
    .selectFrom('exports')
    .select(COLUMNS)
    .select('approvals_sha256')
    .where('production_id', '=', tx.production);
}

function toExport(row: {
  readonly id: string;
  readonly at: ExportRecord['at'];
  readonly check_id: string;
  readonly manifest_sha256: Sha256;
  readonly files: number;
}): ExportRecord {
  const { id, at, check_id: checkId, manifest_sha256: manifestSha256, files } = row;
  return { id, at, checkId, manifestSha256, files };
}

/** SHA-256 of the list's RFC 8785 text, hashed file by file because a list may be larger than a string. */
export function deliveriesDigest(under: readonly ApprovedDelivery[]): Sha256 {
  const digest = createHash('sha256').update('[');
  for (const [n, { approvalId, assetId, place }] of under.entries()) {
    const entry: readonly [string, AssetId, string] = [approvalId, assetId, pathBytesHex(place) ?? place];
    digest.update(`${n === 0 ? '' : ','}${canonicalJson([...entry])}`);
  }
  return hexDigest(digest.update(']').digest('hex'));
}

function hexDigest(hex: string): Sha256 {
  return hex as Sha256;
}
