import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CORPUS, isCorpusAbsent } from '../test/helpers/corpus.ts';
import type { Figure } from './figure.ts';
import { median, type Run, run } from './measure.ts';
import { provgate, scratch } from './production.ts';

const ROUNDS = 5;

/** `inspect` of real files, a cold process each time, against `exiftool -json -r`; undefined where the files are absent. */
export async function inspectCorpus(): Promise<Figure | undefined> {
  if (isCorpusAbsent) return undefined;
  return againstExiftool('inspect, 226 real files, credentials validated', join(CORPUS, 'files'), 1);
}

/** The same for the files among them that carry no Content Credential, so that nothing is validated. */
export async function inspectPlain(): Promise<Figure | undefined> {
  if (isCorpusAbsent) return undefined;
  const dir = scratch('plain');
  const from = join(CORPUS, 'files');
  const told = await run(...provgate('inspect', from, '--format', 'jsonl', '--quiet'));
  for (const line of told.stdout.trim().split('\n')) {
    const { path, evidence } = JSON.parse(line) as { path: string; evidence: { reader: string }[] };
    if (evidence.some(({ reader }) => reader === 'c2pa')) continue;
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    cpSync(join(from, path), join(dir, path));
  }
  const figure = await againstExiftool('inspect, those without a Content Credential', dir, 0.25);
  rmSync(dir, { recursive: true });
  return figure;
}

/** Both in turn, so that whatever else the machine does meets both. */
async function againstExiftool(name: string, dir: string, bar: number): Promise<Figure> {
  const tool = createRequire(import.meta.url).resolve('exiftool-vendored.pl/package.json');
  const ours: Run[] = [];
  const theirs: Run[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    theirs.push(await run('perl', [join(dirname(tool), 'bin/exiftool'), '-json', '-r', dir]));
    ours.push(await run(...provgate('inspect', dir, '--format', 'jsonl', '--quiet')));
  }
  const middle = (runs: readonly Run[], of: 'seconds' | 'cpuSeconds'): number =>
    median(runs.map((each) => each[of]));
  const cpu = middle(ours, 'cpuSeconds') / middle(theirs, 'cpuSeconds');
  return {
    name: `${name}: time against exiftool -json -r`,
    value: middle(ours, 'seconds') / middle(theirs, 'seconds'),
    bar,
    better: 'lower',
    ours: `${middle(ours, 'seconds').toFixed(2)} s, processor ${middle(ours, 'cpuSeconds').toFixed(2)} s`,
    yardstick: `exiftool ${middle(theirs, 'seconds').toFixed(2)} s, processor ${middle(theirs, 'cpuSeconds').toFixed(2)} s`,
    note: `processor time, all processes: ${cpu.toFixed(2)} of exiftool's`,
  };
}
