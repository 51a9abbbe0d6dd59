import type { Command } from 'commander';
import { EXIT } from '../domain/errors.ts';
import { ROOT } from '../domain/path.ts';
import { unknownsQueue } from '../records/unknowns.ts';
import { unknownsCsv, unknownsJson, unknownsTable } from '../reports/unknowns.ts';
import { commandPathFrom } from './call/command-path.ts';
import { type CommonOptions, commonOptions, example, formatOption } from './call/options.ts';
import { withRuntime } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';
import { printReport } from './terminal/print.ts';

const FORMATS = { table: unknownsTable, json: unknownsJson, csv: unknownsCsv } as const;

interface UnknownsOptions extends CommonOptions {
  readonly format: keyof typeof FORMATS;
  readonly output?: string;
}

/** `provgate report KIND` */
export function define(command: Command, cli: VerbCli): void {
  const unknowns = command
    .command('unknowns')
    .description('files of unknown origin, the biggest group first, each with the command that settles it')
    .argument('[path]', 'a folder; by default the whole production')
    .option('--output <file>', 'write it to a file');
  commonOptions(formatOption(unknowns, ['table', 'json', 'csv']));
  example(
    unknowns,
    'provgate report unknowns',
    'provgate report unknowns 04_VFX/acme --format csv --output acme.csv',
  );
  unknowns.action(async (path: string | undefined, options: UnknownsOptions) => {
    const paths = path === undefined ? [] : [path];
    await withRuntime(cli, paths, { ...options, mediaMayBeAway: true }, async (runtime, [under = ROOT]) => {
      const queue = await unknownsQueue(runtime, under);
      const commandPath = commandPathFrom(cli.cwd, runtime.production.root);
      await printReport(cli, options.output, FORMATS[options.format](queue, commandPath));
    });
    cli.finish(EXIT.pass);
  });
}
