import type { RelPath } from '../src/domain/path.ts';
import type { LiveLocation } from '../src/domain/registry.ts';
import { comparePaths } from '../src/files/paths.ts';

/** A sorted listing of live places, read in step with a sorted walk. */
export interface Cursor {
  /** The live place at exactly this path, or none; `more` when the next chunk must be fetched to tell. */
  advanceTo(path: RelPath): LiveLocation | undefined | 'more';
  fetch(): Promise<void>;
  /** Passes everything that is left. */
  finish(): Promise<void>;
  /** Places passed so far, met or not. */
  readonly passed: () => number;
}

/** Opens a cursor; `onMissed` hears of every place the walk went by without meeting it. */
export function openCursor(
  chunks: AsyncIterable<readonly LiveLocation[]>,
  onMissed: (live: LiveLocation) => void,
): Cursor {
  const source = chunks[Symbol.asyncIterator]();
  let chunk: readonly LiveLocation[] = [];
  let next = 0;
  let passed = 0;
  let ended = false;

  async function fetch(): Promise<void> {
    const step = await source.next();
    ended = step.done === true;
    chunk = step.done === true ? [] : step.value;
    next = 0;
  }

  return {
    advanceTo(path) {
      for (; next < chunk.length; next++) {
        const live = chunk[next];
        if (live === undefined) break;
        const order = comparePaths(live.path, path);
        if (order > 0) return undefined;
        passed += 1;
        if (order === 0) {
          next += 1;
          return live;
        }
        onMissed(live);
      }
      return ended ? undefined : 'more';
    },
    fetch,
    async finish() {
      for (; !ended; await fetch()) {
        for (const live of chunk.slice(next)) {
          passed += 1;
          onMissed(live);
        }
      }
    },
    passed: () => passed,
  };
}
