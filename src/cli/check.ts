import { type Command, Option } from 'commander';
import type { Check } from '../domain/check.ts';
import type { Destination } from '../domain/deliverable.ts';
import type { ExitCode } from '../domain/errors.ts';
import { exitCodeOf } from '../domain/finding.ts';
import { type CheckRun, runCheck } from '../gate/check.ts';
import type { CheckRequest } from '../gate/request.ts';
import { asType } from '../gate/scope-values.ts';
import { checkCsv } from '../reports/check-csv.ts';
import { checkJsonText } from '../reports/check-json.ts';
import { checkTable, headline } from '../reports/check-table.ts';
import { PLAIN } from '../reports/colours.ts';
import { commandPathFrom } from './call/command-path.ts';
import { type CommonOptions, commonOptions, example, formatOption, list, several } from './call/options.ts';
import { type Scope, scopeOf } from './call/scope.ts';
import { withProduction } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';
import { type ServerOptions, serverFor, serverOption } from './server/server-option.ts';
import { coloursFor } from './terminal/colours.ts';
import { printReport } from './terminal/print.ts';
import { openProgress } from './terminal/progress.ts';

/** Options of every verb that asks the gate. */
export interface GateOptions extends CommonOptions {
  readonly for: Destination;
  readonly deliverable?: string;
  readonly episode?: string;
  readonly territory?: readonly string[];
  readonly channel?: readonly string[];
  readonly cut?: string;
  readonly approval?: readonly string[];
}

interface CheckOptions extends GateOptions, ServerOptions {
  readonly format: 'table' | 'json' | 'csv';
  readonly from?: string;
  readonly rehash?: boolean;
  readonly output?: string;
}

/** `provgate check PATH…` */
export function define(command: Command, cli: VerbCli): void {
  command.argument('[path...]', 'files and folders that are to leave');
  command.option('--from <file>', 'read more paths from a file, one a line; "-" for standard input');
  gateOptions(command);
  command
    .option('--rehash', 'read all bytes again, whatever their dates say')
    .option('--output <file>', 'write the report to a file');
  serverOption(commonOptions(formatOption(command, ['table', 'json', 'csv'])));
  example(
    command,
    'provgate check 06_DELIVERY/trailer --deliverable trailer --territory DE,FR',
    'provgate check 06_DELIVERY --format json --output check.json',
  );
  command.action(async (paths: readonly string[], options: CheckOptions) => {
    const server = serverFor(cli, options);
    if (server !== undefined) {
      const { checkAt } = await import('./server/check-at.ts');
      return cli.finish(await checkAt(cli, server, paths, options));
    }
    cli.finish(await checkScope(cli, await scopeOf(cli, paths, options), options));
  });
}

/** Adds what says where something goes and by which approvals. */
export function gateOptions(command: Command): Command {
  return command
    .addOption(new Option('--for <use>', 'what it leaves for').choices(['final', 'temp']).default('final'))
    .option('--deliverable <type>', 'kind of deliverable, where provgate.json does not say or says otherwise')
    .option('--episode <episode>', 'episode it is for')
    .option(
      '--territory <code>',
      'countries it goes to: "worldwide" or two letters; several with commas',
      list,
    )
    .option('--channel <channel>', 'channels it goes to, such as svod; several with commas', list)
    .option('--cut <name>', 'which cut it is, where an approval is for one cut only')
    .option('--approval <id>', 'attach an approval by its id; may be given several times', several);
}

/** The question these options put to the gate. */
export function requestOf(paths: CheckRequest['paths'], options: GateOptions): CheckRequest {
  const { deliverable, episode, territory, channel, cut, approval } = options;
  return {
    paths,
    destination: options.for,
    ...(deliverable === undefined ? {} : { type: asType(deliverable) }),
    ...(episode === undefined ? {} : { episode }),
    ...(territory === undefined ? {} : { territories: territory }),
    ...(channel === undefined ? {} : { channels: channel }),
    ...(cut === undefined ? {} : { cut }),
    ...(approval === undefined ? {} : { approvalIds: approval }),
  };
}

async function checkScope(cli: VerbCli, scope: Scope, options: CheckOptions): Promise<ExitCode> {
  return withProduction(cli, scope.production, {}, async (runtime) => {
    const progress = openProgress(cli, 'Checking', options.quiet);
    const run = await runCheck(runtime, {
      ...requestOf(scope.paths, options),
      rehash: options.rehash === true,
      signal: cli.signal,
      onProgress: ({ done, total }) => progress.update(done, total),
    });
    progress.end();
    await printReport(cli, options.output, pieces(cli, run, scope.production.root, options));
    if (options.quiet !== true && options.output !== undefined)
      await whereItIs(cli, run.check, options.output);
    return exitCodeOf(run.check.outcome);
  });
}

function pieces(cli: VerbCli, run: CheckRun, root: string, options: CheckOptions): Iterable<string> {
  if (options.format === 'json') return checkJsonText(run.check);
  if (options.format === 'csv') return checkCsv(run.check);
  const colours = options.output === undefined ? coloursFor(cli) : PLAIN;
  const commandPath = commandPathFrom(cli.cwd, root);
  return checkTable(run.check, { changes: run.changes, colours, commandPath });
}

/** The report's first line, where the report itself went to a file. */
async function whereItIs(cli: VerbCli, check: Check, output: string): Promise<void> {
  await cli.err.write(`${check.outcome.toUpperCase()}: ${headline(check)}. The report is in ${output}.\n`);
}
