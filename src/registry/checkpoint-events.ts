import type { Instant, Sha256 } from '../domain/asset.ts';
import type { LogHead } from '../domain/event.ts';
import type { Checkpoint } from '../domain/seal.ts';
import { checkpointHolds } from '../seal/checkpoint.ts';
import type { Said } from './sealed-events.ts';

/** Whether an event's checkpoint speaks of the entry before it and was signed with the key it names. */
export function isSoundCheckpoint(event: Said, before: LogHead): boolean {
  const checkpoint = checkpointIn(event);
  return (
    checkpoint !== undefined &&
    checkpoint.seq === before.seq &&
    checkpoint.hash === before.hash &&
    checkpointHolds(checkpoint)
  );
}

/** The checkpoint an event carries; undefined where it is none. */
export function checkpointIn(event: Said): Checkpoint | undefined {
  const production = event.get('production');
  const [key, publicKey, signature] = [event.get('key'), event.get('publicKey'), event.get('signature')];
  const { seq, hash, at } = statedIn(event.get('checkpoint'));
  if (typeof production !== 'string' || typeof seq !== 'number') return undefined;
  if (!isDigest(hash) || !isInstant(at) || !isDigest(key)) return undefined;
  if (typeof publicKey !== 'string' || typeof signature !== 'string') return undefined;
  return { production, seq, hash, at, key, publicKey, signature };
}

function statedIn(value: unknown): {
  readonly seq?: unknown;
  readonly hash?: unknown;
  readonly at?: unknown;
} {
  return typeof value === 'object' && value !== null ? value : {};
}

function isDigest(value: unknown): value is Sha256 {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

function isInstant(value: unknown): value is Instant {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
