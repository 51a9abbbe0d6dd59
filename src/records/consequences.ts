import type { Approval } from '../domain/approval.ts';
import type { AssetId } from '../domain/asset.ts';
import type { ApprovedExport, Consequences, PlacedAsset } from '../domain/consequences.ts';
import type { Runtime } from '../domain/runtime.ts';
import { filesOfAssets } from './terms/bound-assets.ts';

/** Assets whose relatives are looked up, at most. */
const MOST_LOOKED_UP = 1_000;

/** What hangs on the records of one approval id, as far as the record knows today. */
export async function consequencesOf(
  runtime: Runtime,
  approvals: readonly Approval[],
): Promise<Consequences> {
  const { registry } = runtime;
  const covered = new Set(approvals.flatMap(({ assetIds }) => assetIds));
  const exports: ApprovedExport[] = [];
  let untoldExports = 0;
  for (const id of new Set(approvals.map((approval) => approval.id))) {
    const found = await registry.exports.under(id);
    untoldExports = found.untold;
    for (const { made, files } of found.exports) {
      const check = (await registry.checks.byId(made.checkId))?.check;
      exports.push({
        id: made.id,
        at: made.at,
        checkId: made.checkId,
        destination: check?.destination,
        type: check?.deliverable.type,
        episode: check?.deliverable.episode,
        files: files.map(({ assetId, place }) => ({ assetId, place })),
      });
    }
  }
  const holders = (await registry.members.holders([...covered])).filter((id) => !covered.has(id));
  const relatives = await relativesOf(runtime, [...covered], new Set([...covered, ...holders]));
  return {
    exports,
    untoldExports,
    holders: await placed(runtime, holders),
    relatives: await placed(runtime, relatives),
  };
}

async function relativesOf(
  { registry }: Runtime,
  ids: readonly AssetId[],
  known: ReadonlySet<AssetId>,
): Promise<readonly AssetId[]> {
  const found = new Set<AssetId>();
  for (const id of ids.slice(0, MOST_LOOKED_UP))
    for (const { assetIds } of await registry.assets.sharedIds(id))
      for (const other of assetIds) if (!known.has(other)) found.add(other);
  return [...found];
}

async function placed(runtime: Runtime, ids: readonly AssetId[]): Promise<readonly PlacedAsset[]> {
  const files = await filesOfAssets(runtime, ids, false);
  return files.map(({ path, asset }) => ({ path, asset }));
}
