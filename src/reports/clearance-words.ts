import type { Clearance, ClearanceState } from '../domain/clearance.ts';

const REASONS: Readonly<Record<ClearanceState, string>> = {
  discovered: 'not read yet',
  registered: 'not judged yet',
  origin_unknown: 'nothing that counts tells how it was made',
  origin_conflict: 'the signs on it contradict each other',
  cleared: 'camera or human work',
  temp_undeclared: 'GenAI, not fully declared',
  temp_declared: 'GenAI, declared',
  temp_notified: 'GenAI, declared, and the studio contact was told',
  judgement_open: 'GenAI, and nobody has said yet whether it matters to the story',
  escalated: 'GenAI, and approval was asked for',
  approved_conditional: 'GenAI, approved under conditions that are still open',
  approved: 'GenAI, approved within a scope',
  rejected: 'GenAI, and approval was refused',
  approval_expired: 'GenAI, and its approval has ended',
  approval_revoked: 'GenAI, and its approval was withdrawn',
  needs_reapproval: 'GenAI, and its approval no longer fits',
  hard_stopped: 'GenAI, and no approval can let it through as it is',
  retired: 'no longer used',
};

/** Why it is held, where its state alone would let it through. */
const HELD: Readonly<Partial<Record<ClearanceState, string>>> = {
  cleared: 'camera or human work, with a question open',
  approved: 'GenAI, approved, but not as it is used here',
};

/** Where an item stands, in a word and its reason. */
export function clearanceWords({ state, word }: Clearance): string {
  const reason = word === 'blocked' ? (HELD[state] ?? REASONS[state]) : REASONS[state];
  return `${word}: ${reason}`;
}
