import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../domain/errors.ts';
import { fileReport } from '../http/file-report.ts';
import { assetJson } from '../reports/asset-json.ts';
import { assetTable } from '../reports/asset-table.ts';
import { aboutRule } from './about-rule.ts';
import type { VerbCli } from './cli.ts';
import { coloursFor } from './colours.ts';
import { commandPathFrom } from './command-path.ts';
import { type CommonOptions, commonOptions, example, formatOption } from './options.ts';
import { print } from './print.ts';
import { type ServerOptions, serverFor, serverOption } from './server-option.ts';
import { withRuntime } from './with-runtime.ts';

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
      const { showAt } = await import('./show-at.ts');
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
