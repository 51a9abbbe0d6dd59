import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Production } from '../src/domain/configuration.ts';
import type { RelPath } from '../src/domain/path.ts';
import { openUnpacking, type PackedBatch } from './packed-batch.ts';
import type { ProductionBatch } from './production-walk.ts';

/** Batches the walk may be ahead of whoever takes them. */
export const BATCHES_AHEAD = 64;

/** What the walking thread is told. */
export interface WalkOrder {
  readonly production: Production;
  readonly under: RelPath;
  /** One shared number: batches taken so far. */
  readonly taken: Int32Array<SharedArrayBuffer>;
}

const CHILD = new URL(`./walk-child.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url);

/** As `walkProduction`, on a thread of its own, so that the disk is read while the registry is. Leaving the loop stops it. */
export async function* walkAhead(production: Production, under: RelPath): AsyncGenerator<ProductionBatch> {
  const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const order: WalkOrder = { production, under, taken };
  const worker = new Worker(CHILD, { workerData: order });
  const unpack = openUnpacking();
  try {
    for await (const [packed] of on(worker, 'message')) {
      if (packed === undefined) return;
      Atomics.add(taken, 0, 1);
      Atomics.notify(taken, 0);
      yield unpack(asPacked(packed));
    }
  } finally {
    await worker.terminate();
  }
}

/** What only `walk-child.ts` sends. */
function asPacked(message: PackedBatch): PackedBatch {
  return message;
}
