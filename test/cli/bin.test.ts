import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verbs } from '../../src/cli/verbs.ts';
import { FAILURES } from '../../src/domain/errors.ts';
import { finished, folder, provgate, provgateJson, said, start } from '../helpers/built.ts';

interface ErrorJson {
  readonly schema: string;
  readonly code: keyof typeof FAILURES;
  readonly exit: number;
  readonly message: string;
  readonly next: string;
}

describe('a wrong call is 2, says what to do, and shows no stack', () => {
  const calls: readonly [call: readonly string[], words: RegExp][] = [
    [['frobnicate'], /Unknown command 'frobnicate'/],
    [['chekc'], /Did you mean check\?/],
    [['check', '.', '--no-such-flag'], /Unknown option '--no-such-flag'/],
    [['check', '.', '--formt', 'json'], /Did you mean --format\?/],
    [['check', '.', '--for', 'release'], /Allowed choices are final, temp/],
    [['check', '/'], /is in no production/],
    [['list', 'a', 'b'], /too many arguments/i],
    [['init'], /missing required argument 'media'/i],
    [['approve', 'x', '--id', 'A'], /required option '--by/i],
    [['approvals', 'revok', 'A'], /Unknown command 'revok'/],
    [['export', 'x'], /required option '--to/i],
    [['policy', 'explain', 'APR-01'], /Did you mean APR-\d/],
    [['start', '--port', '70000'], /whole number/],
  ];
  test.each(calls)('provgate %j', async (call, words) => {
    const run = await provgate(...call);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(words);
    expect(run.stderr.trim().split('\n')).toHaveLength(2);
    expect(run.stderr).not.toMatch(/\bat .*\.[jt]s:/);
    expect(run.stdout).toBe('');
  });

  test('nothing at all shows help, and is no pass', async () => {
    const run = await provgate();
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain('Usage: provgate <verb>');
  });

  test('a group without its verb shows help, and is no pass', async () => {
    const run = await provgate('approvals');
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain('revoke');
  });

  test('under --format json it is provgate.error/1 on standard output', async () => {
    for (const call of [['chekc'], ['check', '/'], ['check', '.', '--no-such-flag']]) {
      const { code, json } = await provgateJson<ErrorJson>(...call);
      expect(json).toMatchObject({ schema: 'provgate.error/1', exit: 2 });
      expect(FAILURES[json.code].exit).toBe(code);
      expect(json.next).not.toBe('');
    }
  });
});

describe('help', () => {
  test.each(verbs.map((verb) => verb.name))('%s has one, with an example', async (name) => {
    const top = await provgate(name, '--help');
    expect(top.code).toBe(0);
    const groups = [...top.stdout.matchAll(/^ {2}([a-z]+) .*(?:\n {3,}.*)*/gm)].map(
      (match) => match[1] ?? '',
    );
    const isGroup = top.stdout.includes('Commands:');
    const pages = isGroup
      ? await Promise.all(groups.filter((sub) => sub !== 'help').map((sub) => provgate(name, sub, '--help')))
      : [top];
    expect(pages.length).toBeGreaterThan(0);
    for (const page of pages) {
      expect(page.stdout).toMatch(/Examples?:\n {2}\$ provgate /);
      expect(page.stdout).toContain('--production <dir>');
      expect(page.stdout).toContain('--quiet');
    }
  });

  test('names every exit code', async () => {
    const run = await provgate('--help');
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/0 pass, 1 blocked, 2 wrong call, 3 could not decide, 4 provgate failed, 130/);
  });
});

describe('how the process ends', () => {
  test('SIGTERM ends a service with 0, SIGINT with 130', async () => {
    const dir = folder('signals');
    expect((await provgate('init', dir)).code).toBe(0);
    const ends: (number | null)[] = [];
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const service = start(['watch', dir]);
      await said(service, /watching/i);
      const end = finished(service);
      service.kill(signal);
      ends.push((await end).code);
    }
    expect(ends).toEqual([0, 130]);
  });

  test('a second watcher of the same production is refused with 2', async () => {
    const dir = folder('lease');
    expect((await provgate('init', dir)).code).toBe(0);
    const first = start(['watch', dir]);
    await said(first, /watching/i);
    const second = await provgate('watch', dir);
    expect(second.code).toBe(2);
    expect(second.stderr).toMatch(/already watches/);
    const end = finished(first);
    first.kill('SIGTERM');
    expect((await end).code).toBe(0);
  });

  test('a reader that goes away does not change the exit code', async () => {
    const dir = folder('pipe');
    for (let n = 0; n < 50; n++) writeFileSync(join(dir, `${n}.txt`), `${n}`);
    const bin = resolve('dist/src/cli/bin.js');
    const script = `"$0" "$1" inspect "$2" --format jsonl | head -n 1 > /dev/null; echo \${PIPESTATUS[0]}`;
    const out = execFileSync('bash', ['-c', script, process.execPath, bin, dir], { encoding: 'utf8' });
    expect(out.trim()).toBe('0');
  });

  test('an end nobody decided is a failure, never a pass', async () => {
    const copy = folder('broken-install');
    cpSync('dist', join(copy, 'dist'), { recursive: true });
    copyFileSync('package.json', join(copy, 'package.json'));
    for (const broken of [
      'throw new Error("boom");',
      'await new Promise(() => {});',
      'syntax error',
      'export {};',
    ]) {
      writeFileSync(join(copy, 'dist/src/cli/main.js'), broken);
      const run = await finished(spawn(process.execPath, [join(copy, 'dist/src/cli/bin.js'), 'check']));
      expect(run.code).toBe(4);
      expect(run.stdout).toBe('');
    }
  });
});

const oldNode = oldNodeHere();

describe.skipIf(oldNode === undefined)('on an older Node (skipped where the machine has none)', () => {
  test('runs again with the Node beside it, handing on exit codes and signals', async () => {
    const bin = resolve('dist/src/cli/bin.js');
    const old = oldNode ?? '';
    expect((await finished(spawn(old, [bin, 'frobnicate']))).code).toBe(2);
    expect((await finished(spawn(old, [bin, '--version']))).code).toBe(0);
    const dir = folder('old-node');
    expect((await provgate('init', dir)).code).toBe(0);
    const service = spawn(old, [bin, 'watch', dir], { stdio: ['ignore', 'pipe', 'pipe'] });
    await said(service, /watching/i);
    const end = finished(service);
    service.kill('SIGTERM');
    expect((await end).code).toBe(0);
  });

  test('says in one sentence what is needed where there is none', async () => {
    const copy = folder('no-node');
    mkdirSync(join(copy, 'cli'));
    copyFileSync('dist/src/cli/bin.js', join(copy, 'cli/bin.mjs'));
    const run = await finished(spawn(oldNode ?? '', [join(copy, 'cli/bin.mjs'), 'check', '.']));
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toMatch(/^provgate needs Node 22\.22 or newer; this is .*\n$/);
  });
});

/** The machine's own Node, where it is older than provgate needs. */
function oldNodeHere(): string | undefined {
  for (const path of ['/usr/local/bin/node', '/usr/bin/node']) {
    try {
      const version = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim();
      const [major = 0] = version.slice(1).split('.').map(Number);
      if (major < 22) return path;
    } catch {
      // Not installed there.
    }
  }
  return undefined;
}
