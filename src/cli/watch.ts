import type { Command } from 'commander';
import { EXIT } from '../domain/errors.ts';
import { escapeTerminal } from '../reports/escape.ts';
import { type CommonOptions, commonOptions, example } from './call/options.ts';
import { productionFor, withProduction } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';
import { watchUntilStopped } from './setup/watch-until-stopped.ts';

/** `provgate watch [DIR]` */
export function define(command: Command, cli: VerbCli): void {
  command.argument('[dir]', 'the production; by default the one this folder is in');
  commonOptions(command);
  example(command, 'provgate watch /media/quayside');
  command.action(async (dir: string | undefined, options: CommonOptions) => {
    cli.endsOnTerm();
    const production = productionFor(cli, dir === undefined ? [] : [dir], options);
    await withProduction(cli, production, { kind: 'service' }, async (runtime) => {
      await watchUntilStopped(runtime, cli.signal, async (stopped) => {
        if (options.quiet !== true)
          await cli.err.write(`Watching ${escapeTerminal(production.root)}. Ctrl-C stops.\n`);
        await stopped;
      });
    });
    cli.finish(EXIT.pass);
  });
}
