import type { Asset } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { RelPath } from '../domain/path.ts';
import type { Runtime } from '../domain/runtime.ts';
import { runCheck } from '../gate/check.ts';
import { membersNow } from '../gate/read-inside.ts';
import type { AssetReport } from '../reports/asset-json.ts';
import { shownPath } from '../reports/words.ts';
import { namedDeclarations } from './named-declarations.ts';
import { sharedGenerations } from './shared-generations.ts';

/** Everything known of one file, judged as for a final; nothing is recorded but the file itself where it was not. Throws `usage` for a folder. */
export async function fileReport(
  runtime: Runtime,
  path: RelPath,
  signal?: AbortSignal,
): Promise<AssetReport> {
  const { check, resolved } = await runCheck(runtime, {
    paths: [path],
    unrecorded: true,
    ...(signal === undefined ? {} : { signal }),
  });
  const item = check.items.find((each) => each.path === path);
  if (item === undefined || resolved.folders.has(path))
    throw new ProvgateError(
      'usage',
      `${shownPath(path)} is no file.`,
      'Name one file; "provgate list" shows a folder.',
    );
  const asset = item.assetId === undefined ? undefined : await runtime.registry.assets.byId(item.assetId);
  return {
    ...item,
    byRuleOnly: asset?.byRuleOnly ?? false,
    overruledBy: item.overruledBy,
    state: asset?.state ?? 'unreadable',
    stateReason: asset === undefined ? undefined : asset.stateReason,
    judged: item,
    evidence: [],
    ...(asset === undefined ? {} : await recordOf(runtime, asset)),
  };
}

async function recordOf(
  runtime: Runtime,
  asset: Asset,
): Promise<Pick<AssetReport, 'evidence' | 'locations' | 'declarations' | 'sharedIds' | 'members'>> {
  const { registry } = runtime;
  const [evidence, locations, declarations, sharedIds, members] = await Promise.all([
    registry.assets.evidence(asset.id),
    registry.locations.of(asset.id),
    registry.declarations.of(asset.id),
    sharedGenerations(registry, asset.id),
    membersNow(registry, asset),
  ]);
  return {
    evidence,
    locations,
    sharedIds,
    members,
    declarations: await namedDeclarations(registry, declarations),
  };
}
