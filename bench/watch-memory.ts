import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Figure } from './figure.ts';
import { makeTinyFiles } from './material.ts';
import { treeMB } from './measure.ts';
import { makeCold, provgate, scratch } from './production.ts';

const SAMPLE_MS = 200;

/** Peak memory of all processes together while 100,000 files are first swept and then watched. */
export async function watchMemory(): Promise<Figure> {
  const dir = scratch('watch');
  makeTinyFiles(join(dir, 'notes'), 100_000);
  makeCold(dir);
  const [command, args] = provgate('watch', dir);
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let lines = '';
  child.stderr.on('data', (chunk: Buffer) => {
    lines += chunk.toString();
  });
  let peak = 0;
  while (!lines.includes('"event":"swept"') && child.exitCode === null) {
    peak = Math.max(peak, treeMB(child.pid ?? 0));
    await wait(SAMPLE_MS);
  }
  for (let sample = 0; sample < 50; sample++) {
    peak = Math.max(peak, treeMB(child.pid ?? 0));
    await wait(SAMPLE_MS);
  }
  const resting = treeMB(child.pid ?? 0);
  peak = Math.max(peak, resting);
  child.kill('SIGTERM');
  await new Promise((done) => child.on('close', done));
  rmSync(dir, { recursive: true });
  return {
    name: 'watching 100,000 files: peak MB of all processes',
    value: peak,
    bar: 500,
    better: 'lower',
    ours: `peak ${peak.toFixed(0)} MB, at rest ${resting.toFixed(0)} MB`,
    yardstick: 'none: an absolute bar',
  };
}
