import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type ExportResult, exitOfExport, exportFiles } from '../export/export.ts';
import { MANIFEST_NAME } from '../export/manifest.ts';
import { checkJson } from '../reports/check-json.ts';
import { checkTable } from '../reports/check-table.ts';
import { escapeTerminal } from '../reports/escape.ts';
import { plural } from '../reports/plural.ts';
import { sizeWords } from '../reports/size-words.ts';
import { commandPathFrom } from './call/command-path.ts';
import { commonOptions, example, formatOption } from './call/options.ts';
import { scopeOf } from './call/scope.ts';
import { withProduction } from './call/with-runtime.ts';
import { type GateOptions, gateOptions, requestOf } from './check.ts';
import type { VerbCli } from './cli.ts';
import { coloursFor } from './terminal/colours.ts';
import { print } from './terminal/print.ts';
import { openProgress, type Progress } from './terminal/progress.ts';

interface ExportOptions extends GateOptions {
  readonly to: string;
  readonly from?: string;
  readonly format: 'table' | 'json';
}

/** `provgate export PATH… --to DIR` */
export function define(command: Command, cli: VerbCli): void {
  command
    .argument('[path...]', 'files and folders that are to leave')
    .requiredOption('--to <dir>', 'a folder that is absent or empty; nothing appears there unless it passed')
    .option('--from <file>', 'read more paths from a file, one a line; "-" for standard input');
  commonOptions(formatOption(gateOptions(command), ['table', 'json']));
  example(command, 'provgate export 06_DELIVERY --to /mnt/courier/quayside');
  command.action(async (paths: readonly string[], options: ExportOptions) => {
    const scope = await scopeOf(cli, paths, options);
    await withProduction(cli, scope.production, {}, async (runtime) => {
      const phases = new Map<string, Progress>();
      const progressOf = (phase: 'check' | 'copy'): Progress => {
        const label = phase === 'check' ? 'Checking' : 'Copying';
        const known = phases.get(phase) ?? openProgress(cli, label, options.quiet);
        phases.set(phase, known);
        return known;
      };
      const result = await exportFiles(runtime, {
        ...requestOf(scope.paths, options),
        to: resolve(cli.cwd, options.to),
        signal: cli.signal,
        onProgress: ({ phase, done, total }) => progressOf(phase).update(done, total),
      });
      for (const progress of phases.values()) progress.end();
      if (options.format === 'json') await cli.out.write(`${JSON.stringify(exportJson(result), null, 2)}\n`);
      else await printResult(cli, result, scope.production.root, options);
      cli.finish(exitOfExport(result));
    });
  });
}

async function printResult(
  cli: VerbCli,
  result: ExportResult,
  root: string,
  options: ExportOptions,
): Promise<void> {
  const { check, changes } = result.run;
  const commandPath = commandPathFrom(cli.cwd, root);
  await print(cli.out, checkTable(check, { changes, colours: coloursFor(cli), commandPath }));
  const to = escapeTerminal(options.to);
  await cli.out.write(
    result.kind === 'made'
      ? `\nExported ${plural(result.files, 'file')}, ${sizeWords(result.bytes)}, with ${MANIFEST_NAME}, to ${to}.\n`
      : `\nNothing was exported.\n`,
  );
}

function exportJson(result: ExportResult): object {
  const { check } = result.run;
  const made = result.kind === 'made' ? result : undefined;
  return {
    schema: 'provgate.export/1',
    id: made?.record.id ?? null,
    outcome: check.outcome,
    at: made?.record.at ?? null,
    checkId: check.id,
    manifestSha256: made?.record.manifestSha256 ?? null,
    files: made?.files ?? 0,
    bytes: made?.bytes ?? null,
    check: checkJson(check),
  };
}
