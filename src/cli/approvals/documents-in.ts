import { type Dirent, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { ProvgateError } from '../../domain/errors.ts';
import { errorCode } from '../../files/walk.ts';
import type { GivenDocument } from '../../records/given.ts';
import { readDocument } from '../call/document.ts';
import type { Cli } from '../cli.ts';

/** The documents of a folder by name, without those in folders below and those whose name begins with a dot. Throws as reading does. */
export function documentsIn(cli: Cli, folder: string): readonly GivenDocument[] {
  const place = resolve(cli.cwd, folder);
  return entriesOf(place, folder)
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !/\.csv$/i.test(entry.name))
    .map(({ name }) => name)
    .sort()
    .map((name) => readDocument(cli, resolve(place, name)));
}

function entriesOf(place: string, folder: string): readonly Dirent[] {
  try {
    return readdirSync(place, { withFileTypes: true });
  } catch (error) {
    const missing = errorCode(error) === 'ENOENT';
    throw new ProvgateError(
      missing ? 'path-missing' : 'could-not-read',
      missing
        ? `The folder ${folder} is not there.`
        : `The folder ${folder} could not be listed (${errorCode(error)}).`,
      'Give the folder that holds the letters and mails with --documents DIR.',
      { cause: error },
    );
  }
}
