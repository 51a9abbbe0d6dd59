import type { Instant, Sha256 } from './asset.ts';
import type { LogHead } from './event.ts';

/** What a checkpoint says: at this moment the log of this production ended here. */
export interface CheckpointStatement extends LogHead {
  readonly production: string;
  readonly at: Instant;
}

/** A statement with its signature. */
export interface Checkpoint extends CheckpointStatement {
  /** SHA-256 of the public key. */
  readonly key: Sha256;
  /** Ed25519, SPKI, base64. */
  readonly publicKey: string;
  /** Over the statement's RFC 8785 text, base64. */
  readonly signature: string;
}

/** How far a machine remembers the record of a production. */
export type Remembrance = 'remembered' | 'first-seen' | 'not-kept';

/**
 * What is kept of a production's record outside its media and its state: the key that signs checkpoints, and where the log ended when it
 * was last seen. Whoever can change the record but not this cannot set the record back unnoticed (threats 13).
 */
export interface Seal {
  /** Where the log ended when it was last seen here. Throws `could-not-read` for a note that is damaged. */
  lastSeen(): LogHead | undefined;
  /** Notes a later end; an earlier one changes nothing. Where it cannot be noted, `remembrance` says so. */
  remember(head: LogHead): void;
  /** Notes this end, whatever was seen before. */
  replace(head: LogHead): void;
  /** Signs a statement; undefined where no key can be kept. */
  sign(statement: CheckpointStatement): Checkpoint | undefined;
  remembrance(): Remembrance;
}
