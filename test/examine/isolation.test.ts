import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sha256 } from '../../src/domain/asset.ts';
import type { ExamineResult, Examiner } from '../../src/domain/examination.ts';
import { type ExaminerOptions, openExaminer } from '../../src/examine/pool.ts';

const hostile = fileURLToPath(new URL('children/hostile.ts', import.meta.url));
const stalls = fileURLToPath(new URL('children/stalls.ts', import.meta.url));
let dir: string;
let examiner: Examiner | undefined;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'provgate-isolation-'));
});

afterEach(async () => {
  await examiner?.close();
  rmSync(dir, { recursive: true });
});

function open(options: ExaminerOptions): Examiner {
  examiner = openExaminer({ childModule: hostile, ...options });
  return examiner;
}

function file(name: string, content: string): string {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
}

/** State and reason of a result, or its kind. */
function verdict(result: ExamineResult): readonly (string | undefined)[] {
  if (result.kind !== 'examined') return [result.kind];
  return [result.examination.state, result.examination.stateReason];
}

/** Examines the bad file among twenty good ones, which must all be read. */
async function amongOthers(examiner: Examiner, content: string): Promise<readonly (string | undefined)[]> {
  const good = Array.from({ length: 20 }, (_, n) => file(`good-${n}.told`, `fine\n${n}`));
  const paths = [...good.slice(0, 10), file('bad.told', content), ...good.slice(10)];
  const results = await Promise.all(paths.map((path) => examiner.examine(path)));
  const [bad] = results.splice(10, 1);
  expect(results.map(verdict)).toEqual(good.map(() => ['ok', undefined]));
  return bad === undefined ? [] : verdict(bad);
}

describe('threat 29: a reader that goes wrong makes its own file unreadable and nothing else', () => {
  test('a segfault', async () => {
    expect(await amongOthers(open({}), 'segfault')).toEqual([
      'unreadable',
      'its reader stopped twice: its process ended with SIGSEGV',
    ]);
  });

  test('a segfault over bytes that are not hashed', async () => {
    const examiner = open({});
    const good = Array.from({ length: 20 }, (_, n) => file(`good-${n}.told`, `fine\n${n}`));
    const bad = examiner.inspect(file('bad.told', 'segfault'), { digestUpToBytes: 1 });
    const results = await Promise.all(good.map((path) => examiner.inspect(path, { digestUpToBytes: 1 })));
    expect(results.map(({ kind }) => kind)).toEqual(good.map(() => 'undigested'));
    expect(await bad).toEqual({
      kind: 'unreadable',
      reason: 'could not read: its process ended with SIGSEGV',
    });
  });

  test('an abort in native code', async () => {
    expect(await amongOthers(open({}), 'abort')).toEqual([
      'unreadable',
      'its reader stopped twice: its process ended with SIGABRT',
    ]);
  });

  test('an allocation of 2 GiB, piece by piece', async () => {
    const [state, reason] = await amongOthers(open({ memoryMiB: 300 }), 'allocate');
    expect(state).toBe('unreadable');
    expect(reason).toMatch(/memory/);
  });

  test('an allocation of 2 GiB in one go meets the limit of the operating system', async () => {
    const [state, reason] = await amongOthers(open({}), 'allocate-at-once');
    expect(state).toBe('unreadable');
    expect(reason).toMatch(/memory/);
  });

  test('an endless loop', async () => {
    expect(await amongOthers(open({ parseMs: 300 }), 'loop')).toEqual([
      'unreadable',
      'its reader stopped twice: it took longer than 0.3 s',
    ]);
  });

  test('a mistake of ours, told in the log', async () => {
    const told: unknown[] = [];
    const log = { debug: () => {}, info: () => {}, warn: (event: string) => told.push(event) };
    expect(await amongOthers(open({ log }), 'throw')).toEqual(['unreadable', 'its reader failed']);
    expect(told).toEqual(['reader-failed']);
  });
});

test('threat 19: a file whose reader stopped is evidence that it could not be read', async () => {
  const result = await open({}).examine(file('bad.told', 'segfault'));
  expect(result).toMatchObject({
    kind: 'examined',
    examination: {
      type: { format: 'told' },
      evidence: [{ reader: 'examine', status: 'unreadable', subject: 'content' }],
    },
  });
});

test('threat 29: bytes that stopped their reader twice are not tried again, also under another name', async () => {
  const added: [Sha256, number][] = [];
  const deaths = {
    any: () => Promise.resolve(added.length > 0),
    count: (sha256: Sha256) => Promise.resolve(added.filter(([digest]) => digest === sha256).length),
    add: (sha256: Sha256, engineVersion: number) => Promise.resolve(added.push([sha256, engineVersion])),
  };
  const examiner = open({ deaths });
  const first = await examiner.examine(file('bad.told', 'abort'));
  const second = await examiner.examine(file('copy.told', 'abort'));
  expect(verdict(first)[0]).toBe('unreadable');
  expect(verdict(second)).toEqual(['unreadable', 'its reader stopped twice before']);
  const digest = first.kind === 'examined' ? first.examination.sha256 : '';
  expect(added).toEqual([
    [digest, examiner.engineVersion],
    [digest, examiner.engineVersion],
  ]);
});

test('a file over which reading stands still is unreadable, the others are read', async () => {
  const examiner = open({ childModule: stalls, stallMs: 300 });
  const paths = [file('stalls.told', 'x'), file('a.told', 'a'), file('b.told', 'b')];
  const results = await Promise.all(paths.map((path) => examiner.examine(path)));
  expect(results.map(verdict)).toEqual([['unreadable'], ['ok', undefined], ['ok', undefined]]);
  expect(results[0]).toEqual({ kind: 'unreadable', reason: 'could not read: stalled' });
});

test('an examiner whose process cannot start says so', async () => {
  const examiner = open({ childModule: join(dir, 'not-there.ts') });
  await expect(examiner.examine(file('a.told', 'a'))).rejects.toMatchObject({ code: 'internal' });
});
