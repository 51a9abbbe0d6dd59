import type { DeliverableType, Destination } from '../domain/deliverable.ts';
import type { RelPath } from '../domain/path.ts';

/** How far a check has come, in items. */
export interface CheckProgress {
  readonly done: number;
  readonly total: number;
}

/** One question to the gate. */
export interface CheckRequest {
  /** Files and folders, relative to the media root; `ROOT` for all of it. See `scopePaths`. */
  readonly paths: readonly RelPath[];
  /** Default: final. */
  readonly destination?: Destination;
  /** What leaves, where it differs from the matching `deliverables` entry. */
  readonly type?: DeliverableType;
  readonly episode?: string;
  readonly territories?: readonly string[];
  readonly channels?: readonly string[];
  /** Which cut leaves, where approvals are for one cut only. */
  readonly cut?: string;
  /** Approval ids attached to the GenAI items of the scope. */
  readonly approvalIds?: readonly string[];
  /** Reads all bytes, whatever stat says. */
  readonly rehash?: boolean;
  /** Judges without leaving a stored check, as `show` and `status` do. */
  readonly unrecorded?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: CheckProgress) => void;
}
