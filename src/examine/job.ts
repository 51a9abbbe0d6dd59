import type { FileSnapshot, Sha256 } from '../domain/asset.ts';
import type { Decision, Order, Outcome } from './messages.ts';

export interface FileRequest {
  readonly kind: 'file';
  readonly path: string | Buffer;
  readonly digestOnly: boolean;
  /** A larger file is read without a digest. */
  readonly digestUpToBytes: number;
  readonly isKnown: ((sha256: Sha256) => Promise<boolean>) | undefined;
}

/** What is to be read: a file, or a sidecar beside its media file. */
export type Request =
  | FileRequest
  | { readonly kind: 'sidecar'; readonly path: string | Buffer; readonly mediaPath: string | Buffer };

/** How far a job is: not with a process, being hashed, waiting for our decision, or decided and owed by the process. */
export type Stage = 'queued' | 'hashing' | 'deciding' | 'decided';

/** One request on its way through the processes; the pool alone changes it. */
export interface Job {
  readonly id: number;
  readonly request: Request;
  stage: Stage;
  large: boolean;
  /** Must be the only job of a new process, because one died over it or may have. */
  alone: boolean;
  /** Processes lost while this was under way and no reader was at work. */
  losses: number;
  sha256: Sha256 | undefined;
  snapshot: FileSnapshot | undefined;
  /** How the process last ended that was reading it. */
  stopped: string | undefined;
  /** Its readers died too often: none is tried, and it counts as unreadable. */
  condemned: boolean;
  readonly resolve: (read: Finished) => void;
  readonly reject: (error: unknown) => void;
}

/** A job that is done, and how. */
export interface Finished {
  readonly outcome: Outcome;
  readonly job: Readonly<Job>;
}

/** A job that has just been asked for. */
export function newJob(id: number, request: Request, resolve: Job['resolve'], reject: Job['reject']): Job {
  return {
    id,
    request,
    stage: 'queued',
    large: false,
    alone: false,
    losses: 0,
    sha256: undefined,
    snapshot: undefined,
    stopped: undefined,
    condemned: false,
    resolve,
    reject,
  };
}

/** The order that hands a job to a process. */
export function orderOf(job: Job, asksFromBytes: number): Order {
  const { id, request, large } = job;
  if (request.kind === 'sidecar') {
    return { kind: 'sidecar', id, path: request.path, mediaPath: request.mediaPath, asksFromBytes };
  }
  const decision: Decision = request.digestOnly ? 'skip' : 'read';
  const { path, digestUpToBytes } = request;
  return { kind: 'file', id, path, large, digestUpToBytes, asksFromBytes, decision };
}
