import { type Command, Option } from 'commander';
import { EXIT } from '../domain/errors.ts';
import { endConsent, listConsents, recordConsent } from '../records/consent.ts';
import { consentLine } from '../reports/consents.ts';
import { paperJson } from '../reports/papers.ts';
import { readDocument } from './call/document.ts';
import { type CommonOptions, commonOptions, example, formatOption, list } from './call/options.ts';
import { withRuntime } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';
import { peopleOf, tellPaper } from './terminal/paper-output.ts';

interface ConsentOptions extends CommonOptions {
  readonly format: 'table' | 'json';
}

interface RecordOptions extends ConsentOptions {
  readonly giver: string;
  readonly performer?: string;
  readonly capacity?: string;
  readonly uses: string;
  readonly signed: string;
  readonly until?: string;
  readonly title?: readonly string[];
  readonly territory?: readonly string[];
  readonly media?: readonly string[];
  readonly training?: 'yes' | 'no';
  readonly document: string;
}

/** `provgate consent record | suspend | withdraw | list` */
export function define(command: Command, cli: VerbCli): void {
  const recorded = command
    .command('record')
    .description('a performer, estate, union or guardian agrees to a use')
    .requiredOption('--giver <name>', 'who agrees')
    .option('--performer <name>', 'whose voice or likeness it is; by default who agrees')
    .option('--capacity <capacity>', 'performer, estate, union or guardian', 'performer')
    .requiredOption('--uses <text>', 'what is agreed to, as the paper says')
    .requiredOption('--signed <date>', 'when it was signed; work made before is not covered')
    .option('--until <date>', 'last day it holds')
    .option('--title <title>', 'only for these productions', list)
    .option('--territory <code>', 'only for these countries', list)
    .option('--media <media>', 'only for these media', list)
    .addOption(new Option('--training <answer>', 'whether training is agreed to').choices(['yes', 'no']))
    .requiredOption('--document <file>', 'the signed paper');
  commonOptions(formatOption(recorded, ['table', 'json']));
  example(
    recorded,
    'provgate consent record --giver "Ana Ruiz" --uses "synthetic voice for pick-up lines" --signed 2026-10-01 --document consent.pdf',
  );
  recorded.action(async (options: RecordOptions) => {
    await withRuntime(cli, [], { ...options, mediaMayBeAway: true }, async (runtime) => {
      const paper = await recordConsent(runtime, {
        ...options,
        titles: options.title,
        territories: options.territory,
        training: options.training === undefined ? undefined : options.training === 'yes',
        document: readDocument(cli, options.document),
      });
      const said = `Recorded the consent of ${options.giver}, signed ${paper.body.signedAt.slice(0, 10)}`;
      await tellPaper(cli, runtime.registry, paper, { said, format: options.format });
      cli.finish(EXIT.pass);
    });
  });

  for (const [name, state, about] of [
    ['suspend', 'suspended', 'a consent does not hold for now'],
    ['withdraw', 'withdrawn', 'a consent was taken back'],
  ] as const) {
    const ended = command
      .command(name)
      .description(about)
      .argument('<id>', 'the consent')
      .option('--document <file>', 'the paper that says so');
    commonOptions(formatOption(ended, ['table', 'json']));
    example(ended, `provgate consent ${name} 0199c0de-… --document mail.pdf`);
    ended.action(async (id: string, options: ConsentOptions & { readonly document?: string }) => {
      await withRuntime(cli, [], { ...options, mediaMayBeAway: true }, async (runtime) => {
        const { document } = options;
        const given = document === undefined ? undefined : readDocument(cli, document);
        const paper = await endConsent(runtime, id, state, given);
        const said = `The consent is ${state}; what relied on it is judged without it from now on`;
        await tellPaper(cli, runtime.registry, paper, { said, format: options.format });
        cli.finish(EXIT.pass);
      });
    });
  }

  const listed = command.command('list').description('every consent and how it stands');
  commonOptions(formatOption(listed, ['table', 'json']));
  example(listed, 'provgate consent list');
  listed.action(async (options: ConsentOptions) => {
    await withRuntime(cli, [], { ...options, mediaMayBeAway: true }, async (runtime) => {
      const all = await listConsents(runtime);
      const names = await peopleOf(runtime.registry, all);
      const now = runtime.clock.now();
      if (options.format === 'json')
        await cli.out.write(
          `${JSON.stringify({ schema: 'provgate.papers/1', papers: all.map((each) => paperJson(each, names)) }, null, 2)}\n`,
        );
      else if (all.length === 0) await cli.out.write('No consent was recorded.\n');
      else await cli.out.write(all.map((each) => `${consentLine(each, names, now)}\n`).join(''));
      cli.finish(EXIT.pass);
    });
  });
}
