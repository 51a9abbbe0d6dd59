import type { IntakeResult } from '../src/intake.ts';
import type { Problem } from './survey.ts';

/** What intake did, added up as it goes: results themselves would fill the memory of a first sweep. */
export interface Counts {
  registered: number;
  moved: number;
  changed: number;
  unchanged: number;
  /** Unchanged files read again because readers are newer; among the unchanged. */
  reread: number;
  unreadable: number;
  incomplete: number;
  bytesHashed: number;
  readonly problems: Problem[];
}

export function newCounts(unchanged: number): Counts {
  return {
    registered: 0,
    moved: 0,
    changed: 0,
    unchanged,
    reread: 0,
    unreadable: 0,
    incomplete: 0,
    bytesHashed: 0,
    problems: [],
  };
}

/** Adds one result. Known content at a new place counts as registered. */
export function addResult(counts: Counts, result: IntakeResult): void {
  if (result.kind === 'unreachable') counts.problems.push({ path: result.path, reason: result.reason });
  if (result.kind !== 'recorded') return;
  const { change, asset } = result.recorded;
  counts.bytesHashed += result.bytesHashed;
  if (change === 'unreadable' || asset?.state === 'unreadable') counts.unreadable += 1;
  if (asset?.state === 'incomplete') counts.incomplete += 1;
  if (change !== 'unreadable') counts[change === 'located' ? 'registered' : change] += 1;
}
