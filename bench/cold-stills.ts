import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Figure } from './figure.ts';
import { makeStills } from './material.ts';
import { run } from './measure.ts';
import { makeCold, provgate, scratch } from './production.ts';

const EACH = 10_000;

/** Cold sweep of 10,000 JPEGs and 10,000 PNGs against `exiftool -r -json` on the same folder. */
export async function coldStills(): Promise<Figure> {
  const dir = scratch('stills');
  await makeStills(dir, EACH);
  const tool = createRequire(import.meta.url).resolve('exiftool-vendored.pl/package.json');
  const read = await run('perl', [join(dirname(tool), 'bin/exiftool'), '-r', '-json', dir]);
  makeCold(dir);
  const swept = await run(...provgate('scan', dir, '--format', 'json'));
  rmSync(dir, { recursive: true });
  return {
    name: 'cold sweep, 20,000 stills: times faster than exiftool -r -json',
    value: read.seconds / swept.seconds,
    bar: 5,
    better: 'higher',
    ours: `${swept.seconds.toFixed(1)} s, peak ${swept.peakMB.toFixed(0)} MB`,
    yardstick: `exiftool ${read.seconds.toFixed(1)} s`,
  };
}
