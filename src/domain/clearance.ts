/** Where an asset stands on its way to a final; a summary for people, the gate always looks again. */
export const CLEARANCE_STATES = [
  'discovered',
  'registered',
  'origin_unknown',
  'origin_conflict',
  'cleared',
  'temp_undeclared',
  'temp_declared',
  'temp_notified',
  'judgement_open',
  'escalated',
  'approved_conditional',
  'approved',
  'rejected',
  'approval_expired',
  'approval_revoked',
  'needs_reapproval',
  'hard_stopped',
  'retired',
] as const;
export type ClearanceState = (typeof CLEARANCE_STATES)[number];

/** The four words people see. */
export const CLEARANCE_WORDS = ['unknown', 'temporary', 'cleared', 'blocked'] as const;
export type ClearanceWord = (typeof CLEARANCE_WORDS)[number];

/** Where an item stands, for people: the state, and the one of four words that says it shortly. */
export interface Clearance {
  readonly state: ClearanceState;
  readonly word: ClearanceWord;
}
