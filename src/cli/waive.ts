import type { Command } from 'commander';
import { EXIT } from '../domain/errors.ts';
import type { Paper } from '../domain/paper.ts';
import type { Runtime } from '../domain/runtime.ts';
import type { FilesPreview } from '../records/about-files.ts';
import { previewWaiver, waive } from '../records/waive.ts';
import { plural } from '../reports/plural.ts';
import { waiversJson, waiversTable } from '../reports/waivers.ts';
import { readDocument } from './call/document.ts';
import { type CommonOptions, commonOptions, example, formatOption, list, needed } from './call/options.ts';
import { withRuntime } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';
import { print } from './terminal/print.ts';
import { confirm } from './terminal/prompt.ts';
import { pathLines } from './terminal/tell-paths.ts';

interface ListOptions extends CommonOptions {
  readonly format: 'table' | 'json';
}

interface WaiveOptions extends ListOptions {
  readonly code?: readonly string[];
  readonly by?: string;
  readonly reason?: string;
  readonly until?: string;
  readonly document?: string;
  readonly owner?: string;
  readonly deliverable?: readonly string[];
  readonly episode?: readonly string[];
  readonly territory?: readonly string[];
  readonly channel?: readonly string[];
  readonly yes?: boolean;
}

/** `provgate waive PATH…`, `provgate waive list` */
export function define(command: Command, cli: VerbCli): void {
  command
    .enablePositionalOptions()
    .argument('<path...>', 'files and folders; exactly the bytes that are there now')
    .option(
      '--code <code>',
      'the finding that is set aside, such as NTF-001; several with commas; needed',
      list,
    )
    .option('--by <name>', 'who granted it; nobody who made or declared the files; needed')
    .option('--reason <text>', 'why; needed')
    .option('--until <date>', 'last day it holds (UTC); needed')
    .option('--document <file>', 'the letter or mail that says so; needed')
    .option('--owner <name>', 'who sees to it that it is fixed by then; by default you')
    .option('--deliverable <type>', 'only for these kinds of deliverable; several with commas', list)
    .option('--episode <episode>', 'only for these episodes', list)
    .option('--territory <code>', 'only for these countries, or "worldwide"', list)
    .option('--channel <channel>', 'only for these channels', list)
    .option('-y, --yes', 'the list was looked through');
  commonOptions(formatOption(command, ['table', 'json']));
  example(
    command,
    'provgate waive 04_VFX/roto_010.mov --code AST-002 --by "Head of post" --reason "vendor asked" --until 2026-12-31 --document mail.pdf',
  );
  command.action((paths: readonly string[], options: WaiveOptions) => record(cli, paths, options));

  const listed = command.command('list').description('every waiver and how it stands');
  commonOptions(formatOption(listed, ['table', 'json']));
  example(listed, 'provgate waive list');
  listed.action(async (options: ListOptions) => {
    await withRuntime(cli, [], { ...options, mediaMayBeAway: true }, async (runtime) =>
      tell(cli, runtime, await runtime.registry.papers.list(['waiver']), options),
    );
    cli.finish(EXIT.pass);
  });
}

async function record(cli: VerbCli, paths: readonly string[], options: WaiveOptions): Promise<void> {
  const codes = needed(options.code, 'What is set aside', '--code CODE');
  const said = {
    codes,
    grantedBy: needed(options.by, 'The name of who granted it', '--by NAME'),
    reason: needed(options.reason, 'The reason', '--reason TEXT'),
    until: needed(options.until, 'The last day', '--until DATE'),
    document: readDocument(cli, needed(options.document, 'The document', '--document FILE')),
  };
  await withRuntime(cli, paths, options, async (runtime, inside) => {
    const request = {
      ...said,
      paths: inside,
      owner: options.owner,
      types: options.deliverable,
      episodes: options.episode,
      territories: options.territory,
      channels: options.channel,
    };
    const preview = await previewWaiver(runtime, request);
    if (preview.needsConfirmation) {
      await cli.err.write(previewText(preview));
      const question = `Set ${codes.join(', ')} aside for ${plural(preview.binds.length, 'file')}?`;
      if (!(await confirm(cli, question, options.yes))) return cli.finish(EXIT.interrupted);
    }
    await tell(cli, runtime, [await waive(runtime, { ...request, confirmed: true }, preview)], options);
    cli.finish(EXIT.pass);
  });
}

function previewText({ binds, leaves }: FilesPreview): string {
  const noted = binds.map(({ path, asset }) => ({ path, note: asset.origin }));
  const left = leaves.map(({ path, reason }) => ({ path, note: reason }));
  return `${pathLines('Files the waiver is about:', noted)}${pathLines('Left out:', left)}`;
}

async function tell(
  cli: VerbCli,
  { registry, clock }: Runtime,
  waivers: readonly Paper<'waiver'>[],
  { format }: ListOptions,
): Promise<void> {
  const people = waivers.flatMap(({ body, recordedBy }) => [body.grantedBy, body.owner, recordedBy]);
  const names = await registry.people.names([...new Set(people)]);
  const now = clock.now();
  if (format === 'json') await cli.out.write(waiversJson(waivers, names, now));
  else await print(cli.out, waiversTable(waivers, names, now));
}
