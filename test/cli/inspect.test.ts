import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Finished, finished, provgate } from '../helpers/built.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'provgate-inspect-'));
  mkdirSync(join(dir, 'empty'));
  writeFileSync(join(dir, 'note.txt'), 'a quay');
  writeFileSync(join(dir, 'zero.png'), '');
  execFileSync('mkfifo', [join(dir, 'pipe')]);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('inspect says plainly what it did not read', () => {
  test.each([
    ['nowhere.png', 3, /nowhere\.png is not there\.\n$/],
    ['note.txt/under.png', 3, /under\.png is not there\.\n$/],
    ['pipe', 3, /pipe is a pipe, a socket or a device, no file: it was not opened\.\n$/],
    ['empty', 0, /empty holds no files\.\n$/],
  ] as const)('%s', async (name, code, words) => {
    const run = await provgate('inspect', join(dir, name));
    expect([run.code, run.stderr]).toEqual([code, expect.stringMatching(words)]);
  });

  test('an empty file has its row and is no failure', async () => {
    const run = await provgate('inspect', join(dir, 'zero.png'));
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('Cut short or damaged: the file ends before its own structure does');
  });

  test('nothing named, an unknown option and a missing list are wrong calls or missing things, with a next step', async () => {
    const none = await provgate('inspect');
    expect([none.code, none.stderr]).toEqual([
      2,
      expect.stringContaining('No file and no folder was named.'),
    ]);
    const odd = await provgate('inspect', dir, '--bogus');
    expect([odd.code, odd.stderr]).toEqual([2, expect.stringContaining('--bogus')]);
    const list = await provgate('inspect', '--from', join(dir, 'list.txt'));
    expect([list.code, list.stderr]).toEqual([3, expect.stringContaining('list.txt is not there.')]);
  });
});

describe('inspect reads lists', () => {
  test('from standard input by line or NUL, in the order given', async () => {
    const [note, zero] = [join(dir, 'note.txt'), join(dir, 'zero.png')];
    for (const [text, from] of [
      [`${zero}\n${note}\n`, ['-']],
      [`${zero}\0${note}\0`, ['--from', '-']],
    ] as const) {
      const run = await provgateWith(text, 'inspect', ...from, '--format', 'jsonl');
      const paths = run.stdout
        .trim()
        .split('\n')
        .map((line): unknown => JSON.parse(line).path);
      expect([run.code, paths]).toEqual([0, ['zero.png', 'note.txt']]);
    }
  });

  test('an empty list is told, and one missing name does not stop the others', async () => {
    const empty = await provgateWith('', 'inspect', '-');
    expect([empty.code, empty.stderr]).toEqual([0, 'standard input names no file.\n']);
    const run = await provgateWith(`${dir}/nowhere\n${dir}/note.txt\n`, 'inspect', '-', '--format', 'jsonl');
    expect([run.code, run.stdout.trim().split('\n').length]).toEqual([3, 1]);
  });
});

/** Runs provgate with this on its standard input. */
function provgateWith(input: string, ...args: readonly string[]): Promise<Finished> {
  const child = spawn(process.execPath, [resolve('dist/src/cli/bin.js'), ...args]);
  child.stdin.end(input);
  return finished(child);
}
