import { startWatch, type Watch } from '../../../watcher/watch.ts';
import { ProvgateError } from '../../domain/errors.ts';
import type { Runtime } from '../../domain/runtime.ts';

/**
 * Watches a production while `meanwhile` (told when to end) runs. Throws `already-watched` when another watcher runs or took over, or
 * what starting threw.
 */
export async function watchUntilStopped(
  runtime: Runtime,
  signal: AbortSignal,
  meanwhile: (stopped: Promise<void>) => Promise<void>,
): Promise<void> {
  const stopped = Promise.withResolvers<void>();
  let lost = false;
  const watch: Watch = await startWatch(runtime, {
    onLost: () => {
      lost = true;
      stopped.resolve();
    },
  });
  if (signal.aborted) stopped.resolve();
  signal.addEventListener('abort', () => stopped.resolve(), { once: true });
  // Between two sweeps nothing else may keep the process running.
  const alive = setInterval(() => {}, 60_000);
  try {
    await meanwhile(stopped.promise);
  } finally {
    clearInterval(alive);
    await watch.stop();
  }
  if (lost) {
    throw new ProvgateError(
      'already-watched',
      'Another provgate took over watching this production, so this one stopped.',
      'Use that one; one watcher is enough.',
    );
  }
}
