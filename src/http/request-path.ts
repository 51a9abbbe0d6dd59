import { realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { ProvgateError } from '../domain/errors.ts';
import { type RelPath, ROOT } from '../domain/path.ts';
import { pathFromBytes } from '../files/paths.ts';
import { errorCode } from '../files/walk.ts';
import { HttpProblem } from './problem.ts';

/**
 * The path a request names, relative to the media root `root`; `.` is the root itself. Anything that could lead elsewhere is
 * refused (threats 27): absolute paths and control characters with 400; `..`, also percent-encoded, and links with 403.
 */
export function requestPath(root: string, text: string): RelPath {
  if (text === '.' || text === './') return ROOT;
  const path = text.replace(/\/+$/, '');
  if (/\p{Cc}/u.test(decoded(path))) throw refused('usage', text, 'It contains a control character');
  if (path === '' || path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path)) {
    throw refused('outside-production', text, 'It is not relative to the media root');
  }
  for (const form of [path, decoded(path)]) {
    const parts = form.split(/[/\\]/);
    if (parts.includes('..')) throw refused('forbidden', text, 'It leads out of a folder');
    if (parts.includes('.') || parts.includes('')) throw refused('usage', text, 'It has empty parts or "."');
  }
  requireNoLink(root, path, text);
  return pathFromBytes(Buffer.from(path, 'utf8'));
}

/** The text with percent escapes undone until none is left, as a careless server behind us might. */
function decoded(text: string): string {
  let form = text;
  for (let round = 0; round < 4; round++) {
    const next = form.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    if (next === form) break;
    form = next;
  }
  return form;
}

/** Throws 403 where a link stands on the way; what does not exist yet is judged by the folders that do. */
function requireNoLink(root: string, path: string, text: string): void {
  const realRoot = realpathSync(root);
  for (let at = path; at !== '.'; at = dirname(at)) {
    const real = realPath(join(realRoot, at));
    if (real === undefined) continue;
    if (real === join(realRoot, at) && real.startsWith(`${realRoot}${sep}`)) return;
    throw refused('forbidden', text, 'It leads through a link');
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new ProvgateError(
      'could-not-read',
      `A folder on the way could not be looked at (${code}).`,
      'Check its permissions and the disk it is on.',
      { cause: error },
    );
  }
}

function refused(code: 'usage' | 'forbidden' | 'outside-production', text: string, why: string): HttpProblem {
  return new HttpProblem(
    code,
    `The path ${JSON.stringify(text)} is refused: ${why.charAt(0).toLowerCase()}${why.slice(1)}.`,
    'Send paths relative to the media root, with "/" between their parts, as a listing shows them.',
  );
}
