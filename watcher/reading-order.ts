import type { Candidate } from './survey.ts';

/** A file up to this size counts as small. */
const SMALL_BYTES = 64 * 1024 * 1024;

/** The order files are read in: deliverables first, then small ones, then the newest. */
export function readingOrder(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...candidates].sort(
    (a, b) =>
      Number(b.deliverable) - Number(a.deliverable) ||
      Number(isSmall(b)) - Number(isSmall(a)) ||
      b.mtimeUs - a.mtimeUs,
  );
}

function isSmall(candidate: Candidate): boolean {
  return candidate.sizeBytes <= SMALL_BYTES;
}
