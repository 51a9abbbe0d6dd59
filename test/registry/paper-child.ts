import { classify } from '../../src/classify.ts';
import type { PersonId } from '../../src/domain/person.ts';
import { openRegistry } from '../../src/registry/open.ts';
import { optionsIn } from './options.ts';
import { countingIds, instant } from './seen.ts';

/**
 * A process of its own that revises papers: `paper-child.ts DIR NAME ROUNDS`. Each round replaces the newest notice, again where another
 * process was quicker. Prints how often that was.
 */
const [dir = '', name = '', rounds = '0'] = process.argv.slice(2);
const registry = await openRegistry(optionsIn(dir, { ids: countingIds(name), classify }));
const at = instant('2026-11-22T12:00:00.000Z');
const actor = { personId: name as PersonId };
let conflicts = 0;
for (let done = 0; done < Number(rounds); ) {
  const newest = (await registry.papers.list(['notice'])).at(-1);
  try {
    await registry.papers.record(
      [
        {
          kind: 'notice',
          body: { to: actor.personId, toldAt: at, channel: 'mail' },
          assetIds: [],
          about: ['declaration'],
          documents: [{ name: 'mail.eml', bytes: Buffer.from(`${name} ${done}`) }],
          supersedes: newest?.recordId,
        },
      ],
      actor,
      at,
    );
    done += 1;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'conflict') throw error;
    conflicts += 1;
  }
}
await registry.close();
process.stdout.write(`open\n${JSON.stringify({ conflicts })}\n`);
