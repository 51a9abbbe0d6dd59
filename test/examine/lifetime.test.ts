import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openExaminer } from '../../src/examine/pool.ts';

const childModule = fileURLToPath(new URL('children/hostile.ts', import.meta.url));
const parent = fileURLToPath(new URL('children/parent.ts', import.meta.url));
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'provgate-lifetime-'));
});

afterEach(() => rmSync(dir, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
}

/** Processes whose parent is `pid`. */
function childrenOf(pid: number): readonly number[] {
  try {
    return execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
      .split('\n')
      .map(Number)
      .filter((child) => child > 0 && isExaminer(child));
  } catch {
    // pgrep ends with 1 when there is none.
    return [];
  }
}

function isExaminer(pid: number): boolean {
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).includes('hostile.ts');
  } catch {
    return false;
  }
}

test('processes start with the first file and end when there is nothing to do', async () => {
  const examiner = openExaminer({ childModule, idleMs: 50 });
  expect(childrenOf(process.pid)).toEqual([]);
  await examiner.examine(file('a.told', 'a'));
  await expect.poll(() => childrenOf(process.pid)).toEqual([]);
  expect(await examiner.examine(file('b.told', 'b'))).toMatchObject({ kind: 'examined' });
  await examiner.close();
});

test('one file at a time needs one process', async () => {
  const examiner = openExaminer({ childModule });
  await examiner.examine(file('a.told', 'a'));
  await examiner.examine(file('b.told', 'b'));
  expect(childrenOf(process.pid)).toHaveLength(1);
  await examiner.close();
});

test('closing ends the processes and refuses what was not examined', async () => {
  const examiner = openExaminer({ childModule });
  const waiting = examiner.examine(file('loop.told', 'loop'), { isKnown: () => Promise.resolve(false) });
  const refused = expect(waiting).rejects.toMatchObject({ code: 'could-not-read' });
  await expect.poll(() => childrenOf(process.pid)).toHaveLength(1);
  await examiner.close();
  await refused;
  expect(childrenOf(process.pid)).toEqual([]);
  await expect(examiner.examine(file('a.told', 'a'))).rejects.toMatchObject({ code: 'could-not-read' });
});

test('threat 29: a process in an endless loop does not outlive a parent that was killed', async () => {
  const args = [parent, childModule, file('loop.told', 'loop')];
  const run = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(run.stdout, 'data');
  const [child = 0] = childrenOf(run.pid ?? 0);
  expect(child).toBeGreaterThan(0);
  run.kill('SIGKILL');
  await expect.poll(() => isExaminer(child)).toBe(false);
});
