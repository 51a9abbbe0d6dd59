const STEP_MS = 20;
const LIMIT_MS = 40_000;

/** Waits until a condition holds; fails with the last answer after 40 seconds. */
export async function until<T>(
  what: string,
  ask: () => Promise<T> | T,
  holds: (answer: T) => boolean,
): Promise<T> {
  const started = performance.now();
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (performance.now() - started > LIMIT_MS) throw new Error(`${what}: still ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
}
