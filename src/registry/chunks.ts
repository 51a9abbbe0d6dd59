/** Most values given to one query as a list; engines limit how many one statement may carry. */
export const LIST_VALUES = 500;

/** A list in pieces of at most `size`. */
export function* chunks<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}
