import type { Command } from 'commander';
import { consequencesOf } from '../../records/consequences.ts';
import { revoke } from '../../records/revoke.ts';
import { consequencesJson, consequencesTable } from '../../reports/consequences.ts';
import { commonOptions, example, formatOption } from '../call/options.ts';
import type { VerbCli } from '../cli.ts';
import { type RegisterOptions, register } from './register.ts';

interface RevokeOptions extends RegisterOptions {
  readonly reason: string;
  readonly effective?: string;
  readonly retroactive?: boolean;
}

/** `provgate approvals revoke ID` */
export function defineRevoke(command: Command, cli: VerbCli): void {
  command
    .argument('<id>', 'the ID')
    .requiredOption('--reason <text>', 'why')
    .option('--effective <date>', 'first day it no longer holds; by default now')
    .option('--retroactive', 'what was delivered before counts as affected too');
  commonOptions(formatOption(command, ['table', 'json']));
  example(command, 'provgate approvals revoke NFLX-0042 --reason "rights withdrawn"');
  command.action((id: string, options: RevokeOptions) =>
    register(cli, options, '', async (runtime) => {
      const approvals = await revoke(runtime, id, options.reason, options);
      const found = await consequencesOf(runtime, approvals);
      const revocation = approvals[0]?.revocation;
      return {
        approvals,
        more: { consequences: consequencesJson(found, revocation) },
        after: consequencesTable(found, revocation),
      };
    }),
  );
}
