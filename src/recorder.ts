import type { Observation, Recorded } from './domain/observation.ts';
import type { AssetRecords } from './domain/registry.ts';
import type { Recorder } from './domain/runtime.ts';

/** Observations in one transaction, at most. */
const BATCH = 200;
/** Longest an observation waits for company. */
const WAIT_MS = 100;

/** The part of the registry that records. */
interface Recording {
  readonly assets: Pick<AssetRecords, 'record'>;
}

interface Waiting {
  readonly observation: Observation;
  readonly resolve: (recorded: Recorded) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Records observations in transactions of up to 200, or whatever came within 100 ms, in the order given; without waiting where
 * nothing more is coming. Each caller hears when its transaction is committed; when one fails, every caller in it gets the error.
 */
export function openRecorder(
  registry: Recording,
  isMoreComing: () => boolean = () => true,
): Recorder & { flush(): Promise<void> } {
  let waiting: Waiting[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  function writeSoon(): void {
    clearTimeout(timer);
    timer = undefined;
    // One transaction at a time keeps the order, and lets the next batch fill meanwhile.
    writing = writing.then(async () => {
      const batch = waiting.slice(0, BATCH);
      waiting = waiting.slice(BATCH);
      if (batch.length > 0) await write(registry, batch);
      if (waiting.length > 0) arm();
    });
  }

  function arm(): void {
    if (waiting.length >= BATCH) writeSoon();
    else timer ??= setTimeout(writeSoon, WAIT_MS);
  }

  return {
    record: (observation) =>
      new Promise((resolve, reject) => {
        waiting.push({ observation, resolve, reject });
        if (!isMoreComing()) writeSoon();
        else if (waiting.length === BATCH || waiting.length === 1) arm();
      }),
    async flush() {
      while (waiting.length > 0) {
        writeSoon();
        await writing;
      }
      await writing;
    },
  };
}

async function write(registry: Recording, batch: readonly Waiting[]): Promise<void> {
  try {
    const recorded = await registry.assets.record(batch.map(({ observation }) => observation));
    batch.forEach(({ resolve, reject }, index) => {
      const one = recorded[index];
      if (one === undefined)
        reject(new Error('the registry answered for fewer observations than it was given'));
      else resolve(one);
    });
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}
