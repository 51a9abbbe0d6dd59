import type { Command } from 'commander';
import { EXIT } from '../domain/errors.ts';
import { escapeTerminal } from '../reports/escape.ts';
import type { VerbCli } from './cli.ts';
import { type CommonOptions, commonOptions, example, formatOption } from './options.ts';
import { withRuntime } from './with-runtime.ts';

/** `provgate audit verify` */
export function define(command: Command, cli: VerbCli): void {
  const verify = command
    .command('verify')
    .description('recompute the log and every row that verdicts rely on');
  commonOptions(formatOption(verify, ['table', 'json']));
  example(verify, 'provgate audit verify --production /media/quayside');
  verify.action(async (options: CommonOptions & { readonly format: 'table' | 'json' }) => {
    await withRuntime(cli, [], { ...options, mediaMayBeAway: true }, async ({ registry }) => {
      const { events, broken } = await registry.events.verify();
      const head = await registry.events.head();
      if (options.format === 'json') {
        const value = { schema: 'provgate.audit/1', events, head: head.hash, broken: broken ?? null };
        await cli.out.write(`${JSON.stringify(value, null, 2)}\n`);
      } else {
        await cli.out.write(
          broken === undefined
            ? `Unbroken: ${events} events, head ${head.hash}.\n`
            : `BROKEN: ${escapeTerminal(broken)}\n`,
        );
      }
      cli.finish(broken === undefined ? EXIT.pass : EXIT.blocked);
    });
  });
}
