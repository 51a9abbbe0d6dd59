import type { Asset, AssetId, Sha256 } from '../domain/asset.ts';
import type { Declaration } from '../domain/declaration.ts';
import type { Runtime } from '../domain/runtime.ts';

/** Strengths of evidence that settle an origin without anybody's word; a folder rule is the least that does. */
const OF_ITSELF: ReadonlySet<string> = new Set(['signed', 'lineage', 'standard', 'tool', 'rule']);

/** Assets that are camera or human on somebody's word alone, with no document that is still there. */
export async function weaklyFounded(
  runtime: Runtime,
  assets: readonly Asset[],
  declarations: ReadonlyMap<AssetId, Declaration>,
  sound: ReadonlySet<Sha256>,
): Promise<ReadonlySet<AssetId>> {
  const weak = new Set<AssetId>();
  for (const asset of assets) {
    if (asset.origin !== 'camera' && asset.origin !== 'human') continue;
    const declaration = declarations.get(asset.id);
    if (declaration?.origin !== asset.origin || asset.byRuleOnly) continue;
    if (declaration.document !== undefined && sound.has(declaration.document.sha256)) continue;
    const evidence = await runtime.registry.assets.evidence(asset.id);
    const speaks = evidence.some(
      ({ points, strength }) => points?.origin === asset.origin && OF_ITSELF.has(strength),
    );
    if (!speaks) weak.add(asset.id);
  }
  return weak;
}

/** Assets whose GenAI claim two people overruled, each with a document, and neither took it back. */
export async function secondedAmong(
  runtime: Runtime,
  assets: readonly Asset[],
): Promise<ReadonlySet<AssetId>> {
  const { declarations, papers } = runtime.registry;
  const seconded = new Set<AssetId>();
  for (const asset of assets) {
    if (asset.overruledBy === undefined) continue;
    const said = await declarations.of(asset.id);
    const ids = said.map(({ recordId }) => recordId);
    const withdrawn = await papers.about(['withdrawal'], ids);
    const fallen = new Set([
      ...(await declarations.altered(ids)),
      ...withdrawn.keys(),
      ...said.map(({ supersedes }) => supersedes),
    ]);
    const people = new Set(
      said
        .filter(({ origin, document }) => origin !== 'genai' && document !== undefined)
        .filter(({ recordId }) => !fallen.has(recordId))
        .map(({ declarant }) => declarant),
    );
    if (people.size > 1) seconded.add(asset.id);
  }
  return seconded;
}
