import type { Clearance } from '../domain/clearance.ts';
import type { Severity } from '../domain/finding.ts';
import { clearanceState, clearanceWord, type StateFacts } from './clearance-state.ts';

/** Where an item stands. What the gate does not let through is never called cleared, whatever was approved. */
export function clearanceOf(facts: StateFacts, verdict: Severity): Clearance {
  const state = clearanceState(facts);
  const word = clearanceWord(state);
  const passes = verdict === 'pass' || verdict === 'warn';
  return { state, word: word === 'cleared' && !passes ? 'blocked' : word };
}
