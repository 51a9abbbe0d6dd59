import type { EventKind, LogHead } from '../domain/event.ts';
import type { Clock } from '../domain/ports.ts';
import type { Seal } from '../domain/seal.ts';
import type { EventLog } from './event-log.ts';
import type { Tx } from './tables.ts';

/** Events between two checkpoints, at most. */
const MOST_BETWEEN = 1_000;

/** After these somebody may rely on what the record says, outside it. */
const RELIED_ON: ReadonlySet<EventKind> = new Set(['check-made', 'export-made']);

/** After these the end of the log is noted at once, because setting them back would make a verdict milder. */
const NOTED: ReadonlySet<EventKind> = new Set([
  ...RELIED_ON,
  'configuration-changed',
  'declaration-recorded',
  'approval-recorded',
  'approval-revoked',
  'paper-recorded',
  'token-created',
  'token-revoked',
  'person-erased',
  'checkpoint-signed',
]);

/** Signs the log as it grows and notes where it ends. */
export interface Checkpoints {
  /** Appends a checkpoint to the transaction at hand where one is due. */
  within(tx: Tx, log: EventLog): Promise<void>;
  /** Told after the commit what it appended. */
  committed(head: LogHead, kinds: ReadonlySet<EventKind>): void;
  /** Appends a checkpoint unless the log ends with one; false where nothing is signed here. */
  now(tx: Tx, log: EventLog): Promise<boolean>;
  /** Notes where the log ended after the last commit of this process. */
  close(): void;
}

/** Without a seal nothing is signed and nothing noted. */
export function openCheckpoints(seal: Seal | undefined, clock: Clock): Checkpoints {
  let lastSeq: number | undefined;
  let latest: LogHead | undefined;
  const now = async (tx: Tx, log: EventLog): Promise<boolean> => {
    const head = log.head();
    const at = clock.now();
    const made = seal?.sign({ production: tx.productionId, ...head, at });
    if (made === undefined) return false;
    const { key, publicKey, signature } = made;
    const checkpoint = { seq: head.seq, hash: head.hash, at };
    await log.append('checkpoint-signed', { checkpoint, key, publicKey, signature }, undefined, at);
    return true;
  };
  return {
    now,
    async within(tx, log) {
      const { seq } = log.head();
      lastSeq ??= seq;
      const isDue = [...log.kinds()].some((kind) => RELIED_ON.has(kind)) || seq - lastSeq >= MOST_BETWEEN;
      if (seal !== undefined && isDue) await now(tx, log);
    },
    committed(head, kinds) {
      if (kinds.size === 0) return;
      latest = head;
      if (kinds.has('checkpoint-signed')) lastSeq = head.seq;
      if ([...kinds].some((kind) => NOTED.has(kind))) seal?.remember(head);
    },
    close() {
      if (latest !== undefined) seal?.remember(latest);
    },
  };
}
