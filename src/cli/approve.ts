import type { Command } from 'commander';
import { EXIT } from '../domain/errors.ts';
import { type ApprovalPreview, type ApprovalRequest, approve, previewApproval } from '../records/approve.ts';
import { approvalJson, approvalsTable } from '../reports/approvals.ts';
import { pathJson } from '../reports/check-json.ts';
import { plural } from '../reports/plural.ts';
import type { ApprovalJson } from '../reports/schemas.ts';
import type { VerbCli } from './cli.ts';
import { coloursFor } from './colours.ts';
import { readDocument } from './document.ts';
import { type CommonOptions, commonOptions, example, formatOption, list } from './options.ts';
import { peopleIn } from './people-in.ts';
import { confirm } from './prompt.ts';
import { pathLines } from './tell-paths.ts';
import { withRuntime } from './with-runtime.ts';

interface ApproveOptions extends CommonOptions {
  readonly id?: string;
  readonly by: string;
  readonly document: string;
  readonly from?: string;
  readonly until?: string;
  readonly deliverable?: readonly string[];
  readonly episode?: readonly string[];
  readonly territory?: readonly string[];
  readonly channel?: readonly string[];
  readonly note?: string;
  readonly yes?: boolean;
  readonly format: 'table' | 'json';
}

/** `provgate approve PATH…` */
export function define(command: Command, cli: VerbCli): void {
  command
    .argument('<path...>', 'files and folders; exactly the bytes that are there now are approved')
    .option('--id <id>', "the studio's approval ID; one is made where it gave none")
    .requiredOption('--by <who>', 'who granted it')
    .requiredOption('--document <file>', 'the letter or mail that says so')
    .option('--from <date>', 'first day it holds; by default now')
    .option('--until <date>', 'last day it holds (UTC); by default it does not end')
    .option('--deliverable <type>', 'only for these kinds of deliverable; several with commas', list)
    .option('--episode <episode>', 'only for these episodes', list)
    .option('--territory <code>', 'only for these countries, or "worldwide"', list)
    .option('--channel <channel>', 'only for these channels', list)
    .option('--note <text>', 'anything worth knowing')
    .option('-y, --yes', 'the list was looked through');
  commonOptions(formatOption(command, ['table', 'json']));
  example(
    command,
    'provgate approve 06_DELIVERY/stills/quay.png --id NFLX-0042 --by "Studio contact" --document mail.pdf --until 2027-03-31',
  );
  command.action(async (paths: readonly string[], options: ApproveOptions) => {
    await withRuntime(cli, paths, options, async (runtime, inside) => {
      const request: ApprovalRequest = {
        paths: inside,
        id: options.id,
        grantedBy: options.by,
        document: readDocument(cli, options.document),
        from: options.from,
        until: options.until,
        types: options.deliverable,
        episodes: options.episode,
        territories: options.territory,
        channels: options.channel,
        note: options.note,
      };
      const preview = await previewApproval(runtime, request);
      if (preview.needsConfirmation) {
        await cli.err.write(previewText(preview));
        const question = `Approve ${plural(preview.binds.length, 'file')}?`;
        if (!(await confirm(cli, question, options.yes))) return cli.finish(EXIT.interrupted);
      }
      const approval = await approve(runtime, { ...request, confirmed: true }, preview);
      const names = await peopleIn(runtime.registry, [approval]);
      const now = runtime.clock.now();
      await cli.out.write(
        options.format === 'json'
          ? approvedJson(approvalJson(approval, names, now), preview)
          : approvedText([...approvalsTable([approval], names, now, coloursFor(cli))], preview),
      );
      cli.finish(EXIT.pass);
    });
  });
}

function previewText({ binds, leaves }: ApprovalPreview): string {
  const noted = binds.map(({ path, because }) => ({ path, note: WHY[because] }));
  const left = leaves.map(({ path, reason }) => ({ path, note: reason }));
  return `${pathLines('Files the approval would cover:', noted)}${pathLines('Left out:', left)}`;
}

const WHY: Readonly<Record<ApprovalPreview['binds'][number]['because'], string>> = {
  genai: 'GenAI',
  temporary: 'marked TEMPORARY',
  suspected: 'suspected; thereby declared GenAI',
  named: 'of unknown origin; thereby declared GenAI',
};

function approvedText(recorded: readonly string[], { binds, declares }: ApprovalPreview): string {
  const covered = pathLines(
    'Recorded for these bytes, and no others:',
    binds.map(({ path, because }) => ({ path, note: WHY[because] })),
  );
  const declared =
    declares.length === 0 ? '' : `${plural(declares.length, 'file')} thereby declared GenAI.\n`;
  return `${recorded.join('')}${covered}${declared}`;
}

function approvedJson(approval: ApprovalJson, { binds, declares, leaves }: ApprovalPreview): string {
  const declared = new Set(declares.map(({ path }) => path));
  const value = {
    schema: 'provgate.approvals/1',
    approvals: [approval],
    bound: binds.map(({ path, asset, because }) => ({
      ...pathJson(path),
      assetId: asset.id,
      sha256: asset.sha256,
      because,
      declaredGenai: declared.has(path),
    })),
    left: leaves.map(({ path, reason }) => ({ ...pathJson(path), reason })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
