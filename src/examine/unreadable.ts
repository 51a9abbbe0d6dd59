import { versionIn } from '../domain/engine.ts';
import type { Evidence } from '../domain/evidence.ts';
import { EXCERPT_CHARS } from '../domain/evidence.ts';
import type { MediaType } from '../domain/media.ts';
import type { ReadFile } from './messages.ts';

/** Stands where a file's type was never established. */
export const UNKNOWN_TYPE: MediaType = { kind: 'other', format: 'unknown', holdsMedia: false };

/** Evidence that a file's or sidecar's bytes could not be judged, and why; it points to no origin. */
export function unreadableEvidence(
  subject: 'content' | 'location',
  where: string,
  reason: string,
  engineVersion: number,
): Evidence {
  return {
    subject,
    reader: 'examine',
    readerVersion: versionIn(engineVersion),
    rule: 'examine.unreadable',
    strength: 'heuristic',
    where,
    excerpt: reason.slice(0, EXCERPT_CHARS),
    status: 'unreadable',
  };
}

/** What is recorded of bytes whose readers failed: an asset with a digest, state `unreadable`, and the reason. */
export function unreadableFile(type: MediaType, reason: string, engineVersion: number): ReadFile {
  return {
    type,
    evidence: [unreadableEvidence('content', 'file', reason, engineVersion)],
    state: 'unreadable',
    stateReason: reason,
  };
}
