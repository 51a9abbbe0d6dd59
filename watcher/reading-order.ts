import type { RelPath } from '../src/domain/path.ts';
import type { Candidate, Outdated } from './survey.ts';

/** A file up to this size counts as small. */
const SMALL_BYTES = 64 * 1024 * 1024;

/** The order files are read in: deliverables first, then small ones, then the newest. */
function readingOrder(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...candidates].sort(
    (a, b) =>
      Number(b.deliverable) - Number(a.deliverable) ||
      Number(isSmall(b)) - Number(isSmall(a)) ||
      b.mtimeUs - a.mtimeUs,
  );
}

/**
 * The rounds files are read in, each to its end before the next. Files under an origin rule that have the size of a file
 * elsewhere come first: of two places of one content met in the same sweep, the folder of its source is where it was seen first,
 * and a copied plate keeps its origin.
 */
export function readingRounds(
  candidates: readonly Candidate[],
  isUnderOriginRule: (path: RelPath) => boolean,
): readonly (readonly Candidate[])[] {
  const sources = candidates.filter((candidate) => candidate.isNew && isUnderOriginRule(candidate.path));
  if (sources.length === 0) return [readingOrder(candidates)];
  const underRule = new Set(sources);
  const elsewhere = new Set(
    candidates.filter((candidate) => !underRule.has(candidate)).map((candidate) => candidate.sizeBytes),
  );
  const twins = new Set(sources.filter((candidate) => elsewhere.has(candidate.sizeBytes)));
  const rest = candidates.filter((candidate) => !twins.has(candidate));
  return [readingOrder([...twins]), readingOrder(rest)];
}

/** The order in which files are read again after an upgrade: deliverables, then what is not known to be harmless, then the rest. */
export function rereadingOrder(outdated: readonly Outdated[]): readonly Outdated[] {
  return [...outdated].sort(
    (a, b) =>
      Number(b.deliverable) - Number(a.deliverable) ||
      Number(b.isOpen) - Number(a.isOpen) ||
      Number(isSmall(b)) - Number(isSmall(a)) ||
      b.mtimeUs - a.mtimeUs,
  );
}

function isSmall(candidate: Candidate): boolean {
  return candidate.sizeBytes <= SMALL_BYTES;
}
