import type { Command } from 'commander';
import { EXIT } from '../domain/errors.ts';
import type { FilesPreview } from '../records/about-files.ts';
import {
  listRequests,
  previewRequest,
  requestApproval,
  requestById,
  withdrawRequest,
} from '../records/request.ts';
import { requestBundle } from '../records/request-bundle.ts';
import { escapeTerminal } from '../reports/escape.ts';
import { plural } from '../reports/plural.ts';
import { requestJson } from '../reports/request-json.ts';
import { requestsJson, requestsTable } from '../reports/requests.ts';
import { requireOutput, writeRequest } from './approvals/write-request.ts';
import {
  type CommonOptions,
  commonOptions,
  example,
  formatOption,
  list,
  needed,
  several,
} from './call/options.ts';
import { withRuntime } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';
import { print } from './terminal/print.ts';
import { confirm } from './terminal/prompt.ts';
import { pathLines } from './terminal/tell-paths.ts';

interface ListOptions extends CommonOptions {
  readonly format: 'table' | 'json';
}

interface RequestOptions extends ListOptions {
  readonly to?: string;
  readonly question?: readonly string[];
  readonly due?: string;
  readonly deliverable?: readonly string[];
  readonly episode?: readonly string[];
  readonly territory?: readonly string[];
  readonly channel?: readonly string[];
  readonly output?: string;
  readonly withMedia?: boolean;
  readonly yes?: boolean;
}

/** `provgate request PATH…`, `provgate request list | show | withdraw` */
export function define(command: Command, cli: VerbCli): void {
  command
    .enablePositionalOptions()
    .argument('<path...>', 'files and folders to ask about; they are named in the request by their bytes')
    .option('--to <name>', 'who is asked; needed')
    .option('--output <file>', 'where to write it, one HTML file to send, or a folder; needed')
    .option('--question <text>', 'a question of yours; may be given several times', several)
    .option('--due <date>', 'last day for an answer (UTC)')
    .option('--deliverable <type>', 'asked for these kinds of deliverable; several with commas', list)
    .option('--episode <episode>', 'asked for these episodes', list)
    .option('--territory <code>', 'asked for these countries, or "worldwide"', list)
    .option('--channel <channel>', 'asked for these channels', list)
    .option('--with-media', 'put pictures of up to 8 MB into it; without it no media leaves')
    .option('-y, --yes', 'the list was looked through');
  commonOptions(formatOption(command, ['table', 'json']));
  example(
    command,
    'provgate request 04_VFX/collapse --to "Studio contact" --question "May we use it in the trailer?" --output request.html',
  );
  command.action((paths: readonly string[], options: RequestOptions) => ask(cli, paths, options));
  defineList(command.command('list').description('every request and how it stands'), cli);
  defineShow(command.command('show').description('one request whole, or written once more'), cli);
  defineWithdraw(command.command('withdraw').description('take a request back'), cli);
}

async function ask(cli: VerbCli, paths: readonly string[], options: RequestOptions): Promise<void> {
  const to = needed(options.to, 'The name of who is asked', '--to NAME');
  const output = needed(options.output, 'The file to write the request to', '--output FILE.html');
  requireOutput(cli, output);
  await withRuntime(cli, paths, options, async (runtime, inside) => {
    const request = {
      paths: inside,
      to,
      questions: options.question,
      due: options.due,
      types: options.deliverable,
      episodes: options.episode,
      territories: options.territory,
      channels: options.channel,
    };
    const preview = await previewRequest(runtime, request);
    if (preview.needsConfirmation) {
      await cli.err.write(previewText(preview));
      const question = `Ask ${to} about ${plural(preview.binds.length, 'file')}?`;
      if (!(await confirm(cli, question, options.yes))) return cli.finish(EXIT.interrupted);
    }
    const paper = await requestApproval(runtime, { ...request, confirmed: true }, preview);
    const { file, pictures } = await writeRequest(cli, runtime, paper, output, options.withMedia === true);
    if (options.format === 'json')
      await cli.out.write(`${JSON.stringify(requestJson(await requestBundle(runtime, paper)), null, 2)}\n`);
    else {
      const media = options.withMedia === true ? `, with ${plural(pictures, 'picture')}` : '';
      await cli.out.write(
        escapeLines([
          `Request ${paper.recordId} about ${plural(preview.binds.length, 'file')} is recorded and written to ${file}${media}. Send it to ${to}.`,
          `When the answer comes: provgate approve --answers ${paper.recordId} --id ID --by NAME --document FILE`,
        ]),
      );
    }
    cli.finish(EXIT.pass);
  });
}

function previewText({ binds, leaves }: FilesPreview): string {
  const noted = binds.map(({ path, asset }) => ({ path, note: asset.origin }));
  const left = leaves.map(({ path, reason }) => ({ path, note: reason }));
  return `${pathLines('Files to ask about:', noted)}${pathLines('Left out:', left)}`;
}

function defineList(command: Command, cli: VerbCli): void {
  commonOptions(formatOption(command, ['table', 'json']));
  example(command, 'provgate request list');
  command.action(async (options: ListOptions) => {
    await withRuntime(cli, [], { ...options, mediaMayBeAway: true }, async (runtime) => {
      const requests = await listRequests(runtime);
      const people = requests.flatMap(({ paper: { body } }) => [
        body.requester,
        ...(body.to === undefined ? [] : [body.to]),
      ]);
      const names = await runtime.registry.people.names([...new Set(people)]);
      if (options.format === 'json') await cli.out.write(requestsJson(requests, names));
      else await print(cli.out, requestsTable(requests, names));
    });
    cli.finish(EXIT.pass);
  });
}

function defineShow(command: Command, cli: VerbCli): void {
  command
    .argument('<id>', 'the request')
    .option('--output <file>', 'write it again, with what is known now')
    .option('--with-media', 'put pictures of up to 8 MB into it');
  commonOptions(command);
  example(command, 'provgate request show 0199f3a0-… --output request.html');
  command.action(
    async (
      id: string,
      options: CommonOptions & { readonly output?: string; readonly withMedia?: boolean },
    ) => {
      await withRuntime(cli, [], { ...options, mediaMayBeAway: true }, async (runtime) => {
        const paper = await requestById(runtime, id);
        if (options.output === undefined)
          return cli.out.write(
            `${JSON.stringify(requestJson(await requestBundle(runtime, paper)), null, 2)}\n`,
          );
        requireOutput(cli, options.output);
        const { file } = await writeRequest(cli, runtime, paper, options.output, options.withMedia === true);
        return cli.out.write(escapeLines([`Written to ${file}.`]));
      });
      cli.finish(EXIT.pass);
    },
  );
}

function defineWithdraw(command: Command, cli: VerbCli): void {
  command.argument('<id>', 'the request').requiredOption('--reason <text>', 'why');
  commonOptions(command);
  example(command, 'provgate request withdraw 0199f3a0-… --reason "the shot was cut"');
  command.action(async (id: string, options: CommonOptions & { readonly reason: string }) => {
    await withRuntime(cli, [], { ...options, mediaMayBeAway: true }, async (runtime) => {
      const { about } = await withdrawRequest(runtime, id, options.reason);
      await cli.out.write(escapeLines([`The request ${about[0] ?? id} is taken back.`]));
    });
    cli.finish(EXIT.pass);
  });
}

function escapeLines(lines: readonly string[]): string {
  return lines.map((line) => `${escapeTerminal(line)}\n`).join('');
}
