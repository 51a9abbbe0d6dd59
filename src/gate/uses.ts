import type { Approval } from '../domain/approval.ts';
import type { Asset, AssetId, Instant } from '../domain/asset.ts';
import type { Declaration } from '../domain/declaration.ts';
import type { Paper } from '../domain/paper.ts';
import type { PersonId } from '../domain/person.ts';
import type { LoadedPolicy } from '../domain/policy.ts';
import type { Runtime } from '../domain/runtime.ts';
import type { UseContext } from '../policy/use/context.ts';
import type { UseJudgement } from '../policy/use/judge-use.ts';
import { inChunks } from './chunks.ts';
import { secondedAmong, weaklyFounded } from './founded.ts';
import { type ItemUse, itemUse, judgeDeclared, type UseRecords } from './item-use.ts';
import type { Purpose } from './purpose.ts';
import { soundDocuments } from './sound-documents.ts';

/** What the record says of how the assets of a scope were used, read at once. */
export interface Uses {
  /** How a pack sees the use of an asset that stands where `replaced` stood; undefined where the pack asks about no use. */
  of(asset: Asset, policy: LoadedPolicy, replaced: AssetId | undefined): ItemUse | undefined;
  /** Papers and declarations that are not what was recorded. */
  readonly altered: ReadonlySet<string>;
  /** Who recorded the declarations and papers that were read. */
  readonly recorders: ReadonlySet<PersonId>;
  /** Assets some altered paper or declaration is about. */
  isAltered(id: AssetId): boolean;
}

const KINDS = ['notice', 'judgement', 'evidence', 'waiver', 'baseline', 'retirement'] as const;
type Kind = (typeof KINDS)[number];

/** Where no pack asks about uses. */
export const NO_USES: Uses = {
  of: () => undefined,
  altered: new Set(),
  recorders: new Set(),
  isAltered: () => false,
};

/**
 * Reads declarations of use and the papers about them, in a handful of queries whatever the number of assets, and compares each with
 * what was recorded. Statements that many assets share are judged once.
 */
export async function readUses(
  runtime: Runtime,
  assets: readonly Asset[],
  replaced: readonly AssetId[],
  bound: ReadonlyMap<AssetId, readonly Approval[]>,
  { destination, deliverable }: Pick<Purpose, 'destination' | 'deliverable'>,
  now: Instant,
): Promise<Uses> {
  if (runtime.policies.every(({ pack }) => pack.guidance === undefined)) return NO_USES;
  const { registry } = runtime;
  const ids = [...new Set(assets.map(({ id }) => id))];
  const declarations = new Map<AssetId, Declaration>();
  for (const chunk of inChunks([...new Set([...ids, ...replaced])]))
    for (const [id, declaration] of await registry.declarations.current(chunk))
      declarations.set(id, declaration);
  const ofAssets = new Map<AssetId, readonly Paper<Kind>[]>();
  for (const chunk of inChunks(ids))
    for (const [id, papers] of await registry.papers.ofAssets(KINDS, chunk)) ofAssets.set(id, papers);
  const records = [...new Set([...declarations.values()].map(({ recordId }) => recordId))];
  const aboutDeclarations = new Map<string, readonly Paper<Kind>[]>();
  for (const chunk of inChunks(records))
    for (const [id, papers] of await registry.papers.about(KINDS, chunk)) aboutDeclarations.set(id, papers);
  const consents = await registry.papers.list(['consent']);
  const every = [...[...ofAssets.values()].flat(), ...[...aboutDeclarations.values()].flat(), ...consents];
  const sound = await soundDocuments(runtime, [
    ...every.flatMap(({ documents }) => documents),
    ...[...declarations.values()].flatMap(({ document }) => document ?? []),
  ]);
  const altered = await alteredAmong(runtime, every, records);
  const accounts = new Set<PersonId>((await registry.tokens.list()).map(({ personId }) => personId));
  const weak = await weaklyFounded(runtime, assets, declarations, sound);
  const seconded = await secondedAmong(runtime, assets);

  const papersOf = (id: AssetId, declaration: Declaration | undefined): readonly Paper<Kind>[] => {
    const own = ofAssets.get(id) ?? [];
    const about = declaration === undefined ? [] : (aboutDeclarations.get(declaration.recordId) ?? []);
    return about.length === 0
      ? own
      : [...new Set([...own, ...about])].sort((a, b) => a.eventSeq - b.eventSeq);
  };
  /** What a paper lost of what was handed in with it, it no longer lets pass. */
  const isWhole = ({ documents }: Paper): boolean => documents.every(({ sha256 }) => sound.has(sha256));
  const judged = new Map<string, UseJudgement | undefined>();

  return {
    altered,
    recorders: new Set([...declarations.values(), ...every].map(({ recordedBy }) => recordedBy)),
    isAltered: (id) => {
      const declaration = declarations.get(id);
      if (declaration !== undefined && altered.has(declaration.recordId)) return true;
      return [...papersOf(id, declaration), ...consents].some(({ recordId }) => altered.has(recordId));
    },
    of(asset, policy, before) {
      const { guidance } = policy.pack;
      if (guidance === undefined) return undefined;
      const declaration = declarations.get(asset.id);
      const papers = papersOf(asset.id, declaration);
      const context: UseContext = {
        destination,
        now,
        title: runtime.production.configuration.title,
        notices: papers.filter((paper) => paper.kind === 'notice').filter(isWhole),
        judgements: papers.filter((paper) => paper.kind === 'judgement'),
        evidence: papers.filter((paper) => paper.kind === 'evidence'),
        consents,
        soundDocuments: sound,
      };
      const found: UseRecords = {
        declaration,
        wasDeclared:
          declaration?.use === undefined &&
          before !== undefined &&
          declarations.get(before)?.use !== undefined,
        context,
        approvals: bound.get(asset.id) ?? [],
        deliverable,
        waivers: papers.filter((paper) => paper.kind === 'waiver').filter(isWhole),
        baselines: papers.filter((paper) => paper.kind === 'baseline').filter(isWhole),
        retired: papers.findLast((paper) => paper.kind === 'retirement')?.body.retired === true,
        weakBasis: weak.has(asset.id),
        seconded: seconded.has(asset.id),
        accounts,
      };
      return itemUse(asset, found, policy, guidance, (each) => {
        const key = [policy.pack.id, each.recordId, ...papers.map(({ recordId }) => recordId)].join(' ');
        if (!judged.has(key)) judged.set(key, judgeDeclared(each, guidance, context));
        return judged.get(key);
      });
    },
  };
}

async function alteredAmong(
  runtime: Runtime,
  papers: readonly Paper[],
  declarations: readonly string[],
): Promise<ReadonlySet<string>> {
  const altered = new Set<string>();
  for (const chunk of inChunks([...new Set(papers.map(({ recordId }) => recordId))]))
    for (const id of await runtime.registry.papers.altered(chunk)) altered.add(id);
  for (const chunk of inChunks(declarations))
    for (const id of await runtime.registry.declarations.altered(chunk)) altered.add(id);
  return altered;
}
