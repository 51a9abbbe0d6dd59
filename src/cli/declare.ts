import { type Command, Option } from 'commander';
import { EXIT } from '../domain/errors.ts';
import { usage } from '../records/given.ts';
import { undoDeclaration } from '../records/undo.ts';
import { escapeTerminal } from '../reports/escape.ts';
import { commonOptions, example, formatOption, several } from './call/options.ts';
import { withRuntime } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';
import { withFrames } from './declare/frames.ts';
import { importTable } from './declare/import.ts';
import { type DeclareOptions, requestOf } from './declare/request.ts';
import { recordDeclaration } from './declare/run.ts';
import { type UseOptions, useOptions } from './declare/use-options.ts';
import { serverFor, serverOption } from './server/server-option.ts';

const ORIGINS = ['camera', 'human', 'genai'] as const;
const INVOLVEMENTS = ['full', 'partial', 'derived', 'assistive', 'none', 'undetermined'] as const;

/** `provgate declare PATH…` */
export function define(command: Command, cli: VerbCli): void {
  command
    .argument('[path...]', 'files, folders and sequences (shot_####.exr) as they are now')
    .optionsGroup('What is said:')
    .option('--by <name>', 'who says so')
    .addOption(new Option('--origin <origin>', 'how they were made; a use says it itself').choices(ORIGINS))
    .option('--basis <text>', 'on what it rests, such as "camera report A012"')
    .option('--document <file>', 'a document that says so; needed to overrule a GenAI claim')
    .addOption(new Option('--involvement <how-much>', 'how much of it a model made').choices(INVOLVEMENTS))
    .option('--profile <name>', 'a tool recorded with "provgate profile record"')
    .option('--template <name>', 'a declaration saved with "provgate template save"')
    .option('--from <file>', 'a .csv, .json or .yaml file of statements, or of one for the paths')
    .option('--again', 'revise what was declared; what is not said anew is kept')
    .option('--undo <id>', 'take a declaration back, with --reason')
    .option(
      '--where <key=value>',
      'only files such as origin=unknown or tool=ComfyUI; can be repeated',
      several,
    )
    .option('--flat', 'only files directly in the folders named')
    .option('--keep-prompts', 'keep the text of prompts, not only their hashes')
    .option('-y, --yes', 'the list was looked through');
  useOptions(command);
  serverOption(commonOptions(formatOption(command, ['table', 'json'])));
  example(
    command,
    'provgate declare 04_VFX/matte_010.exr --origin human --by "Kim Lee" --basis "painted by hand"',
    'provgate declare 02_ART/moodboard --use ideation --profile midjourney --inputs none --talent none --by "Kim Lee"',
    'provgate declare 04_VFX/acme --template acme-comfy --by "Acme producer" --yes',
    'provgate declare --from acme.csv --by "Acme producer"',
  );
  command.action(async (paths: readonly string[], options: DeclareOptions & UseOptions) => {
    const server = serverFor(cli, options);
    if (
      server !== undefined &&
      (options.undo !== undefined || (options.from !== undefined && paths.length === 0))
    )
      throw usage(
        'A gate elsewhere takes statements about named files, and takes none back.',
        'Run --undo or --from on the machine that holds the registry, or over HTTP.',
      );
    if (options.undo !== undefined) return undo(cli, options.undo, options);
    if (options.from !== undefined && paths.length === 0) return importTable(cli, options.from, options);
    if (paths.length === 0)
      throw usage(
        'No file or folder was named.',
        'Name what the statement is about, as: provgate declare 02_ART --use ideation --by NAME',
      );
    if (server !== undefined)
      return (await import('./server/declare-at.ts')).declareAt(cli, server, paths, options);
    const { by } = options;
    if (by === undefined) throw usage('The name of who says so is missing.', 'Give it with --by NAME.');
    await withRuntime(cli, withFrames(cli.cwd, paths), options, (runtime, inside) =>
      recordDeclaration(
        cli,
        runtime,
        { ...requestOf(cli, options), paths: inside, declarant: by },
        { ...options, typed: paths },
      ),
    );
  });
}

async function undo(cli: VerbCli, id: string, options: DeclareOptions): Promise<void> {
  await withRuntime(cli, [], { ...options, mediaMayBeAway: true }, async (runtime) => {
    const paper = await undoDeclaration(runtime, id, options.reason ?? '');
    const said = `The declaration ${id} was taken back; it stays readable and no longer counts.`;
    const value = { schema: 'provgate.paper/1', id: paper.recordId, kind: paper.kind, about: paper.about };
    await cli.out.write(
      options.format === 'json' ? `${JSON.stringify(value, null, 2)}\n` : `${escapeTerminal(said)}\n`,
    );
    cli.finish(EXIT.pass);
  });
}
