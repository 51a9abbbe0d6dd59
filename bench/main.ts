import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { bulkDeclare } from './bulk-declare.ts';
import { coldLarge } from './cold-large.ts';
import { coldStills } from './cold-stills.ts';
import { declaredCheck } from './declared.ts';
import { type Figure, table } from './figure.ts';
import { inspectCorpus, inspectPlain } from './inspect.ts';
import { sparseMov } from './sparse-mov.ts';
import { warmCheck, warmSweep } from './warm.ts';
import { watchMemory } from './watch-memory.ts';

/**
 * Every benchmark by name, undefined where it cannot be run here: `npm run bench`, or `npm run bench -- inspect` for all whose
 * name begins so.
 */
const BENCHES: Readonly<Record<string, () => Promise<Figure | undefined>>> = {
  inspect: inspectCorpus,
  'inspect-plain': inspectPlain,
  'sparse-mov': sparseMov,
  'cold-large': coldLarge,
  'cold-stills': coldStills,
  'warm-sweep': warmSweep,
  'warm-check': warmCheck,
  declared: declaredCheck,
  'bulk-declare': bulkDeclare,
  'watch-memory': watchMemory,
};

const wanted = process.argv.slice(2);
const figures: Figure[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.some((word) => name.startsWith(word))) continue;
  process.stderr.write(`${name} …\n`);
  const figure = await bench();
  if (figure === undefined) process.stderr.write(`${name}: skipped, the labelled files are not here\n`);
  else figures.push(figure);
}
const machine = { platform: platform(), arch: arch(), cores: cpus().length, node: process.version };
mkdirSync('bench/results', { recursive: true });
writeFileSync('bench/results/latest.json', `${JSON.stringify({ machine, figures }, null, 2)}\n`);
process.stdout.write(`${table(figures)}\n`);
