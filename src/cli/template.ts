import type { Command } from 'commander';
import { EXIT, ProvgateError } from '../domain/errors.ts';
import type { Runtime } from '../domain/runtime.ts';
import type { UseStatement } from '../domain/use-statement.ts';
import { usage } from '../records/given.ts';
import { readTable } from '../records/tables/read-table.ts';
import { listTemplates, saveTemplate } from '../records/template.ts';
import { composedUse } from '../records/use/compose-use.ts';
import { requireUse } from '../records/use/use-input.ts';
import { paperJson } from '../reports/papers.ts';
import { templateLine, useLines } from '../reports/use-lines.ts';
import { readDocument } from './call/document.ts';
import { type CommonOptions, commonOptions, example, formatOption } from './call/options.ts';
import { withRuntime } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';
import { peopleOf, tellPaper } from './terminal/paper-output.ts';

interface TemplateOptions extends CommonOptions {
  readonly format: 'table' | 'json';
}

interface SaveOptions extends TemplateOptions {
  readonly from: string;
  readonly profile?: string;
}

/** `provgate template save | list` */
export function define(command: Command, cli: VerbCli): void {
  const saved = command
    .command('save')
    .description('keep a declaration, to repeat it for other files of the same tool')
    .argument('<name>', 'what to call it')
    .requiredOption('--from <declaration>', 'the id of a declaration, or a .json or .yaml file of one')
    .option('--profile <name>', 'the recorded tool, where the file names none');
  commonOptions(formatOption(saved, ['table', 'json']));
  example(
    saved,
    'provgate template save acme-comfy --from 0199c0de-…',
    'provgate template save acme-comfy --from comfy.yaml',
  );
  saved.action(async (name: string, options: SaveOptions) => {
    await withRuntime(cli, [], { ...options, mediaMayBeAway: true }, async (runtime) => {
      const use = await sourceOf(cli, runtime, options);
      const paper = await saveTemplate(runtime, { name, use });
      const said = `Saved the template ${templateLine(paper)}; repeat it with --template ${name}`;
      await tellPaper(cli, runtime.registry, paper, { said, format: options.format });
      cli.finish(EXIT.pass);
    });
  });

  const listed = command.command('list').description('every template, and what it says');
  commonOptions(formatOption(listed, ['table', 'json']));
  example(listed, 'provgate template list');
  listed.action(async (options: TemplateOptions) => {
    await withRuntime(cli, [], { ...options, mediaMayBeAway: true }, async (runtime) => {
      const all = await listTemplates(runtime);
      const names = await peopleOf(runtime.registry, all);
      if (options.format === 'json')
        await cli.out.write(
          `${JSON.stringify({ schema: 'provgate.papers/1', papers: all.map((each) => paperJson(each, names)) }, null, 2)}\n`,
        );
      else if (all.length === 0)
        await cli.out.write(
          'There is no template. Keep a declaration as one: provgate template save NAME --from ID\n',
        );
      else
        await cli.out.write(
          all.map((each) => [templateLine(each), ...useLines(each.body.use), ''].join('\n')).join(''),
        );
      cli.finish(EXIT.pass);
    });
  });
}

/** The statement a template is made from: a recorded one, or that of a file. */
async function sourceOf(
  cli: VerbCli,
  runtime: Runtime,
  { from, profile }: SaveOptions,
): Promise<UseStatement> {
  if (/\.(json|ya?ml|csv)$/i.test(from)) {
    const [row, ...more] = readTable(readDocument(cli, from));
    if (row === undefined || more.length > 0)
      throw usage(
        `${from} does not hold one statement.`,
        'Write the fields of one use, such as use, tool and inputs.',
      );
    return (await composedUse(runtime, { use: requireUse(row.members), profile })) ?? {};
  }
  const declaration = await runtime.registry.declarations.byId(from);
  if (declaration === undefined)
    throw new ProvgateError(
      'not-found',
      `There is no declaration ${from}.`,
      'Take the id that "provgate declare" printed, or name a .json or .yaml file.',
    );
  if (declaration.use !== undefined) return declaration.use;
  throw usage(
    'That declaration says nothing of how GenAI was used.',
    'Add that first: provgate declare FILE --again --use USE-CASE --by NAME',
  );
}
