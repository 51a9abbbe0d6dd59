import type { Instant } from '../domain/asset.ts';
import type { Actor } from '../domain/person.ts';
import type { Ids } from '../domain/ports.ts';
import type { EventLog } from './event-log.ts';
import type { Classify } from './judge.ts';
import type { Tx } from './tables.ts';

/** What one transaction that records something works with. */
export interface Recording {
  readonly tx: Tx;
  readonly log: EventLog;
  readonly classify: Classify;
  readonly ids: Ids;
  readonly actor: Actor | undefined;
  readonly now: Instant;
}

/** Starts a recording within a transaction. */
export type BeginRecording = (tx: Tx, log: EventLog) => Recording;
