import { ProvgateError } from '../domain/errors.ts';
import type { LogHead } from '../domain/event.ts';
import { logHead } from './event-log.ts';
import { registryName } from './failures.ts';
import type { Store } from './store.ts';

/**
 * Compares the log with where it was last seen to end. Throws `record-went-backwards` for an older copy, for another registry in its
 * place, and for a log that was begun anew. Gives the head.
 */
export async function requireForward(
  store: Store,
  seen: LogHead | undefined,
  file: string,
): Promise<LogHead> {
  const { head, hashThere } = await store.read(async (tx) => {
    const event =
      seen === undefined
        ? undefined
        : await tx.db
            .selectFrom('events')
            .select('hash')
            .where('production_id', '=', tx.production)
            .where('seq', '=', seen.seq)
            .executeTakeFirst();
    return { head: await logHead(tx), hashThere: event?.hash };
  });
  if (seen === undefined || hashThere === seen.hash) return head;
  throw wentBackwards(
    file,
    seen,
    head.seq < seen.seq
      ? `it ends with event ${head.seq}, but event ${seen.seq} was seen here before`
      : `its event ${seen.seq} is not the one that was seen here before`,
  );
}

/** The failure, in words that say what may have happened. */
export function wentBackwards(file: string, seen: LogHead, why: string): ProvgateError {
  return new ProvgateError(
    'record-went-backwards',
    `The record went backwards: ${why} (${registryName(file)}). An older copy or another registry was put in its place, or its end was cut off; what was recorded up to event ${seen.seq} is not in it.`,
    'Bring the newest backup back with "provgate registry restore DIR"; if this is meant, an admin accepts it with "provgate audit accept --reason TEXT". Nothing passes until then.',
  );
}
