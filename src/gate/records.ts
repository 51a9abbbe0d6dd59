import type { Approval, ApprovalJudgement } from '../domain/approval.ts';
import type { Asset, AssetId, Instant, Location } from '../domain/asset.ts';
import type { PersonId } from '../domain/person.ts';
import type { Runtime } from '../domain/runtime.ts';
import { type ApprovalVerdict, judgeApprovals } from './approval-state.ts';
import { inChunks } from './chunks.ts';
import { needsApproval } from './decision/item-facts.ts';
import type { PackView } from './decision/item-input.ts';
import { holders, type InsideScope, knownInside } from './inside.ts';
import { isAnythingLost } from './lost-records.ts';
import { readDeclarants } from './on-whose-word.ts';
import { strictest, viewOf } from './pack-view.ts';
import type { Purpose } from './purpose.ts';
import { readConditions, readRequests } from './read-papers.ts';
import { asApprovalId } from './scope-values.ts';
import { soundDocuments } from './sound-documents.ts';
import { readUses } from './uses.ts';

/** What the record says of the assets of a scope, judged for one deliverable at one moment. */
export interface Records {
  /** Ids given by hand that have no record. */
  readonly unknownIds: readonly string[];
  of(asset: Asset, location: Location): RecordFacts;
  /** Who said that an asset is camera or human work, where its origin is what they said. */
  declarantOf(id: AssetId): PersonId | undefined;
  /** How the approvals of an asset stand that was read with the others. */
  approvalsOf(id: AssetId): ApprovalVerdict;
  isAltered(id: AssetId): boolean;
  /** Whether everybody who recorded what is relied on did so through an account. */
  readonly byAccounts: boolean;
}

export interface RecordFacts {
  readonly recordAltered: boolean;
  readonly replacedTemporary: boolean;
  readonly approvals: readonly ApprovalJudgement[];
  readonly bestApproval: ApprovalJudgement | undefined;
  readonly earlierApproval: string | undefined;
  /** How each pack that asks about uses sees this one, by the pack's id. */
  readonly byPack: ReadonlyMap<string, PackView>;
}

/** Of what needs no approval. */
const NONE: ApprovalVerdict = { judgements: [], best: undefined };

/**
 * Reads everything a verdict relies on: rows compared with the digests in their events, approvals with their documents hashed
 * again, and what stood at each place before. `inside` is what they hold.
 */
export async function readRecords(
  runtime: Runtime,
  found: readonly { readonly asset: Asset; readonly location: Location }[],
  attachedIds: readonly string[],
  purpose: Pick<Purpose, 'deliverable' | 'destination'>,
  now: Instant,
  inside: InsideScope,
): Promise<Records> {
  const { deliverable } = purpose;
  const { registry } = runtime;
  const assets = [...found.map(({ asset }) => asset), ...knownInside(inside)];
  const ids = distinct(assets.map(({ id }) => id));
  const generative = distinct([...assets.filter(needsApproval).map(({ id }) => id), ...holders(inside)]);
  const replacedIds = distinct(found.flatMap(({ location }) => location.replaced ?? []));

  const isIncomplete = await isAnythingLost(runtime);
  const altered = new Set<string>();
  for (const chunk of inChunks(ids)) for (const id of await registry.assets.altered(chunk)) altered.add(id);
  const replaced = new Map<AssetId, Asset>();
  for (const chunk of inChunks(replacedIds))
    for (const [id, asset] of await registry.assets.byIds(chunk)) replaced.set(id, asset);
  const bound = new Map<AssetId, readonly Approval[]>();
  for (const chunk of inChunks(distinct([...generative, ...replacedIds])))
    for (const [id, approvals] of await registry.approvals.forAssets(chunk)) bound.set(id, approvals);

  const attached = await readAttached(runtime, attachedIds);
  const every = distinctRecords([...[...bound.values()].flat(), ...attached.approvals]);
  for (const chunk of inChunks(every.map(({ recordId }) => recordId)))
    for (const recordId of await registry.approvals.altered(chunk)) altered.add(recordId);
  const sound = await soundDocuments(
    runtime,
    every.map(({ document }) => document),
  );
  const openConditions = await readConditions(runtime, every, altered);
  const requests = await readRequests(runtime, generative);
  const declarants = await readDeclarants(runtime, assets);
  const accounts = new Set((await registry.tokens.list()).map(({ personId }) => personId));
  const uses = await readUses(runtime, assets, replacedIds, bound, purpose, now);

  const judged = new Map<AssetId, ReturnType<typeof judgeApprovals> & { readonly altered: boolean }>();
  for (const assetId of generative) {
    const approvals = distinctRecords([...(bound.get(assetId) ?? []), ...attached.approvals]);
    const askedAt = requests.get(assetId);
    const about = { assetId, deliverable, now, soundDocuments: sound, openConditions, askedAt };
    const verdict = judgeApprovals(approvals, attached.unknownIds, about);
    judged.set(assetId, { ...verdict, altered: approvals.some(({ recordId }) => altered.has(recordId)) });
  }

  return {
    unknownIds: attached.unknownIds,
    byAccounts: [...every.map(({ recordedBy }) => recordedBy), ...uses.recorders].every((id) =>
      accounts.has(id),
    ),
    declarantOf: (id) => declarants.get(id),
    approvalsOf: (id) => judged.get(id) ?? NONE,
    isAltered: (id) => altered.has(id) || judged.get(id)?.altered === true || uses.isAltered(id),
    of(asset, location) {
      const verdict = judged.get(asset.id);
      const before = location.replaced === undefined ? undefined : replaced.get(location.replaced);
      const approvals = distinctRecords([...(bound.get(asset.id) ?? []), ...attached.approvals]);
      const askedAt = requests.get(asset.id);
      const about = {
        assetId: asset.id,
        deliverable,
        now,
        soundDocuments: sound,
        openConditions,
        askedAt,
      };
      const byPack = new Map<string, PackView>();
      for (const policy of runtime.policies) {
        const use = uses.of(asset, policy, location.replaced);
        if (use === undefined) continue;
        const asked =
          verdict === undefined
            ? NONE
            : judgeApprovals(approvals, attached.unknownIds, { ...about, ask: use.ask });
        byPack.set(policy.pack.id, viewOf(use, approvals, asked, deliverable, askedAt));
      }
      return {
        recordAltered:
          isIncomplete || altered.has(asset.id) || verdict?.altered === true || uses.isAltered(asset.id),
        replacedTemporary: before?.temporary === true && before.id !== asset.id,
        approvals: strictest([
          verdict?.judgements ?? [],
          ...[...byPack.values()].map((view) => view.judgements),
        ]),
        byPack,
        bestApproval: verdict?.best,
        earlierApproval: before === undefined ? undefined : bound.get(before.id)?.[0]?.id,
      };
    },
  };
}

async function readAttached(
  runtime: Runtime,
  attachedIds: readonly string[],
): Promise<{ readonly approvals: readonly Approval[]; readonly unknownIds: readonly string[] }> {
  const approvals: Approval[] = [];
  const unknownIds: string[] = [];
  for (const id of distinct(attachedIds.map(asApprovalId))) {
    const records = await runtime.registry.approvals.byId(id);
    approvals.push(...records);
    if (records.length === 0) unknownIds.push(id);
  }
  return { approvals, unknownIds };
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}

function distinctRecords(approvals: readonly Approval[]): readonly Approval[] {
  return [...new Map(approvals.map((approval) => [approval.recordId, approval])).values()];
}
