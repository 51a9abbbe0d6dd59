import { describe, expect, test } from 'vitest';
import { type Job, newJob, type Stage } from '../../src/examine/job.ts';
import { type Limits, watch } from '../../src/examine/watch.ts';
import type { Worker } from '../../src/examine/worker.ts';

const LIMITS: Limits = { parseMs: 5_000, memoryMiB: 100_000, stallMs: 10_000 };
const MB = 1_000_000;

function job(sizeBytes: number, stage: Stage): Job {
  const request = {
    kind: 'file',
    path: 'a',
    digestOnly: false,
    digestUpToBytes: 1,
    isKnown: undefined,
  } as const;
  const made = newJob(
    1,
    request,
    () => {},
    () => {},
  );
  const snapshot = {
    sizeBytes,
    mtimeUs: 0,
    ctimeUs: 0,
    birthUs: 0,
    inode: '1',
    device: '1',
    links: 1,
  };
  return Object.assign(made, { stage, snapshot });
}

function worker(held: Job, reading: boolean, rest: Partial<Worker> = {}): Worker {
  return {
    pid: process.pid,
    jobs: new Map([[held.id, held]]),
    guarded: true,
    ready: true,
    exclusive: false,
    retiring: false,
    reading: reading ? held : undefined,
    readingMs: 0,
    readBytes: 0,
    silentMs: 0,
    residentMiB: 0,
    send: () => {},
    kill: () => Promise.resolve(),
    rest: () => {},
    ...rest,
  };
}

describe('a process that reads', () => {
  test('has five seconds', () => {
    const busy = worker(job(1, 'decided'), true);
    expect(watch(busy, 5_000, LIMITS)).toBeUndefined();
    expect(watch(busy, 1, LIMITS)).toEqual({ kind: 'time' });
  });

  test('has more for every byte it reads of a large file, at 50 MB a second', () => {
    const busy = worker(job(10_000 * MB, 'decided'), true, { readBytes: 10_000 * MB });
    expect(watch(busy, 205_000, LIMITS)).toBeUndefined();
    expect(watch(busy, 1, LIMITS)).toEqual({ kind: 'time' });
  });

  test('earns nothing by reading a small file again and again', () => {
    const busy = worker(job(1 * MB, 'decided'), true, { readBytes: 10_000 * MB });
    expect(watch(busy, 5_061, LIMITS)).toEqual({ kind: 'time' });
  });

  test('is stopped when it holds too much memory', () => {
    const busy = worker(job(1, 'decided'), true);
    expect(watch(busy, 1, { ...LIMITS, memoryMiB: 1 })).toEqual({ kind: 'memory' });
  });
});

describe('a process that hashes', () => {
  test('is stopped after ten seconds without a word', () => {
    const silent = worker(job(1, 'hashing'), false, { silentMs: 9_999 });
    expect(watch(silent, 1, LIMITS)).toBeUndefined();
    expect(watch(silent, 1, LIMITS)).toEqual({ kind: 'stalled' });
  });

  test('is not blamed while it waits for our decision', () => {
    expect(watch(worker(job(1, 'deciding'), false), 60_000, LIMITS)).toBeUndefined();
  });

  test('has longer to load its modules', () => {
    expect(watch(worker(job(1, 'hashing'), false, { ready: false }), 20_000, LIMITS)).toBeUndefined();
  });
});
