import { expect, test } from 'vitest';
import { hashBytes } from '../../src/files/hash.ts';
import { newRegistry, type Production, tamper } from './production.ts';
import { instant } from './seen.ts';

const NOON = instant('2026-11-22T12:00:00.000Z');

async function withVersions(...texts: readonly string[]): Promise<Production> {
  const production = await newRegistry();
  const { registry } = production;
  const actor = { personId: await registry.people.idOf('Editor') };
  for (const text of texts)
    await registry.configurations.seen(hashBytes(Buffer.from(text)), text, actor, NOON);
  return production;
}

test('every version is given in the order it came into force, also one that came back', async () => {
  const { registry } = await withVersions('strict', 'mild', 'strict');
  const history = await registry.configurations.history();
  expect(history.map(({ text }) => text)).toEqual(['strict', 'mild', 'strict']);
  const order = history.map(({ eventSeq }) => eventSeq);
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

test.each([
  ['a text was changed', "UPDATE configurations SET text = 'mild' WHERE text = 'strict'"],
  ['a version was taken out', "DELETE FROM configurations WHERE text = 'strict'"],
  ['the first version was taken out', "DELETE FROM configurations WHERE text = 'first'"],
])('threat 17: none is given where %s past the program', async (_what, statement) => {
  const { registry, options } = await withVersions('first', 'strict', 'mild');
  tamper(options.file, statement);
  await expect(registry.configurations.history()).rejects.toMatchObject({ code: 'record-altered' });
});
