import type { Approval } from '../../domain/approval.ts';
import { EXIT } from '../../domain/errors.ts';
import type { Runtime } from '../../domain/runtime.ts';
import { readConditions } from '../../gate/read-papers.ts';
import { approvalsCsv, approvalsJson, approvalsTable } from '../../reports/approvals.ts';
import type { CommonOptions } from '../call/options.ts';
import { peopleIn } from '../call/people-in.ts';
import { withRuntime } from '../call/with-runtime.ts';
import type { VerbCli } from '../cli.ts';
import { coloursFor } from '../terminal/colours.ts';
import { print } from '../terminal/print.ts';

/** Options of everything that prints approvals. */
export interface RegisterOptions extends CommonOptions {
  readonly format: 'table' | 'json' | 'csv';
}

/** Approvals to print, with what is said after them. */
export interface Shown {
  readonly approvals: readonly Approval[];
  /** Added to the JSON. */
  readonly more?: object;
  /** Lines after the table. */
  readonly after?: Iterable<string>;
}

/** Prints the approvals a piece of work gives, or `none` where it gives none. */
export async function register(
  cli: VerbCli,
  options: RegisterOptions,
  none: string,
  work: (runtime: Runtime) => Promise<Shown>,
): Promise<void> {
  await withRuntime(cli, [], { ...options, mediaMayBeAway: true }, async (runtime) => {
    const { approvals, more, after = [] } = await work(runtime);
    const names = await peopleIn(runtime.registry, approvals);
    const open = await readConditions(runtime, approvals, new Set());
    const now = runtime.clock.now();
    if (options.format === 'json') await cli.out.write(approvalsJson(approvals, names, now, open, more));
    else if (options.format === 'csv') await print(cli.out, approvalsCsv(approvals, names, now, open));
    else if (approvals.length === 0) await cli.out.write(`${none}\n`);
    else await print(cli.out, approvalsTable(approvals, names, now, coloursFor(cli), open));
    if (options.format === 'table') await print(cli.out, after);
  });
  cli.finish(EXIT.pass);
}
