import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { EXIT } from '../domain/errors.ts';
import { escapeTerminal } from '../reports/escape.ts';
import { restoreProductionRegistry } from '../runtime.ts';
import { type CommonOptions, commonOptions, example } from './call/options.ts';
import { productionFor, sealOf, withRuntime } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';
import { confirm } from './terminal/prompt.ts';

/** `provgate registry backup | restore` */
export function define(command: Command, cli: VerbCli): void {
  const backup = command
    .command('backup')
    .description('copy registry and documents, while others go on working');
  backup.argument('<dir>', 'a folder that does not exist yet');
  commonOptions(backup);
  example(backup, 'provgate registry backup /backup/quayside-2026-11-22');
  backup.action(async (dir: string, options: CommonOptions) => {
    const to = resolve(cli.cwd, dir);
    await withRuntime(cli, [], { ...options, mediaMayBeAway: true }, ({ registry }) => registry.backup(to));
    await cli.out.write(
      `Registry and documents are in ${escapeTerminal(dir)}. Keep it as private as the original.\n`,
    );
    cli.finish(EXIT.pass);
  });

  const restore = command
    .command('restore')
    .description('put a backup in place; what was there is kept beside it');
  restore.argument('<dir>', 'a folder "provgate registry backup" wrote');
  restore.option('-y, --yes', 'what was recorded since the backup may be set aside');
  commonOptions(restore);
  example(restore, 'provgate registry restore /backup/quayside-2026-11-22 --production /media/quayside');
  restore.action(async (dir: string, options: CommonOptions & { readonly yes?: boolean }) => {
    const production = productionFor(cli, [], { ...options, mediaMayBeAway: true });
    const question = `Put ${dir} in place of the record of ${production.configuration.title}?`;
    if (!(await confirm(cli, question, options.yes))) return cli.finish(EXIT.interrupted);
    const { seq, kept } = await restoreProductionRegistry(
      production,
      resolve(cli.cwd, dir),
      sealOf(cli, production),
    );
    const before = kept === undefined ? '' : ` What was there is kept as ${basename(kept)}.`;
    await cli.out.write(`${escapeTerminal(`Restored; event ${seq} tells of it.${before}`)}\n`);
    cli.finish(EXIT.pass);
  });
}
