import { CLEARANCE_STATES, type ClearanceState } from '../domain/clearance.ts';

/** One legal step; `to` is a list where the outcome depends on what the event found. */
export interface Transition {
  readonly id: string;
  readonly from: readonly ClearanceState[];
  readonly event: string;
  readonly to: readonly ClearanceState[];
}

/** States that carry the TEMPORARY mark. */
const GENAI: readonly ClearanceState[] = [
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
];
const APPROVED: readonly ClearanceState[] = ['approved', 'approved_conditional'];
const ENDED: readonly ClearanceState[] = [
  'rejected',
  'approval_expired',
  'approval_revoked',
  'needs_reapproval',
];

/** Every legal step, by its number in the guidance. What is not here is illegal. */
export const transitions: readonly Transition[] = [
  { id: 't1', from: [], event: 'file_settled', to: ['discovered'] },
  { id: 't2', from: ['discovered'], event: 'hashed', to: ['registered'] },
  { id: 't3', from: ['registered'], event: 'classified_non_genai', to: ['cleared'] },
  { id: 't4', from: ['registered'], event: 'classified_genai', to: ['temp_undeclared'] },
  { id: 't5', from: ['registered'], event: 'no_evidence', to: ['origin_unknown'] },
  {
    id: 't6',
    from: ['registered', 'cleared', 'origin_unknown'],
    event: 'signals_conflict',
    to: ['origin_conflict'],
  },
  { id: 't7', from: ['origin_unknown', 'origin_conflict'], event: 'attested_non_genai', to: ['cleared'] },
  {
    id: 't8',
    from: ['origin_unknown', 'origin_conflict', 'cleared'],
    event: 'found_genai',
    to: ['temp_undeclared'],
  },
  { id: 't9', from: ['temp_undeclared'], event: 'declaration_completed', to: ['temp_declared'] },
  {
    id: 't10',
    from: ['temp_declared', 'temp_notified', 'judgement_open', 'escalated'],
    event: 'declaration_amended',
    to: ['temp_undeclared', 'temp_declared'],
  },
  { id: 't10', from: APPROVED, event: 'declaration_amended', to: ['needs_reapproval'] },
  { id: 't11', from: ['temp_declared'], event: 'triaged_low', to: ['temp_notified'] },
  { id: 't12', from: ['temp_declared'], event: 'triaged_judgement', to: ['judgement_open'] },
  { id: 't13', from: ['judgement_open'], event: 'judged_incidental', to: ['temp_notified'] },
  { id: 't14', from: ['judgement_open'], event: 'judged_story_relevant', to: ['temp_declared'] },
  {
    id: 't15',
    from: ['temp_declared', 'temp_notified', 'judgement_open'],
    event: 'approval_requested',
    to: ['escalated'],
  },
  { id: 't16', from: ['escalated'], event: 'granted', to: ['approved'] },
  { id: 't17', from: ['escalated'], event: 'granted_with_conditions', to: ['approved_conditional'] },
  { id: 't18', from: ['approved_conditional'], event: 'conditions_met', to: ['approved'] },
  { id: 't19', from: ['approved'], event: 'condition_reopened', to: ['approved_conditional'] },
  { id: 't20', from: ['escalated'], event: 'rejected', to: ['rejected'] },
  { id: 't21', from: ['escalated'], event: 'withdrawn', to: ['temp_declared'] },
  { id: 't22', from: APPROVED, event: 'expired', to: ['approval_expired'] },
  { id: 't23', from: APPROVED, event: 'revoked', to: ['approval_revoked'] },
  { id: 't24', from: APPROVED, event: 'superseded', to: APPROVED },
  { id: 't25', from: APPROVED, event: 'content_changed', to: ['needs_reapproval'] },
  { id: 't26', from: ['cleared'], event: 'content_changed', to: ['registered'] },
  {
    id: 't27',
    from: GENAI.filter((state) => !APPROVED.includes(state)),
    event: 'content_changed',
    to: ['temp_undeclared', 'temp_declared'],
  },
  { id: 't28', from: ['approved'], event: 'pack_changed', to: ['needs_reapproval'] },
  { id: 't29', from: ENDED, event: 'new_request', to: ['escalated'] },
  { id: 't30', from: GENAI, event: 'hard_stop_found', to: ['hard_stopped'] },
  { id: 't31', from: ['hard_stopped'], event: 'hard_stop_cured', to: ['temp_declared'] },
  { id: 't32', from: ['approved'], event: 'consent_withdrawn', to: ['hard_stopped'] },
  {
    id: 't33',
    from: CLEARANCE_STATES.filter((state) => state !== 'retired'),
    event: 'retired',
    to: ['retired'],
  },
  {
    id: 't34',
    from: ['retired'],
    event: 'restored',
    to: CLEARANCE_STATES.filter((state) => state !== 'retired'),
  },
];

/** The states a step can lead to. Throws RangeError for a step that is not in the table. */
export function stepsFrom(from: ClearanceState, event: string): readonly ClearanceState[] {
  const found = transitions.filter((each) => each.event === event && each.from.includes(from));
  if (found.length === 0) throw new RangeError(`${event} is no legal step from ${from}`);
  return found.flatMap(({ to }) => to);
}
