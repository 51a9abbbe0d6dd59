import { expect, test } from 'vitest';
import { openTurns } from '../../src/http/turns.ts';

test('so many at a time and no more; a turn that failed is free again', async () => {
  const turns = openTurns(2);
  const first = Promise.withResolvers<string>();
  const second = Promise.withResolvers<string>();
  const running = [turns.run(() => first.promise), turns.run(() => second.promise)];
  await expect(turns.run(async () => 'third')).rejects.toMatchObject({ code: 'too-many-requests' });
  first.reject(new Error('it failed'));
  second.resolve('done');
  expect((await Promise.allSettled(running)).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(await turns.run(async () => 'third')).toBe('third');
});
