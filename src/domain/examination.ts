import type { FileSnapshot, ReadState, Sha256 } from './asset.ts';
import type { FiledReading } from './engine.ts';
import type { Evidence } from './evidence.ts';
import type { LineageId } from './lineage.ts';
import type { MediaType } from './media.ts';
import type { Member } from './member.ts';

/** What reading one file's bytes, through one descriptor, established about them. */
export interface Examination {
  readonly sha256: Sha256;
  readonly snapshot: FileSnapshot;
  readonly type: MediaType;
  readonly evidence: readonly Evidence[];
  readonly state: ReadState;
  readonly stateReason: string | undefined;
  readonly engineVersion: number;
  /** Files inside it, in the order met; absent where it was not looked for any. */
  readonly members?: readonly Member[];
  /** Ids that join it with other files; absent where it was not read. */
  readonly ids?: readonly LineageId[];
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

/** Outcome for a reader who keeps nothing: a file too large to hash at once is read without its digest. */
export type InspectResult =
  | Exclude<ExamineResult, { readonly kind: 'hashed' }>
  | {
      readonly kind: 'undigested';
      readonly examination: Omit<Examination, 'sha256'>;
      readonly sidecarEvidence: readonly Evidence[];
    };

export interface InspectOptions extends Pick<ExamineOptions, 'sidecars'> {
  /** Files larger than this are not hashed: only their structure is read, whatever their size. */
  readonly digestUpToBytes: number;
}

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
  /** As `examine`, without the digest of a file that is larger than asked for. */
  inspect(absolutePath: string | Buffer, options: InspectOptions): Promise<InspectResult>;
  /** Starts up to so many processes ahead of files that are about to come, so that their start costs no time then. */
  prepare(processes: number): void;
  /** Whether any file is under way. */
  isReading(): boolean;
  /** The number evidence is filed under: rises whenever any reader or rule changes. */
  readonly engineVersion: number;
  /** Version of what is said of a place by its name and folder. */
  readonly placesVersion: number;
  /** Whether a recorded reading need not be made again: nothing that reads its format changed since. */
  isCurrent(read: FiledReading): boolean;
  close(): Promise<void>;
}
