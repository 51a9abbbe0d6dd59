/** Values asked of the registry in one query. */
const CHUNK = 500;

/** A list in pieces small enough for one query each. */
export function* inChunks<T>(values: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < values.length; at += CHUNK) yield values.slice(at, at + CHUNK);
}
