import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from './figure.ts';
import { makeStills, makeTinyFiles } from './material.ts';
import { median, run } from './measure.ts';
import { makeCold, provgate, scratch } from './production.ts';

const ROUNDS = 5;

/** Warm sweep of 100,000 unchanged files against `find -printf` on the same folder. */
export async function warmSweep(): Promise<Figure> {
  const dir = scratch('warm');
  makeTinyFiles(join(dir, 'notes'), 100_000);
  makeCold(dir);
  await run(...provgate('scan', dir, '--quiet'));
  const ratios: number[] = [];
  let text = ['', ''];
  for (let round = 0; round < ROUNDS; round++) {
    const found = await run('find', [dir, '-printf', '%s %T@ %C@ %i\n']);
    const swept = await run(...provgate('scan', dir, '--format', 'json'));
    ratios.push(swept.seconds / found.seconds);
    text = [
      `${swept.seconds.toFixed(2)} s, peak ${swept.peakMB.toFixed(0)} MB`,
      `find ${found.seconds.toFixed(2)} s`,
    ];
  }
  rmSync(dir, { recursive: true });
  return {
    name: 'warm sweep, 100,000 unchanged files: times find -printf',
    value: median(ratios),
    bar: 4,
    better: 'lower',
    ours: text[0] ?? '',
    yardstick: text[1] ?? '',
  };
}

/** Warm check of 2,000 registered files, whole process. */
export async function warmCheck(): Promise<Figure> {
  const dir = scratch('check');
  await makeStills(join(dir, 'finals'), 1_000);
  makeCold(dir);
  await run(...provgate('scan', dir, '--quiet'));
  await run(...provgate('check', join(dir, 'finals'), '--quiet'));
  const seconds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    seconds.push((await run(...provgate('check', join(dir, 'finals'), '--format', 'json'))).seconds);
  }
  rmSync(dir, { recursive: true });
  return {
    name: 'warm check, 2,000 files: seconds',
    value: median(seconds),
    bar: 1.5,
    better: 'lower',
    ours: `${median(seconds).toFixed(2)} s`,
    yardstick: 'none: an absolute bar',
  };
}
