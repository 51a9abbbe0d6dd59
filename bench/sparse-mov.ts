import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeSparseMovie } from '../test/helpers/sparse-movie.ts';
import type { Figure } from './figure.ts';
import { median, run } from './measure.ts';
import { provgate, scratch } from './production.ts';

const GIB = 1024 ** 3;
const ROUNDS = 5;

/** `inspect` of a 50 GiB movie whose metadata stands behind its media; a small one of the same structure beside it. */
export async function sparseMov(): Promise<Figure> {
  const dir = scratch('sparse');
  const [large, small] = [join(dir, 'large.mov'), join(dir, 'small.mov')];
  writeSparseMovie(large, 50 * GIB);
  writeSparseMovie(small, 100_000);
  const seconds: number[] = [];
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    const read = await run(...provgate('inspect', large, '--format', 'json'));
    if (!read.stdout.includes('"genai"')) throw new Error('the metadata at its end was not read');
    seconds.push(read.seconds);
    ours.push(read.peakMB);
    theirs.push((await run(...provgate('inspect', small, '--format', 'json'))).peakMB);
  }
  rmSync(dir, { recursive: true });
  return {
    name: 'inspect, a 50 GiB movie: seconds',
    value: median(seconds),
    bar: 1,
    better: 'lower',
    ours: `${median(seconds).toFixed(2)} s, peak ${median(ours).toFixed(0)} MB`,
    yardstick: `100 kB movie peak ${median(theirs).toFixed(0)} MB`,
  };
}
