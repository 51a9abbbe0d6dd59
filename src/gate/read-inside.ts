import type { Asset, AssetId } from '../domain/asset.ts';
import type { Member } from '../domain/member.ts';
import type { HeldMember, Registry } from '../domain/registry.ts';
import type { Runtime } from '../domain/runtime.ts';
import { inChunks } from './chunks.ts';
import { needsApproval } from './decision/item-facts.ts';
import { areMarksCovered, type InsideScope, isGenerative, memberNow } from './inside.ts';
import type { Records } from './records.ts';

/** Reads what is inside the assets that hold files; asks nothing where none does. */
export async function readInside(runtime: Runtime, assets: readonly Asset[]): Promise<InsideScope> {
  const found = new Map<AssetId, readonly HeldMember[]>();
  const holders = new Set(assets.filter(({ memberList }) => memberList !== undefined).map(({ id }) => id));
  for (const chunk of inChunks([...holders]))
    for (const [id, held] of await runtime.registry.members.of(chunk)) found.set(id, held);
  return found;
}

/**
 * Holders whose every GenAI mark was read from members with an approval of their own. Evidence is read only of those that would
 * otherwise be blocked and hold an approved member.
 */
export async function holdersCovered(
  runtime: Runtime,
  assets: readonly Asset[],
  scope: InsideScope,
  records: Records,
): Promise<ReadonlySet<AssetId>> {
  const covered = new Set<AssetId>();
  const isApproved = (id: AssetId): boolean => records.approvalsOf(id).best?.state === 'valid';
  for (const asset of assets) {
    const held = scope.get(asset.id) ?? [];
    const generative = held.filter(isGenerative);
    if (covered.has(asset.id) || !needsApproval(asset) || isApproved(asset.id)) continue;
    if (generative.length === 0 || !generative.every((each) => isApproved(each.asset.id))) continue;
    const evidence = await runtime.registry.assets.evidence(asset.id);
    if (areMarksCovered(evidence, held, isApproved)) covered.add(asset.id);
  }
  return covered;
}

/** The files inside an asset, each as the worst of its own marks and what is known of its bytes now. */
export async function membersNow(
  registry: Pick<Registry, 'members'>,
  asset: Asset,
): Promise<readonly Member[]> {
  if (asset.memberList === undefined) return [];
  const held = (await registry.members.of([asset.id])).get(asset.id) ?? [];
  return held.map(memberNow);
}
