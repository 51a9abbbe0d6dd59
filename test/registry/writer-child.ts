import { classify } from '../../src/classify.ts';
import { openRegistry } from '../../src/registry/open.ts';
import { optionsIn } from './options.ts';
import { countingIds, examined, sha } from './seen.ts';

/**
 * A process of its own that writes to a registry: `writer-child.ts DIR NAME ROUNDS`. Each round records one file and counts
 * one death, which reads before it writes. Prints a line when it is open and, at the end, the changes it was told.
 */
const [dir = '', name = '', rounds = '0'] = process.argv.slice(2);
const registry = await openRegistry(optionsIn(dir, { ids: countingIds(name), classify }));
process.stdout.write('open\n');

const told: Record<string, number> = {};
for (let round = 0; round < Number(rounds); round++) {
  const [recorded] = await registry.assets.record([examined(`${name}/${round}`, { content: `c${round}` })]);
  const change = recorded?.change ?? 'nothing';
  told[change] = (told[change] ?? 0) + 1;
  await registry.readerDeaths.add(sha('shared'), 1);
}
await registry.close();
process.stdout.write(`${JSON.stringify(told)}\n`);
