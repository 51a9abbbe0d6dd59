import { type Command, Option } from 'commander';
import type { Declaration } from '../domain/declaration.ts';
import { EXIT } from '../domain/errors.ts';
import type { RelPath } from '../domain/path.ts';
import type { Runtime } from '../domain/runtime.ts';
import { answerJudgement, previewJudgement } from '../records/answer.ts';
import { usage } from '../records/given.ts';
import { readDocument } from './call/document.ts';
import { type CommonOptions, commonOptions, example, formatOption } from './call/options.ts';
import { withRuntime } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';
import { withFrames } from './declare/frames.ts';
import { recordDeclaration } from './declare/run.ts';
import { agree } from './terminal/agree.ts';
import { tellPaper } from './terminal/paper-output.ts';

interface AnswerOptions extends CommonOptions {
  readonly incidental?: boolean;
  readonly storyRelevant?: boolean;
  readonly origin?: Declaration['origin'];
  readonly by: string;
  readonly reason: string;
  readonly tool?: string;
  readonly document?: string;
  readonly yes?: boolean;
  readonly format: 'table' | 'json';
}

/** `provgate answer PATH…` */
export function define(command: Command, cli: VerbCli): void {
  command
    .argument('<path...>', 'files a question was asked about')
    .addOption(
      new Option('--origin <origin>', 'how a suspected file was made').choices(['camera', 'human', 'genai']),
    )
    .option('--incidental', 'a generated element does not matter to the story')
    .option('--story-relevant', 'it does')
    .requiredOption('--by <name>', 'who decides')
    .requiredOption('--reason <text>', 'why')
    .option('--tool <name>', 'the tool it was made with')
    .option('--document <file>', 'a document that says so; needed to overrule a GenAI claim')
    .option('-y, --yes', 'the list was looked through');
  commonOptions(formatOption(command, ['table', 'json']));
  example(
    command,
    'provgate answer 04_VFX/matte_010.exr --origin human --by "Kim Lee" --reason "painted by hand, I was there"',
    'provgate answer 02_ART/poster.png --incidental --by "Kim Lee" --reason "far behind, never in focus"',
  );
  command.action(async (paths: readonly string[], options: AnswerOptions) => {
    requireOneAnswer(options);
    await withRuntime(cli, withFrames(cli.cwd, paths), options, async (runtime, inside) => {
      if (options.origin === undefined) return judge(cli, runtime, inside, options);
      const { origin, by, reason, tool, document } = options;
      const request = {
        paths: inside,
        origin,
        declarant: by,
        basis: reason,
        tool,
        document: document === undefined ? undefined : readDocument(cli, document),
      };
      return recordDeclaration(cli, runtime, request, { ...options, typed: paths });
    });
  });
}

async function judge(
  cli: VerbCli,
  runtime: Runtime,
  paths: readonly RelPath[],
  options: AnswerOptions,
): Promise<void> {
  const { by, reason } = options;
  const outcome = options.incidental === true ? ('incidental' as const) : ('story_relevant' as const);
  const request = { paths, outcome, by, reason };
  const preview = await previewJudgement(runtime, request);
  if (!(await agree(cli, preview, 'the answer is about', options.yes))) return cli.finish(EXIT.interrupted);
  const paper = await answerJudgement(runtime, { ...request, confirmed: true }, preview);
  const said = `Recorded as ${outcome === 'incidental' ? 'incidental' : 'relevant to the story'} by ${by}`;
  await tellPaper(cli, runtime.registry, paper, { said, preview, format: options.format });
  cli.finish(EXIT.pass);
}

function requireOneAnswer({ origin, incidental, storyRelevant }: AnswerOptions): void {
  const given = [origin !== undefined, incidental === true, storyRelevant === true].filter(Boolean).length;
  if (given === 1) return;
  throw usage(
    given === 0 ? 'No answer was given.' : 'Only one answer can be given at a time.',
    'Use --origin camera, human or genai for a suspected file, or --incidental or --story-relevant for a generated element.',
  );
}
