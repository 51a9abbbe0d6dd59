import { expect, test } from 'vitest';
import { openPace } from '../../watcher/pace.ts';
import { fakeTimers } from './fake-timers.ts';

const MB = 1_000_000;

/** Seconds at which five files of 100 MB may begin. */
async function starts(readMBps: number | undefined, local: boolean): Promise<readonly number[]> {
  const timers = fakeTimers();
  const pace = openPace(readMBps, timers);
  const began: number[] = [];
  for (let file = 0; file < 5; file++) void pace(100 * MB, local).then(() => began.push(timers.now() / 1000));
  for (let second = 0; second < 10; second++) {
    await Promise.resolve();
    timers.pass(1_000);
    await Promise.resolve();
  }
  return began;
}

test('reading keeps within readMBps', async () => {
  expect(await starts(50, true)).toEqual([0, 2, 4, 6, 8]);
});

test('without a limit a local disk is read at once, a network share at 200 MB a second', async () => {
  expect(await starts(undefined, true)).toEqual([0, 0, 0, 0, 0]);
  expect((await starts(undefined, false)).at(-1)).toBe(2);
});
