import type { Command } from 'commander';
import { EXIT } from '../domain/errors.ts';
import { type ApprovalRequest, approve, previewApproval } from '../records/approve.ts';
import { approvalJson } from '../reports/approval-row.ts';
import { approvalsTable } from '../reports/approvals.ts';
import { plural } from '../reports/plural.ts';
import { type ApproveOptions, statedIn } from './approvals/approve-options.ts';
import { approvedJson, approvedText, OUT_OF_REACH, previewText } from './approvals/approve-output.ts';
import { readDocument } from './call/document.ts';
import { commonOptions, example, formatOption, list, several } from './call/options.ts';
import { peopleIn } from './call/people-in.ts';
import { withRuntime } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';
import { serverFor, serverOption } from './server/server-option.ts';
import { coloursFor } from './terminal/colours.ts';
import { confirm } from './terminal/prompt.ts';

/** `provgate approve PATH…` */
export function define(command: Command, cli: VerbCli): void {
  command
    .argument('[path...]', 'files and folders; exactly the bytes that are there now are approved')
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
    .optionsGroup('What else the letter says:')
    .option('--decision <decision>', 'granted, granted-with-conditions or rejected; by default granted')
    .option('--rejects <reach>', 'a refusal is for finals (final-only, the default) or for all-use')
    .option('--condition <text>', 'what must be met first; may be given several times', several)
    .option('--authority <authority>', 'contact (the default), production-legal, studio-legal, rights-holder')
    .option('--company <name>', 'company of who granted it')
    .option('--role <text>', 'role of who granted it')
    .option('--use <use-case>', 'only for these uses, such as background; several with commas', list)
    .option(
      '--max-prominence <how-much>',
      'not-seen, incidental, visible, prominent or story-relevant at most',
    )
    .option('--scene <name>', 'only in these scenes', list)
    .option('--shot <name>', 'only in these shots', list)
    .option('--talent <name>', 'only these performers; may be given several times', several)
    .option('--cut <name>', 'only for this cut')
    .option('--derivatives <how-far>', 'exact, rewrap, transcode, conform, editorial, composite or any')
    .option('--supersedes <id>', 'the approval it replaces; its files are taken where none are named')
    .option('--answers <request>', 'the request it answers; its files are taken where none are named')
    .optionsGroup('Options:')
    .option('-y, --yes', 'the list was looked through');
  serverOption(commonOptions(formatOption(command, ['table', 'json'])));
  example(
    command,
    'provgate approve 06_DELIVERY/stills/quay.png --id NFLX-0042 --by "Studio contact" --document mail.pdf --until 2027-03-31',
  );
  command.action(async (paths: readonly string[], options: ApproveOptions) => {
    const server = serverFor(cli, options);
    if (server !== undefined)
      return (await import('./server/approve-at.ts')).approveAt(cli, server, paths, options);
    await withRuntime(cli, paths, options, async (runtime, inside) => {
      const request: ApprovalRequest = {
        ...statedIn(options),
        paths: inside,
        id: options.id,
        grantedBy: options.by,
        document: readDocument(cli, options.document),
      };
      const preview = await previewApproval(runtime, request);
      if (preview.needsConfirmation) {
        await cli.err.write(previewText(preview));
        const verb = preview.stated.terms.decision === 'rejected' ? 'Refuse' : 'Approve';
        const question = `${verb} ${plural(preview.binds.length, 'file')}?`;
        if (!(await confirm(cli, question, options.yes))) return cli.finish(EXIT.interrupted);
      }
      if (preview.isOutOfReach && options.quiet !== true) await cli.err.write(OUT_OF_REACH);
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
