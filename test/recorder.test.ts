import { expect, test } from 'vitest';
import type { Observation } from '../src/domain/observation.ts';
import type { RelPath } from '../src/domain/path.ts';
import type { Runtime } from '../src/domain/runtime.ts';
import { openRecorder } from '../src/recorder.ts';

type Record = Runtime['registry']['assets']['record'];

function observation(path: string): Observation {
  const snapshot = { sizeBytes: 1, mtimeUs: 1, ctimeUs: 1, birthUs: 1, inode: '1', device: '1', links: 1 };
  return {
    path: path as RelPath,
    snapshot,
    observedAt: '2026-11-22T10:00:00.000Z' as Observation['observedAt'],
    locationEvidence: [],
    inDeliverable: false,
    kind: 'unreadable',
    reason: 'test',
  };
}

function recorderOver(record: Record, isMoreComing?: () => boolean) {
  const batches: number[] = [];
  const recording: Record = (observations) => {
    batches.push(observations.length);
    return record(observations);
  };
  return { recorder: openRecorder({ assets: { record: recording } }, isMoreComing), batches };
}

const answer: Record = async (observations) =>
  observations.map(({ path }) => ({ path, change: 'unreadable' as const, asset: undefined }));

test('observations go in batches of at most 200, in order, and each caller hears of its own', async () => {
  const { recorder, batches } = recorderOver(answer);
  const paths = Array.from({ length: 450 }, (_, index) => `f${index}`);
  const recorded = await Promise.all(paths.map((path) => recorder.record(observation(path))));
  expect(recorded.map(({ path }) => path)).toEqual(paths);
  expect(batches).toEqual([200, 200, 50]);
});

test('a few wait no longer than 100 ms for company', async () => {
  const { recorder, batches } = recorderOver(answer);
  await Promise.all(['a', 'b'].map((path) => recorder.record(observation(path))));
  await recorder.record(observation('c'));
  expect(batches).toEqual([2, 1]);
});

test('where nothing more is coming, nobody waits for company', async () => {
  let isMoreComing = true;
  const { recorder, batches } = recorderOver(answer, () => isMoreComing);
  const first = recorder.record(observation('a'));
  isMoreComing = false;
  await Promise.all([first, recorder.record(observation('b'))]);
  await recorder.record(observation('c'));
  expect(batches).toEqual([2, 1]);
});

test('when a transaction fails, every caller in it gets the error and the next one works', async () => {
  let calls = 0;
  const { recorder } = recorderOver(async (observations) => {
    calls += 1;
    if (calls === 1) throw new Error('disk full');
    return answer(observations);
  });
  const outcomes = await Promise.allSettled(['a', 'b'].map((path) => recorder.record(observation(path))));
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
  expect((await recorder.record(observation('c'))).path).toBe('c');
});

test('flush waits for everything that was handed over', async () => {
  const { recorder, batches } = recorderOver(answer);
  const all = Array.from({ length: 250 }, (_, index) => recorder.record(observation(`f${index}`)));
  await recorder.flush();
  expect(batches.reduce((sum, size) => sum + size, 0)).toBe(250);
  await Promise.all(all);
});
