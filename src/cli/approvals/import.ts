import { dirname, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import { EXIT, ProvgateError } from '../../domain/errors.ts';
import type { Runtime } from '../../domain/runtime.ts';
import { hashBytes } from '../../files/hash.ts';
import { type ImportPreview, importApprovals, previewImport } from '../../records/approvals-import.ts';
import type { GivenDocument } from '../../records/given.ts';
import { APPROVAL_COLUMNS } from '../../records/tables/approval-rows.ts';
import { guessApproval } from '../../records/terms/guess-approval.ts';
import { approvalsJson, approvalsTable } from '../../reports/approvals.ts';
import { csvLine, escapeTerminal } from '../../reports/escape.ts';
import { plural } from '../../reports/plural.ts';
import { readDocument } from '../call/document.ts';
import { type CommonOptions, commonOptions, example, formatOption } from '../call/options.ts';
import { peopleIn } from '../call/people-in.ts';
import { withRuntime } from '../call/with-runtime.ts';
import type { VerbCli } from '../cli.ts';
import { coloursFor } from '../terminal/colours.ts';
import { print } from '../terminal/print.ts';
import { confirm } from '../terminal/prompt.ts';
import { pathLines } from '../terminal/tell-paths.ts';
import { documentsIn } from './documents-in.ts';

interface ImportOptions extends CommonOptions {
  readonly documents?: string;
  readonly yes?: boolean;
  readonly format: 'table' | 'json';
}

const MOST_FAULTS = 50;

/** `provgate approvals import [FILE]` */
export function defineImport(command: Command, cli: VerbCli): void {
  command
    .argument(
      '[file]',
      'a CSV with a line for each file; without it, an empty one for the documents is printed',
    )
    .option('--documents <dir>', 'where the letters and mails are; by default beside the table')
    .option('-y, --yes', 'the list was looked through');
  commonOptions(formatOption(command, ['table', 'json']));
  example(
    command,
    'provgate approvals import --documents mails > approvals.csv   # then fill in the files',
    'provgate approvals import approvals.csv --documents mails',
  );
  command.action(async (file: string | undefined, options: ImportOptions) => {
    if (file !== undefined) return importTable(cli, file, options);
    if (options.documents === undefined)
      throw new ProvgateError(
        'usage',
        'No table was named.',
        'Give a CSV; or give --documents DIR alone to have one written for the letters in there.',
      );
    return printSkeleton(cli, options.documents, options);
  });
}

async function importTable(cli: VerbCli, file: string, options: ImportOptions): Promise<void> {
  const table = readDocument(cli, file);
  const beside = dirname(resolve(cli.cwd, file));
  const folder = options.documents === undefined ? beside : resolve(cli.cwd, options.documents);
  await withRuntime(cli, [], options, async (runtime) => {
    const read = documentReader(cli, folder);
    const preview = await previewImport(runtime, {
      table,
      from: runtime.production.root,
      readDocument: read,
    });
    if (preview.faults.length > 0) {
      await cli.err.write(faultText(preview));
      throw faulty(file, preview);
    }
    await cli.err.write(previewText(preview));
    const files = preview.approvals.reduce((sum, each) => sum + each.preview.binds.length, 0);
    const question = `Record ${plural(preview.approvals.length, 'approval')} of ${plural(files, 'file')}?`;
    if (!(await confirm(cli, question, options.yes))) return cli.finish(EXIT.interrupted);
    await tell(cli, runtime, options, await importApprovals(runtime, preview));
    cli.finish(EXIT.pass);
  });
}

/** Reads each document once, and only from its folder. */
function documentReader(cli: VerbCli, folder: string): (name: string) => GivenDocument {
  const known = new Map<string, GivenDocument>();
  return (name) => {
    const read = known.get(name);
    if (read !== undefined) return read;
    const place = resolve(folder, name);
    if (!place.startsWith(`${folder}${sep}`))
      throw new ProvgateError(
        'usage',
        `The document ${name} is not in the folder of the documents.`,
        'Name it as it stands in there.',
      );
    const document = readDocument(cli, place);
    known.set(name, document);
    return document;
  };
}

function faultText({ faults }: ImportPreview): string {
  const told = faults.slice(0, MOST_FAULTS).map(({ line, words }) => `line ${line}: ${words}`);
  const more = faults.length - told.length;
  const lines = more > 0 ? [...told, `and ${more} more`] : told;
  return lines.map((line) => `${escapeTerminal(line)}\n`).join('');
}

/** For whoever reads only the error: how many lines, and the first of them. */
function faulty(file: string, { faults }: ImportPreview): ProvgateError {
  const [first] = faults;
  return new ProvgateError(
    'usage',
    `${file} cannot be imported: ${plural(faults.length, 'thing')} to correct, the first on line ${first?.line ?? 1}: ${first?.words ?? ''}`,
    'Nothing was recorded. Correct the table and run the command again.',
  );
}

function previewText({ approvals }: ImportPreview): string {
  return approvals
    .map(({ id, lines, preview: { binds, grantedBy, document } }) => {
      const where = lines.length === 1 ? `line ${lines[0]}` : `lines ${lines[0]} to ${lines.at(-1)}`;
      return pathLines(
        `${id} (${where}), granted by ${grantedBy}, ${document.name}:`,
        binds.map(({ path, because }) => ({
          path,
          note: because === 'named' || because === 'suspected' ? 'thereby declared GenAI' : '',
        })),
      );
    })
    .join('');
}

async function tell(
  cli: VerbCli,
  { registry, clock }: Runtime,
  { format }: ImportOptions,
  made: Awaited<ReturnType<typeof importApprovals>>,
): Promise<void> {
  const names = await peopleIn(registry, made);
  const now = clock.now();
  if (format === 'json') await cli.out.write(approvalsJson(made, names, now));
  else await print(cli.out, approvalsTable(made, names, now, coloursFor(cli)));
}

/** Prints a table with a line for each document that no approval rests on yet. */
async function printSkeleton(cli: VerbCli, folder: string, options: ImportOptions): Promise<void> {
  const documents = documentsIn(cli, folder);
  await withRuntime(cli, [], { ...options, mediaMayBeAway: true }, async ({ registry }) => {
    const known = new Set((await registry.approvals.list()).map(({ document }) => document.sha256));
    const open = documents.filter(({ bytes }) => !known.has(hashBytes(bytes)));
    await cli.out.write(csvLine(APPROVAL_COLUMNS));
    for (const document of open) {
      const guessed: ReadonlyMap<string, string> = new Map(Object.entries(guessApproval(document)));
      await cli.out.write(csvLine(APPROVAL_COLUMNS.map((column) => guessed.get(column) ?? '')));
    }
    const done = documents.length - open.length;
    const told = `${plural(open.length, 'document')}${done > 0 ? `; ${done} more belong to recorded approvals` : ''}. Check each id and name, and fill in the path of each file.`;
    if (options.quiet !== true) await cli.err.write(`${escapeTerminal(told)}\n`);
  });
  cli.finish(EXIT.pass);
}
