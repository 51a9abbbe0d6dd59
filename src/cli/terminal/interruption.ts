/** How long an interrupted verb may tidy up. */
const GRACE_MS = 8000;
/** A second Ctrl-C within this time is the same keystroke, told twice: by the terminal and by a parent. */
const ECHO_MS = 250;

type StopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** The wish of a person or the system that the process stops. */
export interface Interruption {
  /** Aborted with the first signal. */
  readonly signal: AbortSignal;
  /** Which signal came first. */
  by(): StopSignal | undefined;
  /** Resolves when tidying up took too long, or a second Ctrl-C asked for an end at once. */
  readonly overdue: Promise<void>;
}

/** Listens for SIGINT, SIGTERM and SIGHUP until the process ends. */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  const overdue = Promise.withResolvers<void>();
  let first: { readonly by: StopSignal; readonly atMs: number } | undefined;
  const stop = (by: StopSignal): void => {
    const atMs = performance.now();
    if (first === undefined) {
      first = { by, atMs };
      setTimeout(overdue.resolve, GRACE_MS).unref();
      controller.abort();
    } else if (atMs - first.atMs > ECHO_MS) overdue.resolve();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop(name));
  return { signal: controller.signal, by: () => first?.by, overdue: overdue.promise };
}
