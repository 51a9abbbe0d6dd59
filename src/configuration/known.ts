import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { ProvgateError } from '../domain/errors.ts';
import { errorCode } from '../files/walk.ts';
import { writeAtomic } from '../files/write-atomic.ts';
import { CONFIGURATION_NAME } from './read.ts';

export type Env = Readonly<Record<string, string | undefined>>;

const entry = z.object({ id: z.string(), title: z.string(), home: z.string(), root: z.string() });
const list = z.object({ schema: z.literal('provgate.productions/1'), productions: z.array(entry) });

/** A production this user once made: absolute folders, as they were then. */
export type KnownProduction = z.output<typeof entry>;

const LOCK_WAIT_MS = 10;
const LOCK_TRIES = 500;

/** The folder of this user's own state: `$PROVGATE_STATE_HOME`, else `$XDG_STATE_HOME/provgate`, else `~/.local/state/provgate`. */
export function userStateDir(env: Env): string {
  const own = env['PROVGATE_STATE_HOME'];
  if (own !== undefined && isAbsolute(own)) return own;
  const base = env['XDG_STATE_HOME'];
  const home = env['HOME'];
  if (base !== undefined && isAbsolute(base)) return join(base, 'provgate');
  return join(home !== undefined && isAbsolute(home) ? home : homedir(), '.local/state/provgate');
}

/** Where this user keeps what was last seen of a production's record, and the key that signs it: outside every production. */
export function recordMemoryDir(env: Env, productionId: string): string {
  return join(userStateDir(env), 'records', productionId);
}

/** The productions this user made, oldest first; none where there is no list. Throws `could-not-read` where it is damaged. */
export function knownProductions(env: Env): readonly KnownProduction[] {
  const file = listFile(env);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw unreadable(file, error);
  }
  try {
    return list.parse(JSON.parse(text)).productions;
  } catch (error) {
    throw unreadable(file, error);
  }
}

/**
 * Adds a production to this user's list, in place of an older entry of the same home, and drops entries beside their media
 * whose configuration is gone: walking up finds those anyway. The list is 0600 and written by rename.
 */
export function rememberProduction(env: Env, made: KnownProduction): void {
  const dir = userStateDir(env);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const file = listFile(env);
  withLock(`${file}.lock`, () => {
    const kept = knownProductions(env).filter(
      (known) =>
        known.home !== made.home &&
        (known.home !== known.root || existsSync(join(known.home, CONFIGURATION_NAME))),
    );
    const value: z.input<typeof list> = { schema: 'provgate.productions/1', productions: [...kept, made] };
    writeAtomic(file, `${JSON.stringify(value, null, 2)}\n`);
  });
}

/** Whether a known production's configuration still stands in its home. */
export function stillThere(known: KnownProduction): boolean {
  const file = join(known.home, CONFIGURATION_NAME);
  return existsSync(file) && readFileSync(file, 'utf8').includes(known.id);
}

function listFile(env: Env): string {
  return join(userStateDir(env), 'productions.json');
}

/** Runs `work` while a lock file is held; a lock older than the longest wait was left by a process that died. */
function withLock(lock: string, work: () => void): void {
  for (let tries = 0; !takeLock(lock); tries++) {
    if (tries === LOCK_TRIES) rmSync(lock, { force: true });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOCK_WAIT_MS);
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function takeLock(lock: string): boolean {
  try {
    closeSync(openSync(lock, 'wx', 0o600));
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST' && statSync(lock, { throwIfNoEntry: false }) !== undefined)
      return false;
    if (errorCode(error) === 'EEXIST') return takeLock(lock);
    throw error;
  }
}

function unreadable(file: string, cause: unknown): ProvgateError {
  return new ProvgateError(
    'could-not-read',
    `The list of your productions, ${file}, could not be read.`,
    'Name the production with --production DIR, and move the list aside; "provgate init" writes a new one.',
    { cause },
  );
}
