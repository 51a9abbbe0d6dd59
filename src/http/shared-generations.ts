import type { AssetId } from '../domain/asset.ts';
import type { RelPath } from '../domain/path.ts';
import type { Registry } from '../domain/registry.ts';
import type { SharedGeneration } from '../reports/asset-json.ts';

/** Ids of an asset's generation that other assets carry, with every place those were seen at, in the order of ids and paths. */
export async function sharedGenerations(
  registry: Pick<Registry, 'assets' | 'locations'>,
  id: AssetId,
): Promise<readonly SharedGeneration[]> {
  const shared: SharedGeneration[] = [];
  for (const { id: generation, assetIds } of await registry.assets.sharedIds(id)) {
    const paths = new Set<RelPath>();
    for (const asset of assetIds) for (const { path } of await registry.locations.of(asset)) paths.add(path);
    shared.push({ id: generation, paths: [...paths].sort() });
  }
  return shared;
}
