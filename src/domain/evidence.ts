import type { Points } from './origin.ts';

/**
 * How far a claim can be trusted, strongest first. A GenAI claim is `signed` when its cryptographic check
 * passed; a camera or human claim only when the signer also chains to a configured trust anchor.
 */
export const STRENGTHS = [
  'signed',
  'attested',
  'lineage',
  'standard',
  'tool',
  'rule',
  'heuristic',
  'detector',
] as const;
export type Strength = (typeof STRENGTHS)[number];

/**
 * What became of reading one piece of evidence.
 * `read`: the claim stands as written. `untrusted`: signature intact, signer not on a configured list.
 * `tampered`: the signature or the binding to the bytes is broken; it never clears and never hides the claim.
 * `unchecked`: a signature exists and was not checked. `unjudged`: a GenAI carrier that could not be judged.
 * `unreadable`: bytes not obtained or a limit was hit. `incomplete`: the declared structure exceeds the file.
 * `unsupported`: no reader for this.
 */
export type EvidenceStatus =
  | 'read'
  | 'untrusted'
  | 'tampered'
  | 'unchecked'
  | 'unjudged'
  | 'unreadable'
  | 'incomplete'
  | 'unsupported';

/** Whether evidence speaks of the bytes, of a place they were seen at, or is a person's word. */
export type EvidenceSubject = 'content' | 'location' | 'statement';

/** One claim read from, or said about, an asset. `points` is absent where the evidence says nothing of origin. */
export interface Evidence {
  readonly subject: EvidenceSubject;
  readonly reader: string;
  readonly readerVersion: number;
  readonly rule: string;
  readonly points?: Points;
  readonly strength: Strength;
  /** Where it stands: a field path such as `png.text.parameters`, a relative path, or a record id. */
  readonly where: string;
  /** At most 200 characters of what was read; control characters removed. */
  readonly excerpt: string;
  readonly tool?: string;
  readonly status: EvidenceStatus;
  /** A newer reader no longer finds it. It counts until a person has looked, because it would be milder without. */
  readonly kept?: true;
  /** Sequence number of the event that first recorded this claim; absent while it is not recorded yet. */
  readonly seq?: number;
}

/** Longest excerpt kept from a file. */
export const EXCERPT_CHARS = 200;

/** Strength as a number, larger is stronger. */
export function rank(strength: Strength): number {
  return STRENGTHS.length - STRENGTHS.indexOf(strength);
}
