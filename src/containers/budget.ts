import { UnreadableMediaError } from '../domain/errors.ts';

/** Bytes that may be unpacked or gathered for one file, all parts together, so that many small bombs weigh no more than one. */
export interface Budget {
  /** How much the next part may be, at most `wanted`. Throws `limit` once the budget is spent. */
  room(wanted: number): number;
  /** Counts a part, and returns it. */
  spend<T extends Uint8Array>(bytes: T): T;
}

const MAX_BYTES = 96 * 1024 * 1024;

/** What may be read of parts that can share their bytes: a file's own size a few times over, `maxBytes` at most. */
export function sharedBytes(sizeBytes: number, maxBytes: number): number {
  return Math.min(maxBytes, 8 * sizeBytes + 1024 * 1024);
}

export function openBudget(where: string, maxBytes = MAX_BYTES): Budget {
  let left = maxBytes;
  return {
    room(wanted) {
      if (left > 0) return Math.min(left, wanted);
      throw new UnreadableMediaError('limit', where, 'all its parts together are too large');
    },
    spend(bytes) {
      left -= bytes.length;
      return bytes;
    },
  };
}
