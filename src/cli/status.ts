import type { Command } from 'commander';
import { EXIT } from '../domain/errors.ts';
import { commandPathFrom } from './call/command-path.ts';
import { type CommonOptions, commonOptions, example, formatOption } from './call/options.ts';
import { productionFor, withProduction } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';
import { gatherStatus } from './status/gather-status.ts';
import { statusJson, statusTable } from './status/status-output.ts';
import { coloursFor } from './terminal/colours.ts';
import { print } from './terminal/print.ts';

interface StatusOptions extends CommonOptions {
  readonly format: 'table' | 'json';
}

/** `provgate status [DIR]` */
export function define(command: Command, cli: VerbCli): void {
  command.argument('[dir]', 'the production; by default the one this folder is in');
  commonOptions(formatOption(command, ['table', 'json']));
  example(command, 'provgate status /media/quayside');
  command.action(async (dir: string | undefined, options: StatusOptions) => {
    const production = productionFor(cli, dir === undefined ? [] : [dir], {
      ...options,
      mediaMayBeAway: true,
    });
    const status = await withProduction(cli, production, {}, (runtime) => gatherStatus(runtime, cli.signal));
    if (options.format === 'json') await cli.out.write(statusJson(status));
    else
      await print(cli.out, statusTable(status, coloursFor(cli), commandPathFrom(cli.cwd, production.root)));
    cli.finish(status.coverage.unavailable === undefined ? EXIT.pass : EXIT.undecided);
  });
}
