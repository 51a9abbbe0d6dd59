import { type Command, InvalidArgumentError, Option } from 'commander';
import { ProvgateError } from '../../domain/errors.ts';

/** Options every verb about a production has. */
export interface CommonOptions {
  readonly production?: string;
  readonly quiet?: boolean;
}

/** Adds `--production` and `--quiet`. */
export function commonOptions(command: Command): Command {
  return command
    .option('--production <dir>', 'the production to use, where paths do not tell')
    .option('-q, --quiet', 'no progress and hints on stderr');
}

/** Adds the same options to a verb that asks no production, so that scripts can give them to every verb. */
export function idleOptions(command: Command): Command {
  return command
    .option('--production <dir>', 'taken as by every verb; without effect here')
    .option('-q, --quiet', 'no progress and hints on stderr');
}

/** Adds `--format`; the first format is the default. */
export function formatOption(command: Command, formats: readonly [string, ...string[]]): Command {
  return command.addOption(
    new Option('--format <format>', 'how to print').choices(formats).default(formats[0]),
  );
}

/** Adds an example to a verb's help. */
export function example(command: Command, ...lines: readonly string[]): Command {
  const title = lines.length === 1 ? 'Example' : 'Examples';
  return command.addHelpText('after', `\n${title}:\n${lines.map((line) => `  $ ${line}`).join('\n')}`);
}

/** Gathers an option that may be given several times or with commas. */
export function list(value: string, before: readonly string[] = []): readonly string[] {
  return [
    ...before,
    ...value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ];
}

/** Gathers an option that may be given several times, as it is. */
export function several(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** A whole number of at least `least`. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`A whole number of at least ${least} is expected.`);
  };
}

/** An option a verb needs itself, but not the commands below it. Throws `usage`. */
export function needed<Value>(value: Value | undefined, what: string, option: string): Value {
  if (value !== undefined) return value;
  throw new ProvgateError('usage', `${what} is missing.`, `Give it with ${option}.`);
}
