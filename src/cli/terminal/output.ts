import type { Writable } from 'node:stream';
import { ProvgateError } from '../../domain/errors.ts';
import { errorCode } from '../../files/walk.ts';

/** Where text goes: a report's stream or a person's terminal. */
export interface Output {
  /** Resolves when the stream can take more. After the reader has gone, text is dropped. */
  write(text: string): Promise<void>;
  /** Resolves when everything was handed to the system. Throws `disk-full` or `could-not-read` where it was not. */
  flush(): Promise<void>;
  readonly isTerminal: boolean;
  /** Characters in a line. */
  readonly columns: number;
}

/** An output on a process stream. A reader that goes away (`| head`) is no failure; a full disk is. */
export function openOutput(
  stream: Writable & { readonly isTTY?: boolean; readonly columns?: number },
): Output {
  let gone = false;
  let failure: Error | undefined;
  stream.on('error', (error: Error) => {
    gone = true;
    if (errorCode(error) !== 'EPIPE') failure ??= error;
  });
  return {
    isTerminal: stream.isTTY === true,
    columns: stream.columns ?? 100,
    async write(text) {
      if (gone || stream.write(text)) return;
      await new Promise<void>((resume) => {
        const go = (): void => {
          for (const event of ['drain', 'error', 'close']) stream.off(event, go);
          resume();
        };
        for (const event of ['drain', 'error', 'close']) stream.once(event, go);
      });
    },
    async flush() {
      if (!gone) await new Promise<void>((done) => stream.write('', () => done()));
      if (failure !== undefined) throw notWritten(failure);
    },
  };
}

function notWritten(cause: Error): ProvgateError {
  const full = errorCode(cause) === 'ENOSPC' || errorCode(cause) === 'EDQUOT';
  return new ProvgateError(
    full ? 'disk-full' : 'could-not-read',
    `The report could not be written (${errorCode(cause)}), so it is not complete.`,
    full ? 'Make room and run the command again.' : 'Send it somewhere else and run the command again.',
    { cause },
  );
}
