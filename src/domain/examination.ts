import type { FileSnapshot, ReadState, Sha256 } from './asset.ts';
import type { Evidence } from './evidence.ts';
import type { MediaType } from './media.ts';

/** What reading one file's bytes, through one descriptor, established about them. */
export interface Examination {
  readonly sha256: Sha256;
  readonly snapshot: FileSnapshot;
  readonly type: MediaType;
  readonly evidence: readonly Evidence[];
  readonly state: ReadState;
  readonly stateReason: string | undefined;
  readonly engineVersion: number;
}

/** Outcome of an attempt to examine a file; "could not read" is a result with a name. */
export type ExamineResult =
  | {
      readonly kind: 'examined';
      readonly examination: Examination;
      readonly sidecarEvidence: readonly Evidence[];
    }
  /** The digest was asked for only, or `known` said its evidence is current. */
  | {
      readonly kind: 'hashed';
      readonly sha256: Sha256;
      readonly snapshot: FileSnapshot;
      readonly sidecarEvidence: readonly Evidence[];
    }
  /** The file changed while it was read: settle and try again. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: string };

export interface ExamineOptions {
  /** Hash only; no reader runs. */
  readonly digestOnly?: boolean;
  /** Asked with the digest of bytes whose reading costs more than the answer; when it is true, content readers do not run. */
  readonly isKnown?: (sha256: Sha256) => Promise<boolean>;
  /** Files beside this one that speak of it (`.xmp`, `.c2pa`, infotext, workflow); read as evidence of the location. */
  readonly sidecars?: readonly (string | Buffer)[];
}

/** Hashes and reads files in isolated child processes, watched by memory and clock. */
export interface Examiner {
  /**
   * Opens `absolutePath` once (no links followed, regular files only), hashes all bytes, and reads evidence through
   * the same descriptor; descriptor and path are compared with the first look before the result is given.
   */
  examine(absolutePath: string | Buffer, options?: ExamineOptions): Promise<ExamineResult>;
  /** The version of the evidence engine: rises whenever any reader or rule changes. */
  readonly engineVersion: number;
  close(): Promise<void>;
}
