/**
 * Starts up to `width` pieces of work at a time and yields their results in the order of the input. The input is asked for more only
 * as results are taken, so that a million files never wait in memory.
 */
export async function* inOrder<In, Out>(
  input: Iterable<In> | AsyncIterable<In>,
  width: number,
  work: (item: In) => Promise<Out>,
): AsyncGenerator<Out> {
  const running: Promise<Out>[] = [];
  for await (const item of input) {
    const started = work(item);
    // Awaited later, in its turn; a rejection before that must not count as unhandled.
    started.catch(() => {});
    running.push(started);
    const first = running.length >= width ? running.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const one of running) yield await one;
}
