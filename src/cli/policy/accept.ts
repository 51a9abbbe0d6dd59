import { EXIT } from '../../domain/errors.ts';
import { type Accepted, acceptRules } from '../../records/accept-rules.ts';
import { escapeTerminal } from '../../reports/escape.ts';
import { type CommonOptions, commonOptions, example, formatOption } from '../call/options.ts';
import { withRuntime } from '../call/with-runtime.ts';
import type { DefineVerb } from '../cli.ts';

interface AcceptOptions extends CommonOptions {
  readonly format: 'table' | 'json';
}

/** `provgate policy accept [FILE]` */
export const defineAccept: DefineVerb = (command, cli) => {
  const accept = command
    .command('accept')
    .description('accept, as an admin, milder settings in provgate.json or a pack file as it is now');
  accept.argument('[file]', 'a pack file; without it provgate.json');
  commonOptions(formatOption(accept, ['table', 'json']));
  example(accept, 'provgate policy accept', 'provgate policy accept our-pack.json');
  accept.action(async (file: string | undefined, options: AcceptOptions) => {
    await withRuntime(cli, [], { ...options, mediaMayBeAway: true }, async (runtime) => {
      const accepted = await acceptRules(runtime, file, cli.cwd);
      const value = { schema: 'provgate.acceptance/1', accepted: accepted ?? null };
      await cli.out.write(
        options.format === 'json'
          ? `${JSON.stringify(value, null, 2)}\n`
          : `${escapeTerminal(words(accepted))}\n`,
      );
    });
    cli.finish(EXIT.pass);
  });
};

function words(accepted: Accepted | undefined): string {
  if (accepted === undefined) return 'Nothing waits to be accepted.';
  return accepted.of === 'configuration'
    ? `Accepted provgate.json as it is now; milder in: ${accepted.parts.join(', ')}. sha256 ${accepted.sha256}`
    : `Accepted ${accepted.pack} ${accepted.version} (${accepted.file}) as it is now. sha256 ${accepted.sha256}`;
}
