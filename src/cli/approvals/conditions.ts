import type { Command } from 'commander';
import { asApprovalId } from '../../gate/scope-values.ts';
import { meetCondition, reopenCondition } from '../../records/conditions.ts';
import { readDocument } from '../call/document.ts';
import { commonOptions, example, formatOption, wholeNumber } from '../call/options.ts';
import type { VerbCli } from '../cli.ts';
import { type RegisterOptions, register } from './register.ts';

interface MeetOptions extends RegisterOptions {
  readonly condition: number;
  readonly document: string;
  readonly note?: string;
}

interface ReopenOptions extends RegisterOptions {
  readonly condition: number;
  readonly reason: string;
}

/** `provgate approvals meet | reopen ID` */
export function defineConditions(approvals: Command, cli: VerbCli): void {
  const meet = approvals.command('meet').description('record that a condition of an approval was met');
  meet
    .argument('<id>', 'the ID')
    .requiredOption('--condition <n>', 'which, as "approvals show" numbers them', wholeNumber(1))
    .requiredOption('--document <file>', 'what shows it')
    .option('--note <text>', 'anything worth knowing');
  commonOptions(formatOption(meet, ['table', 'json']));
  example(meet, 'provgate approvals meet NFLX-0042 --condition 1 --document new-poster.pdf');
  meet.action((id: string, { condition, document, note, ...options }: MeetOptions) =>
    register(cli, options, '', async (runtime) => {
      await meetCondition(runtime, { id, condition, document: readDocument(cli, document), note });
      return { approvals: await runtime.registry.approvals.byId(asApprovalId(id)) };
    }),
  );

  const reopen = approvals.command('reopen').description('record that a condition is open again');
  reopen
    .argument('<id>', 'the ID')
    .requiredOption('--condition <n>', 'which, as "approvals show" numbers them', wholeNumber(1))
    .requiredOption('--reason <text>', 'why');
  commonOptions(formatOption(reopen, ['table', 'json']));
  example(reopen, 'provgate approvals reopen NFLX-0042 --condition 1 --reason "the old poster is back"');
  reopen.action((id: string, { condition, reason, ...options }: ReopenOptions) =>
    register(cli, options, '', async (runtime) => {
      await reopenCondition(runtime, { id, condition, reason });
      return { approvals: await runtime.registry.approvals.byId(asApprovalId(id)) };
    }),
  );
}
