import { parentPort, workerData } from 'node:worker_threads';
import { openPacking } from './packed-batch.ts';
import { walkProduction } from './production-walk.ts';
import { BATCHES_AHEAD, type WalkOrder } from './walk-ahead.ts';

// The other side of `walkAhead`: walks, and waits while it is far enough ahead.
const { production, under, taken }: WalkOrder = workerData;
const pack = openPacking();
let told = 0;
for (const batch of walkProduction(production, under)) {
  for (let done = Atomics.load(taken, 0); told - done > BATCHES_AHEAD; done = Atomics.load(taken, 0)) {
    Atomics.wait(taken, 0, done);
  }
  const packed = pack(batch);
  parentPort?.postMessage(packed, [packed.numbers.buffer]);
  told += 1;
}
parentPort?.postMessage(undefined);
