import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../domain/errors.ts';
import { fileReport } from '../http/file-report.ts';
import { assetJson } from '../reports/asset-json.ts';
import { assetTable } from '../reports/asset-table.ts';
import { commandPathFrom } from './call/command-path.ts';
import { type CommonOptions, commonOptions, example, formatOption } from './call/options.ts';
import { withRuntime } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';
import { aboutRule } from './rules/about-rule.ts';
import { type ServerOptions, serverFor, serverOption } from './server/server-option.ts';
import { coloursFor } from './terminal/colours.ts';
import { print } from './terminal/print.ts';

interface ShowOptions extends CommonOptions, ServerOptions {
  readonly format: 'table' | 'json';
  readonly explain?: boolean;
}

/** `provgate show FILE` */
export function define(command: Command, cli: VerbCli): void {
  command.argument('<file>', 'a file of the production');
  command.option('--explain', 'print where each claim stands');
  serverOption(commonOptions(formatOption(command, ['table', 'json'])));
  example(command, 'provgate show 06_DELIVERY/stills/quay.png');
  command.action(async (file: string, options: ShowOptions) => {
    const server = serverFor(cli, options);
    if (server !== undefined) {
      const { showAt } = await import('./server/show-at.ts');
      return cli.finish(await showAt(cli, server, file, options));
    }
    const code = await withRuntime<ExitCode>(cli, [file], options, async (runtime, [path]) => {
      if (path === undefined) throw new TypeError('one path is one path');
      const report = await fileReport(runtime, path, cli.signal);
      if (options.format === 'json') await cli.out.write(`${JSON.stringify(assetJson(report), null, 2)}\n`);
      else
        await print(
          cli.out,
          assetTable(report, {
            colours: coloursFor(cli),
            commandPath: commandPathFrom(cli.cwd, runtime.production.root),
            aboutRule,
            explain: options.explain === true,
          }),
        );
      return report.assetId === undefined ? EXIT.undecided : EXIT.pass;
    });
    cli.finish(code);
  });
}
