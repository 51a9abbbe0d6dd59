import { type Command, Option } from 'commander';
import type { Declaration } from '../domain/declaration.ts';
import { EXIT } from '../domain/errors.ts';
import type { Involvement } from '../domain/origin.ts';
import { type DeclarationPreview, declare, previewDeclaration } from '../records/declare.ts';
import { pathJson } from '../reports/check-json.ts';
import { escapeTerminal } from '../reports/escape.ts';
import { plural } from '../reports/plural.ts';
import type { VerbCli } from './cli.ts';
import { readDocument } from './document.ts';
import { type CommonOptions, commonOptions, example, formatOption } from './options.ts';
import { confirm } from './prompt.ts';
import { pathLines } from './tell-paths.ts';
import { withRuntime } from './with-runtime.ts';

const ORIGINS = ['camera', 'human', 'genai'] as const;
const INVOLVEMENTS = ['full', 'partial', 'derived', 'assistive', 'none', 'undetermined'] as const;

interface DeclareOptions extends CommonOptions {
  readonly origin: Declaration['origin'];
  readonly by: string;
  readonly basis: string;
  readonly involvement?: Involvement;
  readonly tool?: string;
  readonly document?: string;
  readonly yes?: boolean;
  readonly format: 'table' | 'json';
}

/** `provgate declare PATH…` */
export function define(command: Command, cli: VerbCli): void {
  command
    .argument('<path...>', 'files and folders as they are now')
    .addOption(new Option('--origin <origin>', 'how they were made').choices(ORIGINS).makeOptionMandatory())
    .requiredOption('--by <name>', 'who says so')
    .requiredOption('--basis <text>', 'on what it rests, such as "camera report A012"')
    .addOption(new Option('--involvement <how-much>', 'how much of it a model made').choices(INVOLVEMENTS))
    .option('--tool <name>', 'the tool it was made with')
    .option('--document <file>', 'a document that says so; needed to overrule a GenAI claim')
    .option('-y, --yes', 'the list was looked through');
  commonOptions(formatOption(command, ['table', 'json']));
  example(
    command,
    'provgate declare 04_VFX/matte_010.exr --origin human --by "Kim Lee" --basis "painted by hand"',
  );
  command.action(async (paths: readonly string[], options: DeclareOptions) => {
    await withRuntime(cli, paths, options, async (runtime, inside) => {
      const { origin, by, basis, involvement, tool, document } = options;
      const request = {
        paths: inside,
        origin,
        involvement,
        tool,
        declarant: by,
        basis,
        document: document === undefined ? undefined : readDocument(cli, document),
      };
      const preview = await previewDeclaration(runtime, request);
      if (preview.needsConfirmation) {
        await cli.err.write(previewText(preview));
        const question = `Record ${plural(preview.declares.length, 'file')} as of origin ${origin}?`;
        if (!(await confirm(cli, question, options.yes))) return cli.finish(EXIT.interrupted);
      }
      const made = await declare(runtime, { ...request, confirmed: true }, preview);
      const asJson = options.format === 'json';
      await cli.out.write(asJson ? declaredJson(made, preview) : declaredText(made, preview, by));
      cli.finish(EXIT.pass);
    });
  });
}

function previewText({ declares, skips }: DeclarationPreview): string {
  const noted = declares.map(({ path, asset }) => ({ path, note: asset.origin }));
  return `${pathLines('Files the statement is about:', noted)}${skipText(skips)}`;
}

function skipText(skips: DeclarationPreview['skips']): string {
  return pathLines(
    'Left out:',
    skips.map(({ path, reason }) => ({ path, note: reason })),
  );
}

function declaredText(
  made: Declaration,
  { declares, skips, needsConfirmation }: DeclarationPreview,
  by: string,
): string {
  const what = made.tool === undefined ? made.origin : `${made.origin} (${made.tool})`;
  const said = `${plural(declares.length, 'file')} declared ${what} by ${by}; the statement is ${made.recordId}.`;
  return `${escapeTerminal(said)}\n${needsConfirmation ? '' : skipText(skips)}`;
}

function declaredJson(made: Declaration, { declares, skips }: DeclarationPreview): string {
  const value = {
    schema: 'provgate.declaration/1',
    id: made.recordId,
    origin: made.origin,
    involvement: made.involvement,
    tool: made.tool ?? null,
    recordedAt: made.recordedAt,
    basis: made.basis,
    document: made.document?.sha256 ?? null,
    declared: declares.map(({ path, asset }) => ({
      ...pathJson(path),
      assetId: asset.id,
      sha256: asset.sha256,
    })),
    skipped: skips.map(({ path, reason }) => ({ ...pathJson(path), reason })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
