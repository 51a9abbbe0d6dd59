import type { Command } from 'commander';
import { EXIT } from '../domain/errors.ts';
import { DEFAULT_PORT, type HttpServer, startServer } from '../http/server.ts';
import { escapeTerminal } from '../reports/escape.ts';
import { tourText } from '../sample/tour.ts';
import { type CommonOptions, commonOptions, example, several, wholeNumber } from './call/options.ts';
import { productionFor, withProduction } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';
import { aboutRule } from './rules/about-rule.ts';
import { sampleProduction } from './setup/sample-production.ts';
import { watchUntilStopped } from './setup/watch-until-stopped.ts';

interface StartOptions extends CommonOptions {
  readonly port: number;
  readonly host: string;
  readonly hostName?: readonly string[];
  readonly plainHttp?: boolean;
}

/** `provgate start [DIR]` */
export function define(command: Command, cli: VerbCli): void {
  command
    .argument('[dir]', 'the production; without it a sample is made here to try things on')
    .option('--port <port>', 'port to listen on; 0 picks a free one', wholeNumber(0, 65_535), DEFAULT_PORT)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--host-name <name>', 'another name the server answers to; may be given several times', several)
    .option('--plain-http', 'listen where other machines can reach it, although nothing is encrypted');
  commonOptions(command);
  example(command, 'provgate start /media/quayside', 'provgate start');
  command.action(async (dir: string | undefined, options: StartOptions) => {
    cli.endsOnTerm();
    const named = options.production ?? cli.env['PROVGATE_PRODUCTION'];
    const isSample = dir === undefined && named === undefined;
    const production = isSample
      ? await sampleProduction(cli)
      : productionFor(cli, dir === undefined ? [] : [dir], options);
    await withProduction(cli, production, { kind: 'service' }, async (runtime) => {
      await watchUntilStopped(runtime, cli.signal, async (stopped) => {
        const server = await startServer(runtime, {
          port: options.port,
          host: options.host,
          hostNames: options.hostName ?? [],
          allowPlainHttp: options.plainHttp === true,
          aboutRule,
          onTerminal: cli.err.isTerminal,
        });
        await cli.err.write(welcome(production.root, server));
        // Started by `npm start`, the bare name is found only through npx.
        const prefix = cli.env['npm_lifecycle_event'] === undefined ? '' : 'npx ';
        if (isSample && options.quiet !== true)
          await cli.out.write(`\n${tourText(production.root, prefix)}\n`);
        await stopped;
        await server.close();
      });
    });
    cli.finish(EXIT.pass);
  });
}

function welcome(root: string, { url, firstToken }: HttpServer): string {
  const lines = [
    `Watching ${escapeTerminal(root)}. Ctrl-C stops.`,
    `API at ${url}/api/v1, described at ${url}/api/docs`,
  ];
  if (firstToken.kind === 'shown') lines.push(`First token (admin), shown only now: ${firstToken.secret}`);
  if (firstToken.kind === 'written')
    lines.push(`The first token (admin) is in ${escapeTerminal(firstToken.path)}`);
  return lines.map((line) => `${line}\n`).join('');
}
