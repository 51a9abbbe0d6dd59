import type { Command } from 'commander';
import { restore } from '../deliverables/restore.ts';
import { EXIT } from '../domain/errors.ts';
import type { QuarantineRecord } from '../domain/registry.ts';
import { escapeTerminal } from '../reports/escape.ts';
import { showInstant } from '../reports/instant.ts';
import { shownPath } from '../reports/words.ts';
import { type CommonOptions, commonOptions, example, formatOption } from './call/options.ts';
import { withRuntime } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';

interface QuarantineOptions extends CommonOptions {
  readonly format: 'table' | 'json';
  readonly all?: boolean;
}

/** `provgate quarantine list | restore` */
export function define(command: Command, cli: VerbCli): void {
  const listed = command.command('list').description('what was moved aside');
  listed.option('--all', 'also what was put back');
  commonOptions(formatOption(listed, ['table', 'json']));
  example(listed, 'provgate quarantine list');
  listed.action(async (options: QuarantineOptions) => {
    const records = await withRuntime(cli, [], { ...options, mediaMayBeAway: true }, ({ registry }) =>
      registry.quarantine.list(),
    );
    const shown = records.filter((record) => options.all === true || record.restoredAt === undefined);
    await cli.out.write(options.format === 'json' ? recordsJson(shown) : recordsTable(shown));
    cli.finish(EXIT.pass);
  });

  const back = command
    .command('restore')
    .description('put a file back where it was; it is not moved aside again');
  back.argument('<id>', 'id of the record, as "provgate quarantine list" shows it');
  commonOptions(formatOption(back, ['table', 'json']));
  example(back, 'provgate quarantine restore 0199f3a0-…');
  back.action(async (id: string, options: QuarantineOptions) => {
    const records = await withRuntime(cli, [], options, (runtime) => restore(runtime, id));
    const lines = records.map(({ from }) => `${escapeTerminal(`${shownPath(from)} is back.`)}\n`);
    await cli.out.write(options.format === 'json' ? recordsJson(records) : lines.join(''));
    cli.finish(EXIT.pass);
  });
}

function recordsJson(records: readonly QuarantineRecord[]): string {
  const value = {
    schema: 'provgate.quarantine/1',
    files: records.map(({ id, at, from, to, assetId, codes, restoredAt }) => ({
      id,
      at,
      from: shownPath(from),
      to: shownPath(to),
      assetId,
      codes,
      restoredAt: restoredAt ?? null,
    })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function recordsTable(records: readonly QuarantineRecord[]): string {
  if (records.length === 0) return 'Nothing is in quarantine.\n';
  return records
    .map(({ id, at, from, to, codes, restoredAt }) => {
      const back = restoredAt === undefined ? '' : `  put back ${showInstant(restoredAt)}`;
      const line = `${id}  ${showInstant(at)}  ${codes.join(' ')}  ${shownPath(from)} → ${shownPath(to)}${back}`;
      return `${escapeTerminal(line)}\n`;
    })
    .join('');
}
