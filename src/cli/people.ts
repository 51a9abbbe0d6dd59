import type { Command } from 'commander';
import { EXIT } from '../domain/errors.ts';
import { escapeTerminal } from '../reports/escape.ts';
import { type CommonOptions, commonOptions, example } from './call/options.ts';
import { withRuntime } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';
import { confirm } from './terminal/prompt.ts';

interface EraseOptions extends CommonOptions {
  readonly yes?: boolean;
}

/** `provgate people erase NAME` */
export function define(command: Command, cli: VerbCli): void {
  const erase = command.command('erase').description('take a name out of the record, for ever');
  erase.argument('<name>', 'the name as reports show it, or the id of the person');
  erase.option('-y, --yes', 'erase it without asking');
  commonOptions(erase);
  example(erase, 'provgate people erase "Kim Lee"');
  erase.action(async (name: string, options: EraseOptions) => {
    const question = `Erase the name ${name}? What was recorded stays; it cannot be brought back.`;
    if (!(await confirm(cli, question, options.yes))) return cli.finish(EXIT.interrupted);
    const person = await withRuntime(
      cli,
      [],
      { ...options, mediaMayBeAway: true },
      ({ registry, actor, clock }) => registry.people.erase(name, actor, clock.now()),
    );
    await cli.out.write(
      `Erased. Reports show "erased person" (${escapeTerminal(person)}). Backups, documents, exports and what people wrote in words may still hold the name.\n`,
    );
    cli.finish(EXIT.pass);
  });
}
