import { type RemoteForm, remoteCheck } from '../../client/check.ts';
import { placeAt, remoteFolder, remotePath } from '../../client/place.ts';
import type { Server } from '../../client/server.ts';
import type { Destination } from '../../domain/deliverable.ts';
import { type ExitCode, ProvgateError } from '../../domain/errors.ts';
import { exitCodeOf } from '../../domain/finding.ts';
import { headline } from '../../reports/check-table.ts';
import { PLAIN } from '../../reports/colours.ts';
import { readPathList } from '../call/read-paths.ts';
import type { Cli } from '../cli.ts';
import { coloursFor } from '../terminal/colours.ts';
import { printReport } from '../terminal/print.ts';

/** The options of `check`, as far as a server is told of them. */
interface Asked {
  readonly for: Destination;
  readonly deliverable?: string;
  readonly episode?: string;
  readonly territory?: readonly string[];
  readonly channel?: readonly string[];
  readonly cut?: string;
  readonly approval?: readonly string[];
  readonly quiet?: boolean;
  readonly format: RemoteForm['format'];
  readonly from?: string;
  readonly rehash?: boolean;
  readonly output?: string;
}

/** `provgate check` at a server: the same report and exit code as here. Never decides anything itself. */
export async function checkAt(
  cli: Cli,
  server: Server,
  given: readonly string[],
  options: Asked,
): Promise<ExitCode> {
  const listed = options.from === undefined ? [] : await readPathList(options.from, cli);
  const typed = [...given, ...listed].filter((path) => path !== '');
  if (typed.length === 0)
    throw new ProvgateError(
      'usage',
      'No file or folder was named.',
      'Name what leaves, as: provgate check 06_DELIVERY',
    );
  const place = await placeAt(server, cli.signal);
  const body = {
    paths: typed.map((path) => remotePath(place, path, cli.cwd)),
    for: options.for,
    type: options.deliverable,
    episode: options.episode,
    territories: options.territory,
    cut: options.cut,
    channels: options.channel,
    approvalIds: options.approval,
    rehash: options.rehash === true,
  };
  const form: RemoteForm = {
    format: options.format,
    from: remoteFolder(place, cli.cwd),
    colours: options.output === undefined && coloursFor(cli) !== PLAIN,
  };
  const { check, text } = await remoteCheck(server, body, form, cli.signal);
  await printReport(cli, options.output, [text]);
  if (options.quiet !== true && options.output !== undefined) {
    const outcome = check.outcome.toUpperCase();
    await cli.err.write(`${outcome}: ${headline(check)}. The report is in ${options.output}.\n`);
  }
  return exitCodeOf(check.outcome);
}
