import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ProvgateError } from '../../domain/errors.ts';
import { pathFromBytes } from '../../files/paths.ts';
import { errorCode } from '../../files/walk.ts';
import type { Cli } from '../cli.ts';

const NEWLINE = 0x0a;

/**
 * A list of paths from a file or, for `-`, from standard input: one a line, or each ended by NUL where there is one (as `find -print0`
 * writes them). Names that are no UTF-8 keep their bytes. Throws `path-missing` or `could-not-read`.
 */
export async function readPathList(from: string, cli: Cli): Promise<readonly string[]> {
  const bytes = from === '-' ? await readAll(cli.stdin) : readFile(resolve(cli.cwd, from));
  const separator = bytes.includes(0) ? 0 : NEWLINE;
  const paths: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const found = bytes.indexOf(separator, at);
    const end = found === -1 ? bytes.length : found;
    const carriageReturn = separator === NEWLINE && end > at && bytes[end - 1] === 0x0d;
    const line = bytes.subarray(at, carriageReturn ? end - 1 : end);
    if (line.length > 0) paths.push(pathFromBytes(line));
    at = end + 1;
  }
  return paths;
}

async function readAll(stream: Cli['stdin']): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

function readFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const missing = errorCode(error) === 'ENOENT';
    throw new ProvgateError(
      missing ? 'path-missing' : 'could-not-read',
      missing
        ? `The list ${file} is not there.`
        : `The list ${file} could not be read (${errorCode(error)}).`,
      'Name a file with one path a line, or "-" for standard input.',
      { cause: error },
    );
  }
}
