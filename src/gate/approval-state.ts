import type { Approval, ApprovalJudgement, ApprovalState } from '../domain/approval.ts';
import type { AssetId, Instant, Sha256 } from '../domain/asset.ts';
import type { Deliverable } from '../domain/deliverable.ts';
import { coversSome, missingCover, type Part } from './approval-cover.ts';

/** What judging approvals depends on besides the records themselves. */
export interface ApprovalContext {
  readonly assetId: AssetId;
  readonly deliverable: Deliverable;
  readonly now: Instant;
  /** Digests of stored documents that were found and hash as recorded. */
  readonly soundDocuments: ReadonlySet<Sha256>;
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
  revoked: 1,
  'not-yet-valid': 2,
  expired: 2,
  'document-missing': 3,
  'out-of-scope': 4,
  valid: 5,
};

/**
 * Judges every approval attached to an asset, for one deliverable at one moment. Checks run in a fixed order: record, revocation,
 * time (the end is exclusive), document, scope. Several in-time approvals may cover territories and channels together; `unknownIds`
 * were attached but have no record.
 */
export function judgeApprovals(
  approvals: readonly Approval[],
  unknownIds: readonly string[],
  context: ApprovalContext,
): ApprovalVerdict {
  const early = approvals.map((approval) => ({ approval, judgement: judgeAlone(approval, context) }));
  const standing = early.filter(({ judgement }) => judgement === undefined).map(({ approval }) => approval);
  const missing = missingCover(
    standing.map(({ scope }) => scope),
    context.deliverable,
  );
  const judgements = [
    ...early.map(
      ({ approval, judgement }) => judgement ?? judgeScope(approval, missing, context.deliverable),
    ),
    ...unknownIds.map((id) => ({ id, recordId: undefined, state: 'no-record' as const, args: { id } })),
  ];
  return { judgements: oneEach(judgements), best: furthest(judgements) };
}

/** Everything but the scope; undefined where the approval stands so far. */
function judgeAlone(approval: Approval, context: ApprovalContext): ApprovalJudgement | undefined {
  const { revocation, validFrom, validUntil, document } = approval;
  if (revocation !== undefined) return judged(approval, 'revoked', { at: revocation.at });
  if (context.now < validFrom) return judged(approval, 'not-yet-valid', { from: validFrom });
  if (validUntil !== undefined && context.now >= validUntil)
    return judged(approval, 'expired', { until: validUntil });
  if (!context.soundDocuments.has(document.sha256)) return judged(approval, 'document-missing', {});
  if (!approval.assetIds.includes(context.assetId))
    return judged(approval, 'out-of-scope', { what: 'bytes', approved: 'other bytes', needed: 'these' });
  return undefined;
}

/** An approval that stands otherwise is valid when it has a share in covering all the deliverable needs, alone or with others. */
function judgeScope(
  approval: Approval,
  missing: ReturnType<typeof missingCover>,
  deliverable: Deliverable,
): ApprovalJudgement {
  const lacking = missingCover([approval.scope], deliverable) ?? missing;
  const shares = missing === undefined && coversSome(approval.scope, deliverable);
  if (shares || lacking === undefined) return judged(approval, 'valid', {});
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
