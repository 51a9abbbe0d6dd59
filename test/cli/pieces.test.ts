import { Readable, Writable } from 'node:stream';
import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { exitOf, failureText, nameFailure } from '../../src/cli/call/failure.ts';
import { readPathList } from '../../src/cli/call/read-paths.ts';
import type { Cli } from '../../src/cli/cli.ts';
import { inOrder } from '../../src/cli/inspect/in-order.ts';
import { listedPaths } from '../../src/cli/inspect/path-stream.ts';
import { openOutput } from '../../src/cli/terminal/output.ts';
import { duration, openProgress } from '../../src/cli/terminal/progress.ts';
import { confirm } from '../../src/cli/terminal/prompt.ts';
import { FAILURES, ProvgateError } from '../../src/domain/errors.ts';

/** A stream that keeps what is written, or fails with a code. */
function sink(code?: string): Writable & { text: string } {
  const stream = new Writable({
    write(chunk, _encoding, done) {
      if (code === undefined) held.text += String(chunk);
      done(code === undefined ? null : Object.assign(new Error(code), { code }));
    },
  });
  const held = Object.assign(stream, { text: '' });
  return held;
}

function cliWith(stdin: string | Buffer, isTerminal = false): Cli {
  const err = openOutput(sink());
  return {
    cwd: '/',
    env: {},
    out: openOutput(sink()),
    err: { ...err, isTerminal },
    stdin: Readable.from([Buffer.from(stdin)]),
    signal: new AbortController().signal,
    endsOnTerm: () => {},
  };
}

test('results come in the order of the input while several are under way', async () => {
  const gates = new Map([1, 2, 3, 4].map((n) => [n, Promise.withResolvers<void>()]));
  let running = 0;
  let most = 0;
  const results = inOrder([1, 2, 3, 4], 2, async (n) => {
    most = Math.max(most, ++running);
    await gates.get(n)?.promise;
    running -= 1;
    return n * 10;
  });
  const seen: number[] = [];
  const reading = (async () => {
    for await (const result of results) seen.push(result);
  })();
  await new Promise((begun) => setImmediate(begun));
  for (const gate of [...gates.values()].reverse()) gate.resolve();
  await reading;
  expect(seen).toEqual([10, 20, 30, 40]);
  expect(most).toBe(2);
});

test('a list of paths is read by lines, or by NUL where there is one, with bytes that are no UTF-8', async () => {
  expect(await readPathList('-', cliWith('a b.png\r\n\nc.png'))).toEqual(['a b.png', 'c.png']);
  expect(await readPathList('-', cliWith('a\nb.png\0c.png\0'))).toEqual(['a\nb.png', 'c.png']);
  expect(await readPathList('-', cliWith(Buffer.from([0x61, 0xe9, 0x0a])))).toEqual(['a\udce9']);
});

test('a list is handed on piece by piece, whatever lies across two pieces', async () => {
  const listed = async (...pieces: readonly (string | Buffer)[]) => {
    const paths: string[] = [];
    for await (const path of listedPaths('-', { ...cliWith(''), stdin: Readable.from(pieces) }))
      paths.push(path);
    return paths;
  };
  expect(await listed('a b.p', 'ng\r', '\n\nc.png')).toEqual(['a b.png', 'c.png']);
  expect(await listed('a\nb.', 'png\0c.png')).toEqual(['a\nb.png', 'c.png']);
  expect(await listed(Buffer.from([0x61, 0xe9, 0x0a]))).toEqual(['a\udce9']);
  expect(await listed()).toEqual([]);
  const many = Array.from({ length: 20_000 }, (_, index) => `folder/${index}.png`);
  expect(await listed(...many.map((path) => `${path}\n`))).toEqual(many);
});

test('a list from a terminal is a wrong call', async () => {
  const terminal = { ...cliWith(''), stdin: Object.assign(Readable.from([]), { isTTY: true }) };
  await expect(listedPaths('-', terminal).next()).rejects.toMatchObject({ code: 'usage' });
});

test('a reader that goes away is no failure, a full disk is', async () => {
  const gone = openOutput(sink('EPIPE'));
  await gone.write('text');
  await gone.write('more');
  await expect(gone.flush()).resolves.toBeUndefined();
  const full = openOutput(sink('ENOSPC'));
  await full.write('text');
  await expect(full.flush()).rejects.toMatchObject({ code: 'disk-full' });
});

test('threat 15: without a terminal nobody is asked, and silence is no answer', async () => {
  await expect(confirm(cliWith(''), 'Approve 3 files?', undefined)).rejects.toMatchObject({ code: 'usage' });
  expect(await confirm(cliWith(''), 'Approve 3 files?', true)).toBe(true);
});

test('a wrong call is told with its suggestion, the system with its reason, a bug without its stack', () => {
  const wrong = nameFailure(
    new CommanderError(
      1,
      'commander.unknownOption',
      "error: unknown option '--formt'\n(Did you mean --format?)",
    ),
  );
  expect([wrong.code, wrong.message, wrong.next]).toEqual([
    'usage',
    "Unknown option '--formt'.",
    'Did you mean --format?',
  ]);
  expect(nameFailure(Object.assign(new Error('EACCES: no'), { code: 'EACCES' })).code).toBe('could-not-read');
  const bug = nameFailure(new TypeError('x is not a function'));
  expect([bug.code, exitOf(bug)]).toEqual(['internal', 4]);
  expect(failureText(bug, false)).not.toContain('at ');
  expect(failureText(bug, true)).toContain('pieces.test.ts');
});

test('a hostile name in a failure cannot play with the terminal', () => {
  const failure = new ProvgateError('path-missing', 'a\u001b[2Jb\u202egnp.exe is not there.', 'Look\nagain.');
  expect(failureText(failure, false)).toBe('a\\u{1b}[2Jb\\u{202e}gnp.exe is not there.\nLook\\nagain.\n');
});

test('every failure has one of the fixed exit codes', () => {
  expect(new Set(Object.values(FAILURES).map(({ exit }) => exit))).toEqual(new Set([2, 3, 4]));
});

test('progress says nothing in its first second, and nothing at all when quiet', () => {
  const err = sink();
  const output = openOutput(err);
  openProgress({ err: output }, 'Reading', false).update(1, 10);
  openProgress({ err: output }, 'Reading', true).update(1, 10);
  expect(err.text).toBe('');
});

test('a duration reads as a person would say it', () => {
  expect([0.2, 45, 600, 9000].map(duration)).toEqual(['1 s', '45 s', '10 min', '2.5 h']);
});
