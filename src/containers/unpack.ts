import { UnreadableMediaError } from '../domain/errors.ts';
import { type Budget, openBudget } from './budget.ts';

/** Largest packed file that is unpacked; it stands in memory whole, because readers go back and forth in it. */
export const MAX_UNPACKED_BYTES = 128 * 1024 * 1024;
/** What any archive may unpack to, however small it is: black frames pack a thousand to one. */
const FREE_BYTES = 256 * 1024 * 1024;
/** Beyond that, how many times its own size. */
const MAX_RATIO = 4;

/** What one archive may unpack, all its files together. */
export function unpackRoom(where: string, archiveBytes: number): Budget {
  return openBudget(where, FREE_BYTES + MAX_RATIO * archiveBytes);
}

/** How much one file of an archive may be. Throws `limit`, with the limit in words, where it says that it is more. */
export function roomFor(room: Budget, declaredBytes: number, where: string): number {
  if (declaredBytes > MAX_UNPACKED_BYTES) {
    const mib = MAX_UNPACKED_BYTES / (1024 * 1024);
    throw new UnreadableMediaError('limit', where, `unpacked it is larger than ${mib} MiB`);
  }
  const left = room.room(MAX_UNPACKED_BYTES);
  if (declaredBytes > left) {
    throw new UnreadableMediaError('limit', where, 'all its parts together are too large');
  }
  return left;
}
