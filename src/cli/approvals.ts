import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Approval } from '../domain/approval.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { Runtime } from '../domain/runtime.ts';
import { readConditions } from '../gate/read-papers.ts';
import { asApprovalId } from '../gate/scope-values.ts';
import { consequencesOf } from '../records/consequences.ts';
import { filesOfAssets } from '../records/terms/bound-assets.ts';
import { standingOf } from '../reports/approval-row.ts';
import { pathJson } from '../reports/check-json.ts';
import { consequencesJson, consequencesTable } from '../reports/consequences.ts';
import { APPROVAL_STANDINGS } from '../reports/schemas.ts';
import { defineConditions } from './approvals/conditions.ts';
import { approvalsEnding, approvalsWithoutEnd } from './approvals/ending.ts';
import { defineImport } from './approvals/import.ts';
import { type RegisterOptions, register, type Shown } from './approvals/register.ts';
import { defineRevoke } from './approvals/revoke.ts';
import { commonOptions, example, formatOption } from './call/options.ts';
import type { VerbCli } from './cli.ts';
import { pathLines } from './terminal/tell-paths.ts';

interface ListOptions extends RegisterOptions {
  readonly id?: string;
  readonly state?: (typeof APPROVAL_STANDINGS)[number];
  readonly ending?: number;
}

const DEFAULT_MONTHS = 12;

/** `provgate approvals list | show | expiring | revoke | meet | reopen | import` */
export function define(command: Command, cli: VerbCli): void {
  defineList(command.command('list').description('every approval and how it stands'), cli);
  defineShow(command.command('show').description('one approval ID whole'), cli);
  defineExpiring(command.command('expiring').description('approvals that end soon, or never'), cli);
  defineRevoke(command.command('revoke').description('end every record of an approval ID, for ever'), cli);
  defineConditions(command, cli);
  defineImport(command.command('import').description('record many approvals from a table'), cli);
}

function defineList(command: Command, cli: VerbCli): void {
  command
    .option('--id <text>', 'only IDs that hold this text')
    .addOption(new Option('--state <state>', 'only those that stand so').choices(APPROVAL_STANDINGS))
    .option('--ending <days>', 'only those that end within so many days', days);
  commonOptions(formatOption(command, ['table', 'json', 'csv']));
  example(command, 'provgate approvals list', 'provgate approvals list --state conditions-open');
  command.action((options: ListOptions) =>
    register(cli, options, noneOf(options), async (runtime) => ({
      approvals: await wanted(runtime, options),
    })),
  );
}

async function wanted(runtime: Runtime, { id, state, ending }: ListOptions): Promise<readonly Approval[]> {
  const now = runtime.clock.now();
  const all = await runtime.registry.approvals.list();
  const open = await readConditions(runtime, all, new Set());
  const soon =
    ending === undefined
      ? undefined
      : new Set(approvalsEnding(all, now, ending).map(({ approval }) => approval));
  const text = id === undefined ? undefined : asApprovalId(id).toLowerCase();
  return all.filter(
    (approval) =>
      (text === undefined || approval.id.toLowerCase().includes(text)) &&
      (state === undefined || standingOf(approval, now, open) === state) &&
      (soon === undefined || soon.has(approval)),
  );
}

function noneOf({ id, state, ending }: ListOptions): string {
  return id === undefined && state === undefined && ending === undefined
    ? 'There are no approvals.'
    : 'No approval is like that.';
}

function defineShow(command: Command, cli: VerbCli): void {
  command.argument('<id>', 'the ID');
  commonOptions(formatOption(command, ['table', 'json']));
  example(command, 'provgate approvals show NFLX-0042');
  command.action((id: string, options: RegisterOptions) =>
    register(cli, options, '', (runtime) => shown(runtime, id)),
  );
}

async function shown(runtime: Runtime, id: string): Promise<Shown> {
  const approvals = await runtime.registry.approvals.byId(asApprovalId(id));
  if (approvals.length === 0)
    throw new ProvgateError(
      'not-found',
      `There is no approval "${id}".`,
      'See them all: provgate approvals list',
    );
  const covered = await filesOfAssets(
    runtime,
    approvals.flatMap(({ assetIds }) => assetIds),
    false,
  );
  const found = await consequencesOf(runtime, approvals);
  const revocation = approvals[0]?.revocation;
  return {
    approvals,
    more: {
      files: covered.map(({ path, asset }) => ({
        ...pathJson(path),
        assetId: asset.id,
        sha256: asset.sha256,
      })),
      consequences: consequencesJson(found, revocation),
    },
    after: [
      pathLines(
        'Covers these bytes, and no others:',
        covered.map(({ path }) => ({ path, note: '' })),
      ),
      ...consequencesTable(found, revocation),
    ],
  };
}

function defineExpiring(command: Command, cli: VerbCli): void {
  command
    .option('--within <time>', 'how far to look ahead, such as 30d or 6w', days, 30)
    .option('--days <days>', 'the same in days', days);
  commonOptions(formatOption(command, ['table', 'json']));
  example(command, 'provgate approvals expiring --within 30d');
  command.action((options: RegisterOptions & { readonly within: number; readonly days?: number }) => {
    const ahead = options.days ?? options.within;
    return register(cli, options, `No approval ends within ${ahead} days.`, async (runtime) => {
      const all = await runtime.registry.approvals.list();
      const now = runtime.clock.now();
      const months = openEndedMonths(runtime);
      const soon = approvalsEnding(all, now, ahead).map(({ approval }) => approval);
      const forgotten = approvalsWithoutEnd(all, now, months).filter((each) => !soon.includes(each));
      const names = [...new Set(forgotten.map((each) => each.id))].join(', ');
      return {
        approvals: [...soon, ...forgotten],
        more: { openEnded: forgotten.map((each) => each.id), openEndedMonths: months },
        after:
          forgotten.length === 0
            ? []
            : [`Without end for more than ${months} months: ${names}. Ask whether they still stand.\n`],
      };
    });
  });
}

/** After how many months an approval without end is worth a question: as the strictest pack says. */
function openEndedMonths({ policies }: Pick<Runtime, 'policies'>): number {
  const told = policies.flatMap(({ pack }) => pack.guidance?.openEndedApprovalWarnMonths ?? []);
  return told.length === 0 ? DEFAULT_MONTHS : Math.min(...told);
}

/** Days from `30`, `30d` or `6w`. */
function days(text: string): number {
  const match = /^(\d{1,6})\s*(d|days?|w|weeks?)?$/i.exec(text.trim());
  if (match === null) throw new InvalidArgumentError('A number of days is expected, such as 30d or 6w.');
  return Number(match[1]) * (match[2]?.toLowerCase().startsWith('w') === true ? 7 : 1);
}
