import { ProvgateError } from '../src/domain/errors.ts';

/** Work done one piece at a time, in the order asked for. */
export interface Turns {
  /** Resolves with what the work gave; undefined where it failed by name or the turns had ended. */
  take<T>(work: () => Promise<T>): Promise<T | undefined>;
  /** Lets the piece under way finish and begins no other. */
  end(): Promise<void>;
}

/** Opens turns; a named failure goes to `onFailure`, anything else is a bug and rejects. */
export function openTurns(onFailure: (error: ProvgateError) => void): Turns {
  let last: Promise<unknown> = Promise.resolve();
  let ended = false;
  return {
    take(work) {
      const done = last.then(async () => {
        if (ended) return undefined;
        try {
          return await work();
        } catch (error) {
          if (!(error instanceof ProvgateError)) throw error;
          onFailure(error);
          return undefined;
        }
      });
      last = done.catch(() => undefined);
      return done;
    },
    async end() {
      ended = true;
      await last;
    },
  };
}
