import type { Asset, AssetId } from '../domain/asset.ts';
import type { CheckItem } from '../domain/check.ts';
import type { PersonId } from '../domain/person.ts';
import type { Runtime } from '../domain/runtime.ts';
import { inChunks } from './chunks.ts';

/** Who said of an asset that it is camera or human work, for those whose origin is what they said. */
export async function readDeclarants(
  runtime: Runtime,
  assets: readonly Asset[],
): Promise<ReadonlyMap<AssetId, PersonId>> {
  const claimed = new Map(
    assets
      .filter(({ origin, byRuleOnly }) => (origin === 'camera' || origin === 'human') && !byRuleOnly)
      .map((asset) => [asset.id, asset]),
  );
  const declarants = new Map<AssetId, PersonId>();
  for (const chunk of inChunks([...claimed.keys()]))
    for (const [id, { origin, declarant }] of await runtime.registry.declarations.current(chunk))
      if (claimed.get(id)?.origin === origin) declarants.set(id, declarant);
  return declarants;
}

/** How many items pass on whose word, by name; most first. */
export async function countByWord(
  runtime: Runtime,
  items: readonly CheckItem[],
  declarantOf: (id: AssetId) => PersonId | undefined,
): Promise<readonly { readonly by: string; readonly items: number }[]> {
  const counts = new Map<PersonId, number>();
  for (const { assetId, verdict } of items) {
    const by = assetId === undefined ? undefined : declarantOf(assetId);
    if (by !== undefined && (verdict === 'pass' || verdict === 'warn'))
      counts.set(by, (counts.get(by) ?? 0) + 1);
  }
  const names = await runtime.registry.people.names([...counts.keys()]);
  return [...counts]
    .map(([by, count]) => ({ by: names.get(by) ?? 'an erased person', items: count }))
    .sort((a, b) => b.items - a.items || (a.by < b.by ? -1 : 1));
}
