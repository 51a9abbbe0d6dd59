import { dirname, resolve } from 'node:path';
import { EXIT } from '../../domain/errors.ts';
import { usage } from '../../records/given.ts';
import {
  type ImportFault,
  importDeclarations,
  previewDeclarationImport,
} from '../../records/import-declarations.ts';
import { readTable } from '../../records/tables/read-table.ts';
import { escapeTerminal } from '../../reports/escape.ts';
import { plural } from '../../reports/plural.ts';
import { readDocument } from '../call/document.ts';
import { withRuntime } from '../call/with-runtime.ts';
import type { VerbCli } from '../cli.ts';
import { confirm } from '../terminal/prompt.ts';
import { openFields } from './open-fields.ts';
import { previewText } from './output.ts';
import { type DeclareOptions, requestOf } from './request.ts';
import type { UseOptions } from './use-options.ts';

const MOST_FAULTS = 50;

/** Records the statements of a file, all or none; what is wrong is told with its lines. */
export async function importTable(
  cli: VerbCli,
  file: string,
  options: DeclareOptions & UseOptions,
): Promise<void> {
  const rows = readTable(readDocument(cli, file));
  const from = dirname(resolve(cli.cwd, file));
  await withRuntime(cli, [], options, async (runtime) => {
    const seen = await previewDeclarationImport(runtime, {
      rows,
      from: cli.cwd,
      defaults: { ...requestOf(cli, { ...options, from: undefined }), declarant: options.by },
      readDocument: (name) => readDocument(cli, resolve(from, name)),
    });
    if (!('previews' in seen)) throw await refused(cli, file, seen.faults);
    const declares = seen.previews.flatMap((preview) => preview.declares);
    const skips = seen.previews.flatMap((preview) => preview.skips);
    const [first] = seen.previews;
    if (first === undefined) return;
    await cli.err.write(previewText({ ...first, declares, skips }));
    const question = `Record ${plural(seen.previews.length, 'statement')} about ${plural(declares.length, 'file')}?`;
    if (!(await confirm(cli, question, options.yes))) return cli.finish(EXIT.interrupted);
    const made = await importDeclarations(runtime, seen.previews);
    const open = openFields([...new Set(seen.previews.flatMap((preview) => preview.open))]);
    const value = {
      schema: 'provgate.declarations/1',
      declarations: made.map(({ recordId }) => recordId),
      files: declares.length,
      skipped: skips.length,
      open: open.map(({ option }) => option),
    };
    const still =
      open.length === 0
        ? ''
        : `Still open for some of them:\n${open.map(({ words, option }) => `  ${words}  ${option}\n`).join('')}`;
    const said = `${plural(declares.length, 'file')} declared by ${plural(made.length, 'statement')}.`;
    await cli.out.write(
      options.format === 'json' ? `${JSON.stringify(value, null, 2)}\n` : `${escapeTerminal(said)}\n${still}`,
    );
    cli.finish(EXIT.pass);
  });
}

async function refused(cli: VerbCli, file: string, faults: readonly ImportFault[]) {
  const told = faults.slice(0, MOST_FAULTS).map(({ line, words }) => `line ${line}: ${words}`);
  const more = faults.length - told.length;
  const lines = more > 0 ? [...told, `and ${more} more`] : told;
  await cli.err.write(lines.map((line) => `${escapeTerminal(line)}\n`).join(''));
  return usage(
    `Nothing was recorded: ${file} has ${plural(faults.length, 'fault')}.`,
    'Correct these lines and run the command again.',
  );
}
