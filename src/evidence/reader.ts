import type { Evidence } from '../domain/evidence.ts';
import type { MediaSource } from '../domain/media.ts';
import type { RuleNote } from './rule-note.ts';

/** What a run of the readers may be given besides the file. */
export interface ReadingOptions {
  /** PEM certificates a camera’s or person’s signature must chain to; without, no signer is known. */
  readonly trustAnchors?: string;
  /** The file is read as a sidecar: what its text says, it says of the file beside it. */
  readonly isSidecar?: boolean;
  /** Pixels are not searched for hidden text: too many pictures stand in one file. */
  readonly skipPixels?: boolean;
}

/**
 * Turns what containers found into claims of origin. Throws UnreadableMediaError where the file prevents an answer;
 * anything else thrown is a fault of ours.
 */
export interface EvidenceReader {
  readonly id: string;
  /** Rises with every change that can alter a claim; part of the engine version. */
  readonly version: number;
  readonly rules: readonly RuleNote[];
  read(source: MediaSource, options: ReadingOptions): readonly Evidence[] | Promise<readonly Evidence[]>;
}
