import { readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { ProvgateError } from '../../domain/errors.ts';
import { errorCode } from '../../files/walk.ts';
import type { GivenDocument } from '../../records/given.ts';
import type { Cli } from '../cli.ts';

const MOST_BYTES = 64 * 1024 * 1024;

/** The document an option names, read whole. Throws `path-missing`, `could-not-read`, or `usage` where it is too large for a letter. */
export function readDocument(cli: Cli, given: string): GivenDocument {
  const file = resolve(cli.cwd, given);
  try {
    const stats = statSync(file);
    if (!stats.isFile()) throw wrong(given, 'is no file');
    if (stats.size > MOST_BYTES) throw wrong(given, 'is larger than 64 MiB');
    return { name: basename(file), bytes: readFileSync(file) };
  } catch (error) {
    if (error instanceof ProvgateError) throw error;
    const missing = errorCode(error) === 'ENOENT';
    throw new ProvgateError(
      missing ? 'path-missing' : 'could-not-read',
      missing
        ? `The document ${given} is not there.`
        : `The document ${given} could not be read (${errorCode(error)}).`,
      'Give the letter or mail itself with --document FILE.',
      { cause: error },
    );
  }
}

function wrong(given: string, what: string): ProvgateError {
  return new ProvgateError(
    'usage',
    `The document ${given} ${what}.`,
    'Give the letter or mail itself with --document FILE.',
  );
}
