import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { ProvgateError } from '../../domain/errors.ts';
import { pathFromBytes } from '../../files/paths.ts';
import { errorCode } from '../../files/walk.ts';
import type { Cli } from '../cli.ts';

const NEWLINE = 0x0a;
/** As much of a list is seen before its separator is known; no path is longer. */
const HEAD_BYTES = 64 * 1024;

/**
 * Paths one after the other as a list gives them, from a file or, for `-`, from standard input: one a line, or each ended by
 * NUL. Only a piece of the list is in memory at a time. Throws `usage` on a terminal, `path-missing` or `could-not-read`.
 */
export async function* listedPaths(from: string, cli: Cli): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  let separator: number | undefined;
  for await (const piece of piecesOf(from, cli)) {
    rest = Buffer.concat([rest, piece]);
    if (separator === undefined && rest.length < HEAD_BYTES && !rest.includes(0)) continue;
    separator ??= rest.includes(0) ? 0 : NEWLINE;
    const end = rest.lastIndexOf(separator) + 1;
    yield* entries(rest.subarray(0, end), separator);
    rest = rest.subarray(end);
  }
  yield* entries(rest, separator ?? (rest.includes(0) ? 0 : NEWLINE));
}

function* entries(bytes: Buffer, separator: number): Generator<string> {
  let at = 0;
  while (at < bytes.length) {
    const found = bytes.indexOf(separator, at);
    const end = found === -1 ? bytes.length : found;
    const carriageReturn = separator === NEWLINE && end > at && bytes[end - 1] === 0x0d;
    const line = bytes.subarray(at, carriageReturn ? end - 1 : end);
    if (line.length > 0) yield pathFromBytes(line);
    at = end + 1;
  }
}

async function* piecesOf(from: string, cli: Cli): AsyncGenerator<Buffer> {
  if (from === '-' && cli.stdin.isTTY === true)
    throw new ProvgateError(
      'usage',
      '"-" reads a list of paths from standard input, and nothing is piped into it.',
      'Pipe one in: find 04_VFX -type f -print0 | provgate inspect -',
    );
  try {
    const stream = from === '-' ? cli.stdin : createReadStream(resolve(cli.cwd, from));
    for await (const piece of stream) yield Buffer.from(piece);
  } catch (error) {
    const missing = errorCode(error) === 'ENOENT';
    throw new ProvgateError(
      missing ? 'path-missing' : 'could-not-read',
      missing
        ? `The list ${from} is not there.`
        : `The list ${from} could not be read (${errorCode(error)}).`,
      'Name a file with one path a line, or "-" for standard input.',
      { cause: error },
    );
  }
}
