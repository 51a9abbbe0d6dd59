import type { Command } from 'commander';
import { EXIT } from '../domain/errors.ts';
import { previewBaseline, recordBaseline } from '../records/baseline.ts';
import { showInstant } from '../reports/instant.ts';
import { readDocument } from './call/document.ts';
import { type CommonOptions, commonOptions, example, formatOption } from './call/options.ts';
import { withRuntime } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';
import { agree } from './terminal/agree.ts';
import { tellPaper } from './terminal/paper-output.ts';

interface BaselineOptions extends CommonOptions {
  readonly by: string;
  readonly document: string;
  readonly until: string;
  readonly reason?: string;
  readonly yes?: boolean;
  readonly format: 'table' | 'json';
}

/** `provgate baseline PATH…` */
export function define(command: Command, cli: VerbCli): void {
  command
    .argument('<path...>', "folders whose unknown files are listed; only today's bytes")
    .requiredOption('--by <name>', 'who answers for the list')
    .requiredOption('--document <file>', 'what it rests on, such as a delivery note')
    .requiredOption('--until <date>', 'last day it may stand')
    .option('--reason <text>', 'why')
    .option('-y, --yes', 'the list was looked through');
  commonOptions(formatOption(command, ['table', 'json']));
  example(
    command,
    'provgate baseline 05_ARCHIVE --by "Kim Lee" --document delivery-note.pdf --until 2026-12-31',
  );
  command.action(async (paths: readonly string[], options: BaselineOptions) => {
    await withRuntime(cli, paths, options, async (runtime, inside) => {
      const request = { ...options, paths: inside, document: readDocument(cli, options.document) };
      const preview = await previewBaseline(runtime, request);
      if (!(await agree(cli, preview, 'of unknown origin, to be listed', options.yes)))
        return cli.finish(EXIT.interrupted);
      const paper = await recordBaseline(runtime, { ...request, confirmed: true }, preview);
      const said = `Listed as material that was there before the rule, until ${showInstant(paper.body.until)}`;
      await tellPaper(cli, runtime.registry, paper, { said, preview, format: options.format });
      cli.finish(EXIT.pass);
    });
  });
}
