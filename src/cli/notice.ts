import type { Command } from 'commander';
import { EXIT } from '../domain/errors.ts';
import { previewNotice, recordNotice } from '../records/notice.ts';
import { readDocument } from './call/document.ts';
import { type CommonOptions, commonOptions, example, formatOption } from './call/options.ts';
import { withRuntime } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';
import { withFrames } from './declare/frames.ts';
import { agree } from './terminal/agree.ts';
import { tellPaper } from './terminal/paper-output.ts';

interface NoticeOptions extends CommonOptions {
  readonly to: string;
  readonly company?: string;
  readonly at: string;
  readonly channel: string;
  readonly reference?: string;
  readonly document?: string;
  readonly yes?: boolean;
  readonly format: 'table' | 'json';
}

/** `provgate notice PATH…` */
export function define(command: Command, cli: VerbCli): void {
  command
    .argument('<path...>', 'files and folders whose use the studio contact was told of')
    .requiredOption('--to <name>', 'who was told')
    .requiredOption('--at <date>', 'when they were told, as 2026-11-20')
    .option('--channel <channel>', 'mail, ticket or call', 'mail')
    .option('--company <name>', 'their company')
    .option('--reference <text>', 'ticket number, or subject of the mail')
    .option('--document <file>', 'the mail or minutes')
    .option('-y, --yes', 'the list was looked through');
  commonOptions(formatOption(command, ['table', 'json']));
  example(command, 'provgate notice 02_ART/moodboard --to "Studio contact" --at 2026-11-20 --channel mail');
  command.action(async (paths: readonly string[], options: NoticeOptions) => {
    await withRuntime(cli, withFrames(cli.cwd, paths), options, async (runtime, inside) => {
      const request = {
        ...options,
        paths: inside,
        document: options.document === undefined ? undefined : readDocument(cli, options.document),
      };
      const preview = await previewNotice(runtime, request);
      if (!(await agree(cli, preview, 'the contact was told of', options.yes)))
        return cli.finish(EXIT.interrupted);
      const paper = await recordNotice(runtime, { ...request, confirmed: true }, preview);
      const said = `Recorded that ${options.to} was told on ${paper.body.toldAt.slice(0, 10)} by ${paper.body.channel}`;
      await tellPaper(cli, runtime.registry, paper, { said, preview, format: options.format });
      cli.finish(EXIT.pass);
    });
  });
}
