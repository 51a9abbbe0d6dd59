import type { AssetId } from '../domain/asset.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Recorded } from '../domain/observation.ts';
import type { AssetRecords } from '../domain/registry.ts';
import { alteredAssets } from './altered.ts';
import { assetCounts, noLongerFound } from './asset-counts.ts';
import { listAssets } from './asset-list.ts';
import { assetOf, assetRowByDigest, assetRowById } from './asset-rows.ts';
import { assetsByIds } from './assets-by-ids.ts';
import { chunks } from './chunks.ts';
import { standingEvidence } from './content-evidence.ts';
import { type DeclarationRow, declarationRows } from './declaration-rows.ts';
import { sharedIds } from './lineage-rows.ts';
import { placedEvidence } from './placed-evidence.ts';
import { recordObservation } from './record.ts';
import type { BeginRecording } from './recording.ts';
import type { Store } from './store.ts';
import type { Tx } from './tables.ts';

/** Observations of one transaction. */
const BATCH = 200;

/** What is known of contents, whatever their names. */
export function openAssets(store: Store, begin: BeginRecording): AssetRecords {
  return {
    async record(observations) {
      const recorded: Recorded[] = [];
      for (const batch of chunks(observations, BATCH)) {
        recorded.push(
          ...(await store.write(async (tx, log) => {
            const work = begin(tx, log);
            const done: Recorded[] = [];
            for (const observation of batch) done.push(await recordObservation(work, observation));
            return done;
          })),
        );
      }
      return recorded;
    },
    byDigest: (sha256) =>
      store.read(async (tx) => {
        const row = await assetRowByDigest(tx, sha256);
        return row === undefined ? undefined : assetOf(tx, row);
      }),
    byId: (id) =>
      store.read(async (tx) => {
        const row = await assetRowById(tx, id);
        return row === undefined ? undefined : assetOf(tx, row);
      }),
    byIds: (ids) => store.read((tx) => assetsByIds(tx, ids)),
    evidence: (id) => store.read((tx) => allEvidence(tx, id)),
    list: (filter, page) => store.read((tx) => listAssets(tx, filter, page)),
    sharedIds: (id) => store.read((tx) => sharedIds(tx, id)),
    counts: () => store.read(assetCounts),
    noLongerFound: () => store.read(noLongerFound),
    altered: (ids) => alteredAssets(store, ids),
  };
}

/** What was read from the bytes and counts, what was said of their places, and what people declared. */
async function allEvidence(tx: Tx, id: AssetId): Promise<readonly Evidence[]> {
  const content = await standingEvidence(tx, id);
  const placed = await placedEvidence(tx, id);
  const declared = await declarationRows(tx, id);
  return [...content, ...placed.map(({ evidence }) => evidence), ...declared.map(declaredEvidence)];
}

function declaredEvidence(row: DeclarationRow): Evidence {
  return {
    subject: 'statement',
    reader: 'declaration',
    readerVersion: 1,
    rule: row.document_sha256 === null ? 'declared' : 'declared-with-document',
    points: { origin: row.origin, involvement: row.involvement },
    strength: 'attested',
    where: row.record_id,
    excerpt: row.basis.slice(0, 200),
    ...(row.tool !== null && { tool: row.tool }),
    status: 'read',
    seq: row.event_seq,
  };
}
