import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../domain/errors.ts';
import { escapeTerminal } from '../reports/escape.ts';
import { openBareRuntime } from '../runtime/bare.ts';
import type { VerbCli } from './cli.ts';
import { coloursFor } from './colours.ts';
import { inOrder } from './in-order.ts';
import { inspectFile } from './inspect-file.ts';
import { type InspectFormat, inspectWriter } from './inspect-output.ts';
import { isFolder, type Note, type Target, targetsAt } from './inspect-targets.ts';
import { logFor } from './log.ts';
import { example, formatOption, idleOptions } from './options.ts';
import { openProgress } from './progress.ts';
import { readPaths } from './read-paths.ts';

/** Files on their way through the examiner at a time. */
const IN_FLIGHT = 64;

interface InspectOptions {
  readonly format: InspectFormat;
  readonly explain?: boolean;
  readonly quiet?: boolean;
}

/** `provgate inspect PATH…` */
export function define(command: Command, cli: VerbCli): void {
  command.argument('<path...>', 'files and folders; "-" reads a list of paths from standard input');
  command.option('--explain', 'print where each claim stands');
  idleOptions(formatOption(command, ['table', 'json', 'jsonl']));
  example(
    command,
    'provgate inspect ~/Downloads/still.png --explain',
    'provgate inspect 04_VFX --format jsonl',
  );
  command.action(async (paths: readonly string[], options: InspectOptions) => {
    cli.finish(await inspect(cli, await readPaths(paths, cli), options));
  });
}

async function inspect(cli: VerbCli, paths: readonly string[], options: InspectOptions): Promise<ExitCode> {
  const single = paths.length === 1 && !paths.some((path) => isFolder(path, cli.cwd));
  const writer = inspectWriter(options.format, {
    single,
    explain: options.explain === true,
    colours: coloursFor(cli),
  });
  const bare = openBareRuntime({ log: logFor(cli) });
  const progress = openProgress(cli, 'Read', options.quiet === true || cli.out.isTerminal);
  let [read, missed] = [0, 0];
  try {
    const results = inOrder(allTargets(paths, cli.cwd), IN_FLIGHT, async (target) =>
      'words' in target ? target : inspectFile(bare.examiner, target),
    );
    for await (const result of results) {
      cli.signal.throwIfAborted();
      if ('words' in result) {
        progress.end();
        missed += Number(result.serious);
        if (result.serious || options.quiet !== true) await cli.err.write(noteText(result));
        continue;
      }
      // A digest tells that the bytes were obtained; what the readers made of them is in the row.
      missed += Number(result.sha256 === undefined);
      await cli.out.write(writer.row(result));
      progress.update(++read, undefined);
    }
    progress.end();
    await cli.out.write(writer.end());
  } finally {
    await bare.close();
  }
  return missed > 0 ? EXIT.undecided : EXIT.pass;
}

function* allTargets(paths: readonly string[], cwd: string): Generator<Target | Note> {
  for (const path of paths) yield* targetsAt(path, cwd);
}

function noteText({ path, words }: Note): string {
  return `${escapeTerminal(`${path === '' ? '.' : path} ${words}`)}.\n`;
}
