import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const BIN = join(PROJECT, 'dist/src/cli/bin.js');
const SOURCE = join(PROJECT, 'src/cli/bin.ts');

/** Real files with true labels, where this checkout has them beside it. */
export const CORPUS = join(PROJECT, '../shared/corpus');
export const hasCorpus = existsSync(CORPUS);

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the built command as a person would. */
export function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(process.execPath, [BIN, ...args], {
    cwd: PROJECT,
    env: { ...process.env, NO_COLOR: '1', XDG_STATE_HOME: STATE_HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** As `start`, straight from the source: for suites that need no build. */
export function startFromSource(...args: string[]): ChildProcess {
  return spawn(process.execPath, [SOURCE, ...args], {
    cwd: PROJECT,
    env: { ...process.env, NO_COLOR: '1', XDG_STATE_HOME: STATE_HOME },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

const STATE_HOME = mkdtempSync(join(tmpdir(), 'provgate-state-home-'));

/** Runs the built command to its end. */
export async function provgate(...args: string[]): Promise<Finished> {
  return finished(start(args));
}

/** Runs the built command with `--format json` and parses what it prints. */
export async function provgateJson<T>(...args: string[]): Promise<Finished & { readonly json: T }> {
  const run = await provgate(...args, '--format', 'json');
  return { ...run, json: JSON.parse(run.stdout) as T };
}

/** What a process printed, and how it ended. */
export async function finished(child: ChildProcess): Promise<Finished> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const code = await new Promise<number | null>((done, fail) => {
    child.on('error', fail);
    child.on('close', done);
  });
  return { code, stdout, stderr };
}

/** Resolves when the child's stderr has a line that matches; rejects when it ends first. */
export async function said(child: ChildProcess, pattern: RegExp): Promise<void> {
  let text = '';
  await new Promise<void>((done, fail) => {
    const look = (chunk: Buffer): void => {
      text += chunk.toString();
      if (pattern.test(text)) done();
    };
    child.stderr?.on('data', look);
    child.stdout?.on('data', look);
    child.on('close', () => fail(new Error(`ended before it said ${pattern}: ${text.slice(-500)}`)));
  });
}

/** Asks again and again until the answer satisfies; the test's own timeout is the limit. */
export async function until<T>(ask: () => Promise<T>, satisfied: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (satisfied(answer)) return answer;
  }
}

/** A new empty folder. */
export function folder(name: string): string {
  return mkdtempSync(join(tmpdir(), `provgate-${name}-`));
}
