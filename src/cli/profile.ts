import { type Command, Option } from 'commander';
import { EXIT } from '../domain/errors.ts';
import type { Paper } from '../domain/paper.ts';
import { requireNamed } from '../records/named-paper.ts';
import { listProfiles, recordProfile } from '../records/profile.ts';
import { paperJson } from '../reports/papers.ts';
import { profileLine, useLines } from '../reports/use-lines.ts';
import { readDocument } from './call/document.ts';
import { type CommonOptions, commonOptions, example, formatOption } from './call/options.ts';
import { withRuntime } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';
import { toolOptions, type UseOptions, useFrom } from './declare/use-options.ts';
import { peopleOf, tellPaper } from './terminal/paper-output.ts';

interface ListOptions extends CommonOptions {
  readonly format: 'table' | 'json';
}

interface RecordOptions extends ListOptions {
  readonly class?: Paper<'profile'>['body']['class'];
  readonly terms?: string;
}

const RECORD =
  'provgate profile record midjourney --vendor Midjourney --deployment saas_business --model v7 --tier "Pro" --enterprise no --reason "no enterprise plan is offered" --stores yes --reuses no --trains no --terms terms.pdf';

/** `provgate profile record | list | show` */
export function define(command: Command, cli: VerbCli): void {
  const recorded = command
    .command('record')
    .description('what is known of a tool, once, for every declaration that names it')
    .argument('<name>', 'what people call it')
    .addOption(
      new Option('--class <class>', 'whether it generates').choices(['generative', 'assistive', 'mixed']),
    )
    .option('--terms <file>', 'a dated copy of its terms');
  toolOptions(recorded).optionsGroup('Options:');
  commonOptions(formatOption(recorded, ['table', 'json']));
  example(recorded, RECORD);
  recorded.action(async (name: string, options: RecordOptions & UseOptions) => {
    await withRuntime(cli, [], { ...options, mediaMayBeAway: true }, async (runtime) => {
      const terms = options.terms === undefined ? undefined : readDocument(cli, options.terms);
      const use = useFrom(options) ?? {};
      const paper = await recordProfile(runtime, { name, class: options.class, use, terms });
      const said = `Recorded the tool ${profileLine(paper)}; name it with --profile ${name}`;
      await tellPaper(cli, runtime.registry, paper, { said, format: options.format });
      cli.finish(EXIT.pass);
    });
  });

  const listed = command.command('list').description('every tool that was recorded');
  commonOptions(formatOption(listed, ['table', 'json']));
  example(listed, 'provgate profile list');
  listed.action(async (options: ListOptions) => {
    await withRuntime(cli, [], { ...options, mediaMayBeAway: true }, async (runtime) => {
      const all = await listProfiles(runtime);
      const names = await peopleOf(runtime.registry, all);
      if (options.format === 'json')
        await cli.out.write(
          `${JSON.stringify({ schema: 'provgate.papers/1', papers: all.map((each) => paperJson(each, names)) }, null, 2)}\n`,
        );
      else if (all.length === 0) await cli.out.write(`No tool was recorded. Record one: ${RECORD}\n`);
      else await cli.out.write(all.map((each) => `${profileLine(each)}\n`).join(''));
      cli.finish(EXIT.pass);
    });
  });

  const shown = command.command('show').description('what is known of a tool').argument('<name>', 'its name');
  commonOptions(formatOption(shown, ['table', 'json']));
  example(shown, 'provgate profile show midjourney');
  shown.action(async (name: string, options: ListOptions) => {
    await withRuntime(cli, [], { ...options, mediaMayBeAway: true }, async (runtime) => {
      const paper = await requireNamed(runtime, 'profile', name, RECORD);
      const names = await peopleOf(runtime.registry, [paper]);
      await cli.out.write(
        options.format === 'json'
          ? `${JSON.stringify(paperJson(paper, names), null, 2)}\n`
          : [profileLine(paper), ...useLines(paper.body.use), ''].join('\n'),
      );
      cli.finish(EXIT.pass);
    });
  });
}
