import type { Command } from 'commander';
import { type SweepReport, sweep } from '../../watcher/sweep.ts';
import { EXIT, type ExitCode } from '../domain/errors.ts';
import { escapeTerminal } from '../reports/escape.ts';
import { scanJson } from '../reports/scan-json.ts';
import { scanTable } from '../reports/scan-table.ts';
import { sizeWords } from '../reports/size-words.ts';
import { shownPath } from '../reports/words.ts';
import { type CommonOptions, commonOptions, example, formatOption } from './call/options.ts';
import { productionFor, withProduction } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';
import { openProgress } from './terminal/progress.ts';

/** Problems told one by one; the rest is a number. */
const MOST_PROBLEMS = 20;

interface ScanOptions extends CommonOptions {
  readonly format: 'table' | 'json';
  readonly confirmMissing?: boolean;
}

/** `provgate scan [DIR]` */
export function define(command: Command, cli: VerbCli): void {
  command.argument('[dir]', 'the production; by default the one this folder is in');
  command.option('--confirm-missing', 'end the places of files that are gone, even if most are');
  commonOptions(formatOption(command, ['table', 'json']));
  example(command, 'provgate scan /media/quayside');
  command.action(async (dir: string | undefined, options: ScanOptions) => {
    const production = productionFor(cli, dir === undefined ? [] : [dir], options);
    cli.finish(
      await withProduction<ExitCode>(cli, production, {}, async (runtime) => {
        const progress = openProgress(cli, 'Reading', options.quiet);
        const again = openProgress(cli, 'Re-reading after an upgrade:', options.quiet);
        const looking = openProgress(cli, 'Looking into folders:', options.quiet);
        let folders = 0;
        const report = await sweep(runtime, {
          signal: cli.signal,
          onFolder: () => looking.update(++folders, undefined),
          onProgress: ({ files, bytes, total, isRereading }) =>
            (isRereading ? again : progress).update(
              files,
              total.files,
              `${sizeWords(bytes)} of ${sizeWords(total.bytes)}`,
            ),
          ...(options.confirmMissing === true ? { confirmMissing: true } : {}),
        });
        for (const one of [looking, progress, again]) one.end();
        if (cli.signal.aborted) {
          await cli.err.write('Stopped. What was registered stays registered; the next scan goes on.\n');
          return EXIT.interrupted;
        }
        await cli.err.write(problemText(report));
        await cli.out.write(
          options.format === 'json' ? `${JSON.stringify(scanJson(report), null, 2)}\n` : scanTable(report),
        );
        return exitOfSweep(report);
      }),
    );
  });
}

/** Files that were not read to their end have their row; what could not be listed or opened has none. */
function exitOfSweep(report: SweepReport): ExitCode {
  const seen = report.problems.length === 0 && report.unavailable === undefined && report.complete;
  return seen ? EXIT.pass : EXIT.undecided;
}

function problemText(report: SweepReport): string {
  const told = report.problems.slice(0, MOST_PROBLEMS);
  const lines = told.map(({ path, reason }) => `${shownPath(path)} could not be looked into: ${reason}.`);
  const more = report.problems.length - told.length;
  if (more > 0) lines.push(`And ${more} more.`);
  if (report.unavailable !== undefined) {
    lines.push(`Files that are gone were not ended: ${report.unavailable}.`);
    lines.push('If they were really deleted, run: provgate scan --confirm-missing');
  }
  return lines.map((line) => `${escapeTerminal(line)}\n`).join('');
}
