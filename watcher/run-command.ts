import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';

/** Longest a command may take. */
const LIMIT_MS = 10_000;
/** What a command gets of our environment: how to find programs, and how to write. Never where state is. */
const PASSED_ON = ['PATH', 'LANG', 'LC_ALL', 'TZ'];

/**
 * Runs a program without a shell, with `text` on its input, and ends it and what it started after ten seconds or when `signal` says so.
 * Gives the reason in words where it failed.
 */
export async function runCommand(
  [program, ...args]: readonly [string, ...string[]],
  text: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (signal.aborted) return 'it was stopped';
  const env = Object.fromEntries(PASSED_ON.flatMap((name) => pair(name, process.env[name])));
  return new Promise((resolve) => {
    let why: string | undefined;
    // A group of its own, so that what it starts ends with it.
    const child = spawn(program, args, {
      cwd: tmpdir(),
      env,
      shell: false,
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const end = (reason: string) => (): void => {
      why ??= reason;
      killGroup(child.pid);
    };
    const onAbort = end('it was stopped');
    const timer = setTimeout(end(`it took longer than ${LIMIT_MS / 1000} seconds`), LIMIT_MS);
    signal.addEventListener('abort', onAbort, { once: true });
    const done = (reason: string | undefined): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      resolve(why ?? reason);
    };
    child.once('error', (error) => done(error.message));
    child.once('exit', (code, by) => done(code === 0 ? undefined : `it ended with ${code ?? by}`));
    // A program that does not read its input is no failure; its exit says what happened.
    child.stdin.on('error', () => {});
    child.stdin.end(text);
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}

function pair(name: string, value: string | undefined): readonly (readonly [string, string])[] {
  return value === undefined ? [] : [[name, value]];
}
