import { type Command, Option } from 'commander';
import { EXIT, ProvgateError } from '../domain/errors.ts';
import { comparableId } from '../domain/lineage.ts';
import { type RelPath, ROOT } from '../domain/path.ts';
import type { AssetFilter, LocatedAsset, Registry } from '../domain/registry.ts';
import { isUnder } from '../files/paths.ts';
import { listCsv, listJson, listLines, listTable } from '../reports/list-rows.ts';
import { type CommonOptions, commonOptions, example, formatOption } from './call/options.ts';
import { withRuntime } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';
import { type ServerOptions, serverFor, serverOption } from './server/server-option.ts';
import { print } from './terminal/print.ts';

const PAGE = 1000;
const ORIGINS = ['camera', 'human', 'genai', 'unknown'] as const;
const STATES = ['ok', 'unreadable', 'incomplete', 'unsupported'] as const;
const FORMATS = { table: listTable, json: listJson, jsonl: listLines, csv: listCsv } as const;

interface ListOptions extends CommonOptions, ServerOptions {
  readonly format: keyof typeof FORMATS;
  readonly origin?: (typeof ORIGINS)[number];
  readonly state?: (typeof STATES)[number];
  readonly temporary?: boolean;
  readonly suspected?: boolean;
  readonly conflict?: boolean;
  readonly tool?: string;
  readonly generationId?: string;
}

/** `provgate list [PATH]` */
export function define(command: Command, cli: VerbCli): void {
  command.argument('[path]', 'a file or folder; by default the whole production');
  command.addOption(new Option('--origin <origin>', 'only files of this origin').choices(ORIGINS));
  command.addOption(new Option('--state <state>', 'only files read so far').choices(STATES));
  command
    .option('--temporary', 'only TEMPORARY files')
    .option('--suspected', 'only files a person must look at')
    .option('--conflict', 'only files whose signs contradict each other')
    .option('--tool <name>', 'only files made with this tool')
    .option('--generation-id <id>', 'only files that carry this job, document or label id');
  serverOption(commonOptions(formatOption(command, ['table', 'json', 'jsonl', 'csv'])));
  example(
    command,
    'provgate list 06_DELIVERY --temporary',
    'provgate list --origin unknown --format csv > unknown.csv',
    'provgate list --generation-id 996de4a8-647f-4a65-8b03-a65cdfdbf22f',
  );
  command.action(async (path: string | undefined, options: ListOptions) => {
    const server = serverFor(cli, options);
    if (server !== undefined) {
      const { rowsAt } = await import('./server/list-at.ts');
      const rowsThere = await rowsAt(cli, server, path, filterOf(options));
      await print(cli.out, FORMATS[options.format](rowsThere));
      return cli.finish(EXIT.pass);
    }
    await withRuntime(
      cli,
      path === undefined ? [] : [path],
      options,
      async ({ registry }, [under = ROOT]) => {
        await print(cli.out, FORMATS[options.format](rows(registry, under, filterOf(options))));
      },
    );
    cli.finish(EXIT.pass);
  });
}

function filterOf(options: ListOptions): AssetFilter {
  const { origin, state, temporary, suspected, conflict, tool, generationId } = options;
  return {
    ...(origin === undefined ? {} : { origin }),
    ...(state === undefined ? {} : { state }),
    ...(temporary === undefined ? {} : { temporary }),
    ...(suspected === undefined ? {} : { suspected }),
    ...(conflict === undefined ? {} : { conflict }),
    ...(tool === undefined ? {} : { tool }),
    ...(generationId === undefined ? {} : { generationId: idGiven(generationId) }),
  };
}

/** The id as it is compared. Throws `usage` where no file could carry it. */
function idGiven(written: string): string {
  const id = comparableId(written);
  if (id !== undefined) return id;
  throw new ProvgateError(
    'usage',
    'No file can carry that id.',
    'Take the id from "provgate show FILE --explain".',
  );
}

/** Every registered place under a path, page by page. */
export async function* rows(
  registry: Pick<Registry, 'assets'>,
  under: RelPath,
  filter: AssetFilter = {},
): AsyncGenerator<LocatedAsset> {
  let after: RelPath | undefined;
  for (;;) {
    const page = await registry.assets.list(
      { ...filter, ...(under === ROOT ? {} : { under }) },
      { limit: PAGE, ...(after === undefined ? {} : { after }) },
    );
    yield* page.filter((row) => isUnder(row.location.path, under));
    after = page.at(-1)?.location.path;
    if (page.length < PAGE || after === undefined) return;
  }
}
