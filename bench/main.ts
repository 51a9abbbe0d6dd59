import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { coldLarge } from './cold-large.ts';
import { coldStills } from './cold-stills.ts';
import { type Figure, table } from './figure.ts';
import { warmCheck, warmSweep } from './warm.ts';
import { watchMemory } from './watch-memory.ts';

/** Every benchmark by name: `npm run bench`, or `npm run bench -- warm-check` for some. */
const BENCHES: Readonly<Record<string, () => Promise<Figure>>> = {
  'cold-large': coldLarge,
  'cold-stills': coldStills,
  'warm-sweep': warmSweep,
  'warm-check': warmCheck,
  'watch-memory': watchMemory,
};

const wanted = process.argv.slice(2);
const figures: Figure[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  figures.push(await bench());
}
const machine = { platform: platform(), arch: arch(), cores: cpus().length, node: process.version };
mkdirSync('bench/results', { recursive: true });
writeFileSync('bench/results/latest.json', `${JSON.stringify({ machine, figures }, null, 2)}\n`);
process.stdout.write(`${table(figures)}\n`);
