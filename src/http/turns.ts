import { HttpProblem } from './problem.ts';

/** Lets so many pieces of work run at a time; the next is refused with 429 rather than kept waiting. */
export interface Turns {
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** `most` turns. */
export function openTurns(most: number): Turns {
  let running = 0;
  return {
    async run(work) {
      if (running >= most)
        throw new HttpProblem(
          'too-many-requests',
          `${most} files are already being judged.`,
          'Wait a moment and try again.',
        );
      running += 1;
      try {
        return await work();
      } finally {
        running -= 1;
      }
    },
  };
}
