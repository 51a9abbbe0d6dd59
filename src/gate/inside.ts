import type { ApprovalJudgement } from '../domain/approval.ts';
import type { Asset, AssetId } from '../domain/asset.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Member } from '../domain/member.ts';
import type { HeldMember } from '../domain/registry.ts';
import type { ApprovalVerdict } from './approval-state.ts';
import { needsApproval } from './decision/item-facts.ts';

/** The files inside the assets of a scope, looked up as they are known now. */
export type InsideScope = ReadonlyMap<AssetId, readonly HeldMember[]>;

/** Known assets inside those of the scope. */
export function knownInside(scope: InsideScope): readonly Asset[] {
  return [...scope.values()].flatMap((held) => held.flatMap(({ asset }) => asset ?? []));
}

/** Assets that hold one which may leave only with an approval. */
export function holders(scope: InsideScope): readonly AssetId[] {
  return [...scope].flatMap(([id, held]) => (held.some(isGenerative) ? [id] : []));
}

/** What a finding says of the file inside a file that it is about. */
export type InsideArgs = Readonly<Record<string, string>>;

/** An asset judged with the files inside it. */
export interface JudgedInside {
  readonly asset: Asset;
  readonly approvals: readonly ApprovalJudgement[];
  readonly bestApproval: ApprovalJudgement | undefined;
  readonly inside: Inside;
}

/** Which file inside is meant, by what is said of it; empty where the finding is about the file itself. */
export interface Inside {
  readonly genai: InsideArgs;
  readonly suspected: InsideArgs;
  readonly unread: InsideArgs;
}

/** How the approvals of the asset itself and of each member stand. */
export interface InsideApprovals {
  readonly own: ApprovalVerdict;
  of(id: AssetId): ApprovalVerdict;
}

/**
 * The asset as the worst of what it is and what is inside it. A member that is a known asset and may leave only with an approval
 * makes its holder so; an approval of the holder clears it, or one of each such member where nothing but they says GenAI
 * (`marksCovered`).
 */
export function withInside(
  asset: Asset,
  held: readonly HeldMember[],
  approvals: InsideApprovals,
  marksCovered: boolean,
): JudgedInside {
  const generative = held.filter(isGenerative);
  const suspected = held.filter(isSuspected);
  const conflicting = held.filter(({ asset: known }) => known?.conflict === true);
  const judged = generative.map(({ member, asset: known }) => ({ member, ...approvals.of(known.id) }));
  const open = judged.find(({ best }) => best?.state !== 'valid');
  const isCleared = judged.length > 0 && open === undefined && (!needsApproval(asset) || marksCovered);
  const { own } = approvals;
  const ofMembers = isCleared ? judged[0]?.best : (own.best ?? open?.best);
  return {
    asset: worstOf(asset, generative, suspected, conflicting),
    approvals: oneEach([...own.judgements, ...judged.flatMap(({ judgements }) => judgements)]),
    bestApproval: own.best?.state === 'valid' ? own.best : ofMembers,
    inside: {
      genai: named(generative.length > 0 ? beginningWith(open?.member, generative) : held.filter(isMarked)),
      suspected: named(suspected.length > 0 ? suspected : held.filter(({ member }) => member.suspected)),
      unread: unreadArgs(held),
    },
  };
}

type Known = HeldMember & { readonly asset: Asset };

/** Whether a member is a known asset that may leave only with an approval. */
export function isGenerative(held: HeldMember): held is Known {
  return held.asset !== undefined && needsApproval(held.asset);
}

function isSuspected({ asset }: HeldMember): boolean {
  return asset?.suspected === true && asset.origin !== 'genai';
}

function isMarked({ member }: HeldMember): boolean {
  return member.origin === 'genai';
}

/**
 * Whether every GenAI claim on an asset was read from members with a valid approval of their own, so that these approvals answer for
 * the whole. A claim of the file itself, of its place or of a person stands for itself.
 */
export function areMarksCovered(
  evidence: readonly Evidence[],
  held: readonly HeldMember[],
  isApproved: (id: AssetId) => boolean,
): boolean {
  const covered = held.filter((each) => isGenerative(each) && isApproved(each.asset.id));
  const marks = evidence.filter(({ points }) => points?.origin === 'genai');
  const isCovered = ({ subject, where }: Evidence): boolean =>
    subject === 'content' && covered.some(({ member }) => where.startsWith(`${member.path}/`));
  return (
    marks.length > 0 &&
    marks.every(isCovered) &&
    held.filter(isMarked).every((each) => covered.includes(each))
  );
}

function worstOf(
  asset: Asset,
  generative: readonly Known[],
  suspected: readonly HeldMember[],
  conflicting: readonly HeldMember[],
): Asset {
  const doubted = {
    ...asset,
    suspected: asset.suspected || suspected.length > 0,
    conflict: asset.conflict || conflicting.length > 0,
  };
  const [first] = generative;
  if (first === undefined || needsApproval(asset)) return doubted;
  const { tool } = first.asset;
  const involvement = WIDTH.find((width) => generative.some((each) => each.asset.involvement === width));
  return {
    ...doubted,
    origin: 'genai',
    involvement: involvement ?? 'undetermined',
    temporary: true,
    suspected: false,
    byRuleOnly: false,
    overruledBy: undefined,
    tool,
  };
}

const WIDTH = ['full', 'partial', 'derived'] as const;

function beginningWith(
  first: HeldMember['member'] | undefined,
  all: readonly HeldMember[],
): readonly HeldMember[] {
  const start = all.filter(({ member }) => member === first);
  return [...start, ...all.filter(({ member }) => member !== first)];
}

function named(held: readonly HeldMember[]): InsideArgs {
  const [first, ...others] = held;
  if (first === undefined) return {};
  return { inside: first.member.path, ...(others.length > 0 && { insideMore: String(others.length) }) };
}

function unreadArgs(held: readonly HeldMember[]): InsideArgs {
  const unread = held.filter(({ member }) => member.unread);
  const format = unread[0]?.member.format;
  return format === undefined ? {} : { ...named(unread), format };
}

function oneEach(judgements: readonly ApprovalJudgement[]): readonly ApprovalJudgement[] {
  return [...new Map(judgements.map((each) => [`${each.id} ${each.state}`, each])).values()];
}

/** A member as the worst of its own marks and what is known of its bytes now. */
export function memberNow({ member, asset }: HeldMember): Member {
  if (asset === undefined) return member;
  if (needsApproval(asset))
    return { ...member, origin: 'genai', involvement: asset.involvement, tool: asset.tool };
  if (member.origin === 'genai') return member;
  const { origin, involvement, suspected, tool } = asset;
  return { ...member, origin, involvement, tool, suspected: suspected || member.suspected };
}
