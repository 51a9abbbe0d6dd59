import { setImmediate as breathe } from 'node:timers/promises';

/** Most values given to one query as a list; engines limit how many one statement may carry. */
export const LIST_VALUES = 500;

/** A list in pieces of at most `size`. */
export function* chunks<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}

/** Steps of a long transaction between which the process may do other work; the transaction itself stays open. */
const STEPS_A_BREATH = 200;

/** A list one by one, letting the event loop turn now and then, so that a hundred thousand frames hold up no answer. */
export async function* inBreaths<T>(list: readonly T[]): AsyncGenerator<T> {
  for (const some of chunks(list, STEPS_A_BREATH)) {
    yield* some;
    if (list.length > STEPS_A_BREATH) await breathe();
  }
}
