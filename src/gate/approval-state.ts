import { type Approval, type ApprovalJudgement, type ApprovalState, isRevoked } from '../domain/approval.ts';
import type { AssetId, Instant, Sha256 } from '../domain/asset.ts';
import type { Deliverable } from '../domain/deliverable.ts';
import {
  type ApprovalAsk,
  authorityOf,
  isDeclaredOtherwise,
  isHighEnough,
  isSelfApproved,
  isUnderOldRules,
} from './approval-ask.ts';
import { coversSome, missingCover, type Part } from './approval-cover.ts';
import { shortfallOf } from './approval-reach.ts';
import { isRefusal, newestRefusal } from './approval-refusal.ts';

/** What judging approvals depends on besides the records themselves. */
export interface ApprovalContext {
  readonly assetId: AssetId;
  readonly deliverable: Deliverable;
  readonly now: Instant;
  /** Digests of stored documents that were found and hash as recorded. */
  readonly soundDocuments: ReadonlySet<Sha256>;
  /** Conditions that are still open, in words, by approval record. */
  readonly openConditions?: ReadonlyMap<string, readonly string[]>;
  /** When approval was asked for, where it was and nobody answered yet. */
  readonly askedAt?: Instant | undefined;
  /** What a pack asks beyond the approval's own terms. */
  readonly ask?: ApprovalAsk | undefined;
}

/** Approvals of one item: how each stands, and the one that decides, where any is attached. */
export interface ApprovalVerdict {
  readonly judgements: readonly ApprovalJudgement[];
  /** A valid one, else the one that got furthest; undefined where none is attached. */
  readonly best: ApprovalJudgement | undefined;
}

/** How far an approval in this state got on the way to valid. */
const PROGRESS: Readonly<Record<ApprovalState, number>> = {
  'no-record': 0,
  pending: 1,
  rejected: 2,
  revoked: 2,
  superseded: 2,
  'not-yet-valid': 3,
  expired: 3,
  'authority-too-low': 4,
  'self-approved': 4,
  'document-missing': 5,
  'declaration-changed': 6,
  'out-of-scope': 7,
  'conditions-open': 8,
  'rules-changed': 9,
  valid: 10,
};

/** An approval that stands by itself, and how it stands once its scope is covered. */
interface Standing {
  readonly approval: Approval;
  readonly rest: ApprovalJudgement;
}

/**
 * Judges every approval attached to an asset, for one deliverable at one moment. Checks run in a fixed order: record, decision, time
 * (the end is exclusive), authority, document, declaration, scope, conditions, rules. Several approvals that stand in all else may
 * cover territories and channels together; one with open conditions helps to cover nothing. A refusal ends what
 * was granted before it. `unknownIds` were attached but have no record.
 */
export function judgeApprovals(
  approvals: readonly Approval[],
  unknownIds: readonly string[],
  context: ApprovalContext,
): ApprovalVerdict {
  const refusal = newestRefusal(approvals, context.assetId, context.deliverable);
  const early = approvals.map((approval) => judgeAlone(approval, approvals, refusal, context));
  const standing = approvals.flatMap((approval, index) =>
    early[index] === undefined ? [{ approval, rest: judgeRest(approval, context) }] : [],
  );
  const whole = standing.filter(({ rest }) => rest.state === 'valid');
  const missing = uncovered(whole, context.deliverable);
  const wouldDo = missing !== undefined && uncovered(standing, context.deliverable) === undefined;
  const scoped = new Map(
    standing.map((each) => [each.approval, judgeScope(each, missing, wouldDo, context.deliverable)]),
  );
  const judgements = [
    ...approvals.flatMap((approval, index) => early[index] ?? scoped.get(approval) ?? []),
    ...unknownIds.map((id) => ({ id, recordId: undefined, state: 'no-record' as const, args: { id } })),
  ];
  return { judgements: oneEach(judgements), best: furthest(judgements) ?? pending(context) };
}

/** What stands in place of an approval that was asked for and has not been answered. */
function pending({ askedAt }: ApprovalContext): ApprovalJudgement | undefined {
  if (askedAt === undefined) return undefined;
  return { id: '', recordId: undefined, state: 'pending', args: { asked: askedAt } };
}

/** Everything but what several cover together; undefined where the approval stands so far. */
function judgeAlone(
  approval: Approval,
  all: readonly Approval[],
  refusal: Approval | undefined,
  context: ApprovalContext,
): ApprovalJudgement | undefined {
  const { revocation, validFrom, validUntil, document, supersededBy } = approval;
  const { ask, now } = context;
  if (isRefusal(approval)) return judged(approval, 'rejected', {});
  // What was refused after it was granted is granted no more.
  if (refusal !== undefined && approval.eventSeq < refusal.eventSeq)
    return judged(approval, 'rejected', { id: refusal.id });
  if (revocation !== undefined && isRevoked(approval, now))
    return judged(approval, 'revoked', { at: revocation.effectiveAt ?? revocation.at });
  if (supersededBy !== undefined)
    return judged(approval, 'superseded', { newer: newestOf(supersededBy, all) });
  if (now < validFrom) return judged(approval, 'not-yet-valid', { from: validFrom });
  if (validUntil !== undefined && now >= validUntil)
    return judged(approval, 'expired', { until: validUntil });
  if (ask !== undefined && !isHighEnough(approval, ask))
    return judged(approval, 'authority-too-low', {
      approved: inWords(authorityOf(approval)),
      needed: inWords(ask.authority),
    });
  if (ask !== undefined && isSelfApproved(approval, ask)) return judged(approval, 'self-approved', {});
  if (!context.soundDocuments.has(document.sha256)) return judged(approval, 'document-missing', {});
  if (ask !== undefined && isDeclaredOtherwise(approval, ask))
    return judged(approval, 'declaration-changed', {});
  if (!approval.assetIds.includes(context.assetId))
    return judged(approval, 'out-of-scope', { what: 'bytes', approved: 'other bytes', needed: 'these' });
  const shortfall = cutShortfall(approval, context.deliverable) ?? shortfallOf(approval, ask);
  return shortfall === undefined ? undefined : judged(approval, 'out-of-scope', { ...shortfall });
}

/** The end of a chain of replacements, as far as its records are attached to the asset. */
function newestOf(id: string, all: readonly Approval[]): string {
  const seen = new Set<string>();
  let newest = id;
  for (;;) {
    seen.add(newest);
    const next = all.find((each) => each.id === newest)?.supersededBy;
    if (next === undefined || seen.has(next)) return newest;
    newest = next;
  }
}

function cutShortfall({ terms }: Approval, { cut }: Deliverable) {
  const approved = terms?.cut;
  if (approved === undefined || (cut !== undefined && sameCut(approved, cut))) return undefined;
  return { what: 'cut', approved, needed: cut ?? 'unspecified' };
}

function sameCut(a: string, b: string): boolean {
  const [one, other] = [a, b].map((text) => text.normalize('NFKC').trim().toLowerCase());
  return one === other;
}

/** What remains once the scope is covered: conditions, and rules that changed. */
function judgeRest(approval: Approval, context: ApprovalContext): ApprovalJudgement {
  const open = context.openConditions?.get(approval.recordId) ?? [];
  if (open.length > 0) return judged(approval, 'conditions-open', { conditions: open.join('; ') });
  if (context.ask !== undefined && isUnderOldRules(approval, context.ask))
    return judged(approval, 'rules-changed', {});
  return judged(approval, 'valid', {});
}

function uncovered(standing: readonly Standing[], deliverable: Deliverable) {
  return missingCover(
    standing.map(({ approval }) => approval.scope),
    deliverable,
  );
}

/**
 * An approval that stands otherwise is valid when it has a share in covering all the deliverable needs, alone or with others.
 * `wouldDo` says that only open conditions or changed rules keep them from covering it together.
 */
function judgeScope(
  { approval, rest }: Standing,
  missing: ReturnType<typeof missingCover>,
  wouldDo: boolean,
  deliverable: Deliverable,
): ApprovalJudgement {
  const alone = missingCover([approval.scope], deliverable);
  const shares = coversSome(approval.scope, deliverable);
  // One that is not whole helps to cover nothing; what keeps it from that is said only where its scope would do.
  if (rest.state !== 'valid' && (alone === undefined || (wouldDo && shares))) return rest;
  const lacking = alone ?? missing;
  if (lacking === undefined || (missing === undefined && shares)) return rest;
  return judged(approval, 'out-of-scope', {
    what: lacking.what,
    approved: list(approval.scope[SCOPE_OF[lacking.what]]),
    needed: lacking.needed,
  });
}

const SCOPE_OF = {
  type: 'types',
  episode: 'episodes',
  territory: 'territories',
  channel: 'channels',
} as const satisfies Record<Part, keyof Approval['scope']>;

function judged(
  approval: Approval,
  state: ApprovalState,
  args: Readonly<Record<string, string>>,
): ApprovalJudgement {
  return { id: approval.id, recordId: approval.recordId, state, args: { id: approval.id, ...args } };
}

function list(values: readonly string[] | undefined): string {
  return values === undefined ? 'any' : values.join(', ');
}

function inWords(authority: string): string {
  return authority.replaceAll('_', '-');
}

/** One judgement an id: the one that got furthest. */
function oneEach(judgements: readonly ApprovalJudgement[]): readonly ApprovalJudgement[] {
  const byId = new Map<string, ApprovalJudgement>();
  for (const judgement of judgements) {
    const other = byId.get(judgement.id);
    byId.set(judgement.id, other === undefined ? judgement : further(other, judgement));
  }
  return [...byId.values()];
}

function furthest(judgements: readonly ApprovalJudgement[]): ApprovalJudgement | undefined {
  return judgements.reduce<ApprovalJudgement | undefined>(
    (best, each) => (best === undefined ? each : further(best, each)),
    undefined,
  );
}

function further(a: ApprovalJudgement, b: ApprovalJudgement): ApprovalJudgement {
  return PROGRESS[b.state] > PROGRESS[a.state] ? b : a;
}
