import { resolve } from 'node:path';
import { EXIT, ProvgateError } from '../../domain/errors.ts';
import type { PolicyPack } from '../../domain/policy.ts';
import { readPackFile } from '../../pack-file.ts';
import { digestOf, refuseImpostor } from '../../policy/index.ts';
import { escapeTerminal } from '../../reports/escape.ts';
import { type CommonOptions, example, formatOption, idleOptions } from '../call/options.ts';
import type { DefineVerb, VerbCli } from '../cli.ts';

interface ValidateOptions extends CommonOptions {
  readonly format: 'table' | 'json';
}

/** What became of one pack file. */
type Reading =
  | { readonly file: string; readonly pack: PolicyPack }
  | { readonly file: string; readonly failure: ProvgateError };

/** `provgate policy validate FILE…` */
export const defineValidate: DefineVerb = (command, cli) => {
  const validate = command
    .command('validate')
    .description('read pack files and say what is wrong, line by line');
  validate.argument('<file...>', 'pack files');
  idleOptions(formatOption(validate, ['table', 'json']));
  example(validate, 'provgate policy validate our-pack.json');
  validate.action(async (files: readonly string[], options: ValidateOptions) => {
    const readings = files.map((file) => readingOf(cli, file));
    await cli.out.write(options.format === 'json' ? json(readings) : readings.map(text).join(''));
    cli.finish(readings.every((each) => 'pack' in each) ? EXIT.pass : EXIT.usage);
  });
};

function readingOf(cli: VerbCli, file: string): Reading {
  try {
    const pack = readPackFile(resolve(cli.cwd, file), file);
    refuseImpostor(pack, file);
    return { file, pack };
  } catch (error) {
    // The other files are still to be read, and told of.
    if (error instanceof ProvgateError) return { file, failure: error };
    throw error;
  }
}

function text(reading: Reading): string {
  if ('failure' in reading) {
    const { message, next } = reading.failure;
    return `${escapeTerminal(message).replaceAll('; line ', ';\n  line ')}\n${escapeTerminal(next)}\n`;
  }
  const { id, version, rules, cases } = reading.pack;
  return `${escapeTerminal(reading.file)}: ${id} ${version} is a sound pack (${rules.length} rules, ${cases.length} cases).\n  sha256 ${digestOf(reading.pack)}\n`;
}

function json(readings: readonly Reading[]): string {
  const files = readings.map((reading) =>
    'pack' in reading
      ? {
          file: reading.file,
          valid: true,
          pack: reading.pack.id,
          version: reading.pack.version,
          sha256: digestOf(reading.pack),
        }
      : { file: reading.file, valid: false, message: reading.failure.message, next: reading.failure.next },
  );
  return `${JSON.stringify({ schema: 'provgate.policy-validation/1', files }, null, 2)}\n`;
}
