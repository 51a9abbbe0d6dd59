import type { Command } from 'commander';
import type { Approval } from '../domain/approval.ts';
import { EXIT, ProvgateError } from '../domain/errors.ts';
import type { Runtime } from '../domain/runtime.ts';
import { asApprovalId } from '../gate/scope-values.ts';
import { revoke } from '../records/revoke.ts';
import { approvalsCsv, approvalsJson, approvalsTable } from '../reports/approvals.ts';
import { approvalsEnding } from './approvals-ending.ts';
import type { VerbCli } from './cli.ts';
import { coloursFor } from './colours.ts';
import { type CommonOptions, commonOptions, example, formatOption, wholeNumber } from './options.ts';
import { peopleIn } from './people-in.ts';
import { print } from './print.ts';
import { withRuntime } from './with-runtime.ts';

interface RegisterOptions extends CommonOptions {
  readonly format: 'table' | 'json' | 'csv';
}

/** `provgate approvals list | show | revoke | expiring` */
export function define(command: Command, cli: VerbCli): void {
  const listed = command.command('list').description('every approval and how it stands');
  commonOptions(formatOption(listed, ['table', 'json', 'csv']));
  example(listed, 'provgate approvals list');
  listed.action((options: RegisterOptions) =>
    register(cli, options, 'There are no approvals.', ({ registry }) => registry.approvals.list()),
  );

  const shown = command
    .command('show')
    .description('every record of one approval ID')
    .argument('<id>', 'the ID');
  commonOptions(formatOption(shown, ['table', 'json']));
  example(shown, 'provgate approvals show NFLX-0042');
  shown.action((id: string, options: RegisterOptions) =>
    register(cli, options, '', async ({ registry }) => {
      const records = await registry.approvals.byId(asApprovalId(id));
      if (records.length > 0) return records;
      throw new ProvgateError(
        'not-found',
        `There is no approval "${id}".`,
        'See them all: provgate approvals list',
      );
    }),
  );

  const expiring = command.command('expiring').description('approvals that end soon');
  expiring.option('--days <days>', 'how many days to look ahead', wholeNumber(0, 100_000), 30);
  commonOptions(formatOption(expiring, ['table', 'json']));
  example(expiring, 'provgate approvals expiring --days 14');
  expiring.action((options: RegisterOptions & { readonly days: number }) =>
    register(cli, options, `No approval ends within ${options.days} days.`, async ({ registry, clock }) => {
      const ending = approvalsEnding(await registry.approvals.list(), clock.now(), options.days);
      return ending.map(({ approval }) => approval);
    }),
  );

  const revoked = command.command('revoke').description('end every record of an approval ID, for ever');
  revoked.argument('<id>', 'the ID').requiredOption('--reason <text>', 'why');
  commonOptions(formatOption(revoked, ['table', 'json']));
  example(revoked, 'provgate approvals revoke NFLX-0042 --reason "rights withdrawn"');
  revoked.action((id: string, options: RegisterOptions & { readonly reason: string }) =>
    register(cli, options, '', (runtime) => revoke(runtime, id, options.reason)),
  );
}

/** Prints the approvals a piece of work gives. */
async function register(
  cli: VerbCli,
  options: RegisterOptions,
  none: string,
  work: (runtime: Runtime) => Promise<readonly Approval[]>,
): Promise<void> {
  await withRuntime(cli, [], { ...options, mediaMayBeAway: true }, async (runtime) => {
    const approvals = await work(runtime);
    const names = await peopleIn(runtime.registry, approvals);
    const now = runtime.clock.now();
    if (options.format === 'json') await cli.out.write(approvalsJson(approvals, names, now));
    else if (options.format === 'csv') await print(cli.out, approvalsCsv(approvals, names, now));
    else if (approvals.length === 0) await cli.out.write(`${none}\n`);
    else await print(cli.out, approvalsTable(approvals, names, now, coloursFor(cli)));
  });
  cli.finish(EXIT.pass);
}
