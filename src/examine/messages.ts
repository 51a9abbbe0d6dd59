import type { FileSnapshot, ReadState, Sha256 } from '../domain/asset.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { LineageId } from '../domain/lineage.ts';
import type { MediaType } from '../domain/media.ts';
import type { Member } from '../domain/member.ts';

/** What to do with a file's bytes once their digest is known: all readers, only its type, or nothing more. */
export type Decision = 'read' | 'type' | 'skip';

/** Read one file. `large`: it may be large; without, a large file is handed back unread as `large`. */
export interface FileOrder {
  readonly kind: 'file';
  readonly id: number;
  readonly path: string | Buffer;
  readonly large: boolean;
  /** A larger file is read without a digest, and without asking. */
  readonly digestUpToBytes: number;
  /** From which size to wait for a decision after the digest; below it `decision` holds. */
  readonly asksFromBytes: number;
  readonly decision: Decision;
}

/** Read one sidecar of a media file, as evidence of the place where both are. */
export interface SidecarOrder {
  readonly kind: 'sidecar';
  readonly id: number;
  readonly path: string | Buffer;
  readonly mediaPath: string | Buffer;
  readonly asksFromBytes: number;
}

export interface DecideOrder {
  readonly kind: 'decide';
  readonly id: number;
  readonly decision: Decision;
}

/** The first order of every process: what all its readers are given besides the files. */
export interface BeginOrder {
  readonly kind: 'begin';
  /** PEM certificates a camera's or person's signature must chain to. */
  readonly trustAnchors: string | undefined;
}

/** Parent to child, several in one message. */
export type Order = BeginOrder | FileOrder | SidecarOrder | DecideOrder;

/** How a file or sidecar ended in the child. */
export type Outcome =
  | { readonly kind: 'examined'; readonly read: ReadFile }
  | { readonly kind: 'typed'; readonly type: MediaType }
  | { readonly kind: 'hashed' }
  | { readonly kind: 'sidecar'; readonly evidence: readonly Evidence[]; readonly media: FileSnapshot }
  | { readonly kind: 'changed' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: string }
  /** Larger than a small order admits; nothing was read. */
  | { readonly kind: 'large' };

/** What the readers found in one file. */
export interface ReadFile {
  readonly type: MediaType;
  readonly evidence: readonly Evidence[];
  readonly state: ReadState;
  readonly stateReason: string | undefined;
  readonly members?: readonly Member[];
  readonly ids?: readonly LineageId[];
}

/** Child to parent, several in one message. */
export type Notice =
  | { readonly kind: 'ready' }
  /** Bytes were hashed, or read by a reader. */
  | { readonly kind: 'progress'; readonly id: number; readonly bytes: number }
  | {
      readonly kind: 'digest';
      readonly id: number;
      /** Undefined where none was wanted. */
      readonly sha256: Sha256 | undefined;
      readonly snapshot: FileSnapshot;
      /** Whether it waits for a decision. */
      readonly asks: boolean;
    }
  /** Readers begin; from here the clock runs. Always on its way before the first of them touches a byte. */
  | { readonly kind: 'reading'; readonly id: number }
  /** A reader failed in a way that is our fault; the outcome follows. */
  | { readonly kind: 'fault'; readonly id: number; readonly stack: string }
  | { readonly kind: 'done'; readonly id: number; readonly outcome: Outcome };
