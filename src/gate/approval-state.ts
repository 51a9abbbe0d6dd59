import type { Approval, ApprovalJudgement, ApprovalState } from '../domain/approval.ts';
import type { AssetId, Instant, Sha256 } from '../domain/asset.ts';
import type { Deliverable } from '../domain/deliverable.ts';
import {
  type ApprovalAsk,
  authorityOf,
  isDeclaredOtherwise,
  isHighEnough,
  isSelfApproved,
  isUnderOldRules,
  shortfallOf,
} from './approval-ask.ts';
import { coversSome, missingCover, type Part } from './approval-cover.ts';

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

/**
 * Judges every approval attached to an asset, for one deliverable at one moment. Checks run in a fixed order: record, decision, time
 * (the end is exclusive), authority, document, declaration, scope, conditions, rules. Several approvals that stand in all else may
 * cover territories and channels together; `unknownIds` were attached but have no record.
 */
export function judgeApprovals(
  approvals: readonly Approval[],
  unknownIds: readonly string[],
  context: ApprovalContext,
): ApprovalVerdict {
  const early = approvals.map((approval) => ({ approval, judgement: judgeAlone(approval, context) }));
  const whole = early.filter(
    ({ approval, judgement }) => judgement === undefined && judgeRest(approval, context).state === 'valid',
  );
  const missing = missingCover(
    whole.map(({ approval }) => approval.scope),
    context.deliverable,
  );
  const judgements = [
    ...early.map(({ approval, judgement }) => judgement ?? judgeScope(approval, missing, context)),
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
function judgeAlone(approval: Approval, context: ApprovalContext): ApprovalJudgement | undefined {
  const { revocation, validFrom, validUntil, document, terms, supersededBy } = approval;
  const { ask } = context;
  if (terms?.decision === 'rejected') return judged(approval, 'rejected', {});
  if (revocation !== undefined) return judged(approval, 'revoked', { at: revocation.at });
  if (supersededBy !== undefined) return judged(approval, 'superseded', { newer: supersededBy });
  if (context.now < validFrom) return judged(approval, 'not-yet-valid', { from: validFrom });
  if (validUntil !== undefined && context.now >= validUntil)
    return judged(approval, 'expired', { until: validUntil });
  if (ask !== undefined && !isHighEnough(approval, ask))
    return judged(approval, 'authority-too-low', { approved: authorityOf(approval), needed: ask.authority });
  if (ask !== undefined && isSelfApproved(approval, ask)) return judged(approval, 'self-approved', {});
  if (!context.soundDocuments.has(document.sha256)) return judged(approval, 'document-missing', {});
  if (ask !== undefined && isDeclaredOtherwise(approval, ask))
    return judged(approval, 'declaration-changed', {});
  if (!approval.assetIds.includes(context.assetId))
    return judged(approval, 'out-of-scope', { what: 'bytes', approved: 'other bytes', needed: 'these' });
  const shortfall = ask === undefined ? undefined : shortfallOf(approval, ask);
  if (shortfall !== undefined) return judged(approval, 'out-of-scope', { ...shortfall });
  return undefined;
}

/** What remains once the scope is covered: conditions, and rules that changed. */
function judgeRest(approval: Approval, context: ApprovalContext): ApprovalJudgement {
  const open = context.openConditions?.get(approval.recordId) ?? [];
  if (open.length > 0) return judged(approval, 'conditions-open', { conditions: open.join('; ') });
  if (context.ask !== undefined && isUnderOldRules(approval, context.ask))
    return judged(approval, 'rules-changed', {});
  return judged(approval, 'valid', {});
}

/** An approval that stands otherwise is valid when it has a share in covering all the deliverable needs, alone or with others. */
function judgeScope(
  approval: Approval,
  missing: ReturnType<typeof missingCover>,
  context: ApprovalContext,
): ApprovalJudgement {
  const { deliverable } = context;
  const lacking = missingCover([approval.scope], deliverable) ?? missing;
  const shares = missing === undefined && coversSome(approval.scope, deliverable);
  const rest = judgeRest(approval, context);
  // One that is not whole helps to cover nothing; what keeps it from that is said only where its scope would do.
  if (rest.state !== 'valid' && missingCover([approval.scope], deliverable) === undefined) return rest;
  if (shares || lacking === undefined) return rest;
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
