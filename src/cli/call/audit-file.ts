import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { ProvgateError } from '../../domain/errors.ts';
import { errorCode } from '../../files/walk.ts';
import { type LogReport, logLines, verifyLogLines } from '../../registry/log-lines.ts';
import type { VerbCli } from '../cli.ts';
import type { CommonOptions } from './options.ts';
import { withRuntime } from './with-runtime.ts';

/**
 * Writes the log of a production, up to a checkpoint signed now, to a new file that only its owner may read; gives the number of events.
 * Throws `target-not-empty` where something is there.
 */
export async function exportLog(cli: VerbCli, name: string, options: CommonOptions): Promise<number> {
  const file = resolve(cli.cwd, name);
  if (existsSync(file))
    throw new ProvgateError(
      'target-not-empty',
      `${basename(file)} is there already; nothing was written.`,
      'Name a file that does not exist yet.',
    );
  return withRuntime(cli, [], { ...options, mediaMayBeAway: true }, async ({ registry }) => {
    await registry.events.checkpoint();
    return writeLines(file, logLines(registry));
  });
}

/** Checks an exported log by itself. Throws `path-missing` where there is none. */
export async function verifyLogFile(cli: VerbCli, name: string): Promise<LogReport> {
  const file = resolve(cli.cwd, name);
  if (!existsSync(file))
    throw new ProvgateError('path-missing', `${basename(file)} is not there.`, 'Check the path.');
  return verifyLogLines(linesOf(file));
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file, 'utf8');
  const failed = new Promise<never>((_, reject) => {
    input.once('error', reject);
  });
  failed.catch(() => {});
  yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  if (input.errored !== null) await failed;
}

/** Under another name until it is whole; the number of lines after the first. */
async function writeLines(file: string, lines: AsyncIterable<string>): Promise<number> {
  const unfinished = `${file}.unfinished-${process.pid}`;
  const fd = openSync(unfinished, 'wx', 0o600);
  let count = -1;
  try {
    for await (const line of lines) {
      writeFileSync(fd, line);
      count += 1;
    }
    fsyncSync(fd);
  } catch (error) {
    rmSync(unfinished, { force: true });
    if (errorCode(error) !== 'ENOSPC' && errorCode(error) !== 'EDQUOT') throw error;
    throw new ProvgateError(
      'disk-full',
      `${basename(file)} was not written: the disk is full.`,
      'Make room and try again.',
      {
        cause: error,
      },
    );
  } finally {
    closeSync(fd);
  }
  renameSync(unfinished, file);
  return count;
}
