import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { ProvgateError } from '../domain/errors.ts';
import { errorCode } from '../files/walk.ts';

type Env = Readonly<Record<string, string | undefined>>;

const OTHERS = 0o077;
const MOST_BYTES = 4096;

/**
 * The token of this user: from `PROVGATE_TOKEN`, else from the file `PROVGATE_TOKEN_FILE` names, else from `provgate/token` in the
 * user's configuration folder. Throws `unauthorized` where there is none, `forbidden` where others could read the file.
 */
export function tokenFrom(env: Env): string {
  const told = env['PROVGATE_TOKEN'];
  if (told !== undefined && told !== '') return plainToken(told, 'PROVGATE_TOKEN');
  const named = env['PROVGATE_TOKEN_FILE'];
  const file = named === undefined || named === '' ? usualFile(env) : named;
  const text = readPrivate(file);
  if (text !== undefined) return plainToken(text, file);
  throw new ProvgateError(
    'unauthorized',
    'There is no token for the server.',
    `Ask an administrator for one, and put it into ${file} (readable by you alone) or into PROVGATE_TOKEN.`,
  );
}

function usualFile(env: Env): string {
  const base = env['XDG_CONFIG_HOME'];
  if (base !== undefined && isAbsolute(base)) return join(base, 'provgate/token');
  const home = env['HOME'];
  return join(home !== undefined && isAbsolute(home) ? home : homedir(), '.config/provgate/token');
}

/** The text of a file of this user's own; undefined where there is none. */
function readPrivate(file: string): string | undefined {
  let opened: number;
  try {
    opened = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new ProvgateError(
      'could-not-read',
      `The token file ${file} could not be read (${errorCode(error)}).`,
      'Name a plain file of your own in PROVGATE_TOKEN_FILE.',
      { cause: error },
    );
  }
  try {
    const stats = fstatSync(opened);
    const isForeign = process.geteuid !== undefined && stats.uid !== process.geteuid();
    if (!stats.isFile() || stats.size > MOST_BYTES || isForeign || (stats.mode & OTHERS) !== 0)
      throw new ProvgateError(
        'forbidden',
        `The token file ${file} is not yours alone.`,
        `Make it so with: chmod 600 ${file}. If others could read it, ask for a new token.`,
      );
    return readFileSync(opened, 'utf8');
  } finally {
    closeSync(opened);
  }
}

function plainToken(text: string, from: string): string {
  const token = text.trim();
  if (/^[\w.~+/=-]{16,256}$/.test(token)) return token;
  throw new ProvgateError(
    'unauthorized',
    `What ${from} holds is no token.`,
    'Put the token there as it was shown, and nothing else.',
  );
}
