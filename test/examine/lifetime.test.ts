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

/** Examining processes whose parent is `pid`. */
function childrenOf(pid: number): readonly number[] {
  return examiners()
    .filter((one) => one.parent === pid)
    .map((one) => one.pid);
}

function isAlive(pid: number): boolean {
  return examiners().some((one) => one.pid === pid);
}

function examiners(): readonly { readonly pid: number; readonly parent: number }[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return listed.split('\n').flatMap((line) => {
    const [, pid, parent, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    // The parent of the last test names the module too.
    const isOurs = args.includes('--max-old-space-size') && args.includes(childModule);
    return isOurs ? [{ pid: Number(pid), parent: Number(parent) }] : [];
  });
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

test('a signal for the whole group of processes leaves the file under way to the parent', async () => {
  const examiner = openExaminer({ childModule, askBytes: 0 });
  const go = join(dir, 'go');
  const isKnown = async (): Promise<boolean> => {
    for (const pid of childrenOf(process.pid)) process.kill(pid, 'SIGINT');
    writeFileSync(go, '');
    return false;
  };
  const result = await examiner.examine(file('a.told', `wait\n${go}\n`), { isKnown });
  expect(result).toMatchObject({ kind: 'examined', examination: { state: 'ok' } });
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
  await expect.poll(() => isAlive(child)).toBe(false);
});
