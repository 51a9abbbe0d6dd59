import type { Asset, Location } from '../domain/asset.ts';
import type { CheckItem } from '../domain/check.ts';
import type { Runtime } from '../domain/runtime.ts';
import { comparePaths } from '../files/paths.ts';
import { check } from '../gate/check.ts';
import { membersNow } from '../gate/read-inside.ts';
import type { AssetReport } from '../reports/asset-json.ts';
import { namedDeclarations } from './named-declarations.ts';
import { sharedGenerations } from './shared-generations.ts';

/** Everything recorded of an asset; `judged` also asks the gate, as for a final, without leaving a stored check. */
export async function assetReport(runtime: Runtime, asset: Asset, judged: boolean): Promise<AssetReport> {
  const { registry } = runtime;
  const [evidence, locations, declarations, sharedIds, members] = await Promise.all([
    registry.assets.evidence(asset.id),
    registry.locations.of(asset.id),
    registry.declarations.of(asset.id),
    sharedGenerations(registry, asset.id),
    membersNow(registry, asset),
  ]);
  const place = livePlaces(locations)[0];
  const item = judged && place !== undefined ? await itemAt(runtime, place) : undefined;
  return {
    ...asset,
    path: place?.path ?? asset.firstSeenPath,
    assetId: asset.id,
    verified: item?.verified,
    // Judged for what stands there now, which may by now be another asset.
    ...(item?.assetId === asset.id ? { judged: item } : {}),
    evidence,
    locations,
    sharedIds,
    members,
    declarations: await namedDeclarations(registry, declarations),
  };
}

/** The places where an asset is now, in byte order of their paths. */
export function livePlaces(places: readonly Location[]): readonly Location[] {
  return places.filter((place) => place.to === undefined).sort((a, b) => comparePaths(a.path, b.path));
}

async function itemAt(runtime: Runtime, place: Location): Promise<CheckItem | undefined> {
  const made = await check(runtime, { paths: [place.path], unrecorded: true });
  return made.items.find((item) => item.path === place.path);
}
