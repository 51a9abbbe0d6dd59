import type { ApprovalState } from '../domain/approval.ts';
import type { ClearanceState, ClearanceWord } from '../domain/clearance.ts';
import type { ItemFacts } from '../domain/policy.ts';

/**
 * Facts a state is derived from, beside those a policy knows. Where no pack asks for declarations, every declaration counts as complete.
 */
export interface StateFacts extends Omit<ItemFacts, 'byRuleOnly' | 'involvement' | 'state'> {
  readonly retired: boolean;
  /** Approval was asked for after the newest answer. */
  readonly asked: boolean;
  /** The bytes that stood here before were approved, these are others. */
  readonly approvedBefore?: boolean | undefined;
  /** A hard stop was cured after the newest grant: what was granted before does not hold for what is there now. */
  readonly curedSinceGrant?: boolean | undefined;
}

const BY_APPROVAL: Readonly<Partial<Record<ApprovalState, ClearanceState>>> = {
  valid: 'approved',
  'out-of-scope': 'approved',
  'not-yet-valid': 'approved',
  'conditions-open': 'approved_conditional',
  expired: 'approval_expired',
  revoked: 'approval_revoked',
  superseded: 'needs_reapproval',
  'declaration-changed': 'needs_reapproval',
  'rules-changed': 'needs_reapproval',
  'document-missing': 'needs_reapproval',
};

/**
 * The state the record adds up to. It is derived each time, so no edit of a state exists: only new evidence, declarations, papers and
 * approvals move it.
 */
export function clearanceState(facts: StateFacts): ClearanceState {
  if (facts.retired) return 'retired';
  if (!facts.generative) {
    // A weak sign of GenAI contradicts whatever else is said, and alone it decides nothing.
    if (facts.conflict || facts.suspected) return 'origin_conflict';
    return facts.origin === 'unknown' ? 'origin_unknown' : 'cleared';
  }
  if (facts.hardStops.length > 0) return 'hard_stopped';
  const isDeclared = facts.declaration === 'complete';
  const answer = answerOf(facts);
  const isGranted = answer === 'approved' || answer === 'approved_conditional';
  if (facts.asked && isDeclared && !isGranted) return 'escalated';
  if (answer !== undefined && !isGranted) return answer;
  if (!isDeclared) return 'temp_undeclared';
  if (answer !== undefined) return answer;
  if (facts.triage === 'judgement_open') return 'judgement_open';
  const isLow = facts.triage === 'socialize' || facts.triage === 'judged_incidental';
  return isLow && facts.notice !== 'none' ? 'temp_notified' : 'temp_declared';
}

/** What was last answered; undefined where nothing was, or where it says nothing of what is there now. */
function answerOf({
  refused,
  approval,
  approvedBefore,
  curedSinceGrant,
}: StateFacts): ClearanceState | undefined {
  if (refused !== 'no') return 'rejected';
  if (approval === undefined) return approvedBefore === true ? 'needs_reapproval' : undefined;
  const answer = BY_APPROVAL[approval];
  const isGranted = answer === 'approved' || answer === 'approved_conditional';
  return isGranted && curedSinceGrant === true ? undefined : answer;
}

const WORDS: Readonly<Record<ClearanceState, ClearanceWord>> = {
  discovered: 'unknown',
  registered: 'unknown',
  origin_unknown: 'unknown',
  origin_conflict: 'blocked',
  cleared: 'cleared',
  temp_undeclared: 'temporary',
  temp_declared: 'temporary',
  temp_notified: 'temporary',
  judgement_open: 'temporary',
  escalated: 'temporary',
  approved_conditional: 'blocked',
  approved: 'cleared',
  rejected: 'blocked',
  approval_expired: 'blocked',
  approval_revoked: 'blocked',
  needs_reapproval: 'blocked',
  hard_stopped: 'blocked',
  retired: 'blocked',
};

/** The word people see for a state. */
export function clearanceWord(state: ClearanceState): ClearanceWord {
  return WORDS[state];
}
