import type { Command } from 'commander';
import { EXIT, type ExitCode, ProvgateError } from '../domain/errors.ts';
import { escapeTerminal } from '../reports/escape.ts';
import { plural } from '../reports/plural.ts';
import { openBareRuntime } from '../runtime/bare.ts';
import { example, formatOption, idleOptions } from './call/options.ts';
import type { VerbCli } from './cli.ts';
import { inspectFile } from './inspect/file.ts';
import { inOrder } from './inspect/in-order.ts';
import { type InspectFormat, inspectWriter } from './inspect/output.ts';
import { listedPaths } from './inspect/path-stream.ts';
import { isFolder, type Note, type Target, targetsAt } from './inspect/targets.ts';
import { coloursFor } from './terminal/colours.ts';
import { logFor } from './terminal/log.ts';
import { openProgress } from './terminal/progress.ts';

/** Files on their way through the examiner at a time. */
const IN_FLIGHT = 64;
/** Larger files are hashed on request only: their structure is read in no time, their bytes at the pace of the disk. */
const DIGEST_MIB = 256;

interface InspectOptions {
  readonly format: InspectFormat;
  readonly explain?: boolean;
  readonly quiet?: boolean;
  readonly hash?: boolean;
  readonly from?: string;
}

/** `provgate inspect PATH…` */
export function define(command: Command, cli: VerbCli): void {
  command.argument('[path...]', 'files and folders; "-" reads a list of paths from standard input');
  command.option(
    '--from <file>',
    'a list of paths, from a file or "-": one a line, or each ended by NUL (find -print0)',
  );
  command.option('--explain', 'print where each claim stands');
  command.option('--hash', `also the SHA-256 of files above ${DIGEST_MIB} MiB; without, theirs is left out`);
  idleOptions(formatOption(command, ['table', 'json', 'jsonl']));
  example(
    command,
    'provgate inspect ~/Downloads/still.png --explain',
    'provgate inspect 04_VFX --format jsonl',
    'find 04_VFX -name "*.png" -print0 | provgate inspect --from -',
  );
  command.action(async (paths: readonly string[], options: InspectOptions) => {
    const lists = options.from === undefined ? [] : [options.from];
    if (paths.length + lists.length === 0)
      throw new ProvgateError(
        'usage',
        'No file and no folder was named.',
        'Name some, as in "provgate inspect 04_VFX", or give a list with --from.',
      );
    cli.finish(await inspect(cli, paths, lists, options));
  });
}

async function inspect(
  cli: VerbCli,
  paths: readonly string[],
  lists: readonly string[],
  options: InspectOptions,
): Promise<ExitCode> {
  const isSingle = (path: string) => path !== '-' && !isFolder(path, cli.cwd);
  const single = paths.length === 1 && lists.length === 0 && paths.every(isSingle);
  const writer = inspectWriter(options.format, {
    single,
    explain: options.explain === true,
    colours: coloursFor(cli),
  });
  const bare = openBareRuntime({ log: logFor(cli) });
  const progress = openProgress(cli, 'Read', options.quiet === true || cli.out.isTerminal);
  const digestUpToBytes = options.hash === true ? Number.POSITIVE_INFINITY : DIGEST_MIB << 20;
  let [read, missed, undigested] = [0, 0, 0];
  try {
    const results = inOrder(allTargets(paths, lists, cli), IN_FLIGHT, async (target) =>
      'words' in target ? target : inspectFile(bare.examiner, target, digestUpToBytes),
    );
    for await (const result of results) {
      cli.signal.throwIfAborted();
      if ('words' in result) {
        progress.end();
        missed += Number(result.serious);
        if (result.serious || options.quiet !== true) await cli.err.write(noteText(result));
        continue;
      }
      // A size tells that the file was opened and read; what the readers made of it is in the row.
      missed += Number(result.sizeBytes === undefined);
      undigested += Number(result.sizeBytes !== undefined && result.sha256 === undefined);
      await cli.out.write(writer.row(result));
      progress.update(++read, undefined);
    }
    progress.end();
    await cli.out.write(writer.end());
    if (undigested > 0 && options.quiet !== true) await cli.err.write(undigestedText(undigested));
  } finally {
    await bare.close();
  }
  return missed > 0 ? EXIT.undecided : EXIT.pass;
}

async function* allTargets(
  paths: readonly string[],
  lists: readonly string[],
  cli: VerbCli,
): AsyncGenerator<Target | Note> {
  for (const path of paths) {
    if (path === '-') yield* listedTargets('-', cli);
    else yield* targetsAt(path, cli.cwd);
  }
  for (const list of lists) yield* listedTargets(list, cli);
}

async function* listedTargets(list: string, cli: VerbCli): AsyncGenerator<Target | Note> {
  let named = 0;
  for await (const path of listedPaths(list, cli)) {
    named += 1;
    yield* targetsAt(path, cli.cwd);
  }
  const where = list === '-' ? 'standard input' : list;
  if (named === 0) yield { path: where, words: 'names no file', serious: false };
}

function undigestedText(files: number): string {
  return `${plural(files, 'file')} above ${DIGEST_MIB} MiB read without a digest; --hash adds it.\n`;
}

function noteText({ path, words }: Note): string {
  return `${escapeTerminal(`${path === '' ? '.' : path} ${words}`)}.\n`;
}
