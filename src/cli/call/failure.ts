import { CommanderError } from 'commander';
import { type ExitCode, FAILURES, type FailureCode, ProvgateError } from '../../domain/errors.ts';
import { errorCode } from '../../files/walk.ts';
import { escapeTerminal } from '../../reports/escape.ts';
import type { ErrorJson } from '../../reports/schemas.ts';

/** Any error as a failure with a name; what has none is a bug or the system's refusal. */
export function nameFailure(error: unknown): ProvgateError {
  if (error instanceof ProvgateError) return error;
  if (error instanceof CommanderError) return wrongCall(error);
  const system = SYSTEM.get(errorCode(error));
  if (system !== undefined)
    return new ProvgateError(system.code, messageOf(error), system.next, { cause: error });
  return new ProvgateError(
    'internal',
    `provgate failed: ${messageOf(error)}`,
    'This is a bug in provgate; nothing was let through. PROVGATE_DEBUG=1 shows where it happened.',
    { cause: error },
  );
}

/** A failure as two lines for people: what happened, what to do; with PROVGATE_DEBUG also where. */
export function failureText(failure: ProvgateError, debug: boolean): string {
  const lines = [failure.message, failure.next].map(escapeTerminal);
  const origin = failure.cause instanceof Error ? failure.cause : failure;
  return `${[...lines, ...(debug ? [origin.stack ?? ''] : [])].join('\n')}\n`;
}

/** A failure as `provgate.error/1`. */
export function failureJson(failure: ProvgateError): ErrorJson {
  return {
    schema: 'provgate.error/1',
    code: failure.code,
    exit: exitOf(failure),
    message: failure.message,
    next: failure.next,
  };
}

/** The exit code of a failure. */
export function exitOf(failure: ProvgateError): ExitCode {
  return FAILURES[failure.code].exit;
}

/** Commander's words: `error: unknown option '--formt'` and, on a second line, `(Did you mean --format?)`. */
function wrongCall(error: CommanderError): ProvgateError {
  const [what = '', hint = ''] = error.message.split('\n');
  const message = what.replace(/^error: /, '');
  const suggestion = /^\((Did you mean .*\?)\)$/.exec(hint)?.[1];
  return new ProvgateError(
    'usage',
    `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
    suggestion ?? nextAfter(error, message),
    { cause: error },
  );
}

function nextAfter({ code }: CommanderError, message: string): string {
  const option = code === 'commander.missingMandatoryOptionValue' ? /'(.+)'/.exec(message)?.[1] : undefined;
  return option === undefined
    ? '"provgate --help" lists the verbs, "provgate VERB --help" the options of one.'
    : `Add ${option}; --help after the verb shows an example.`;
}

const SYSTEM: ReadonlyMap<string, { readonly code: FailureCode; readonly next: string }> = new Map([
  ['EACCES', { code: 'could-not-read', next: 'Make it readable for you and run the command again.' }],
  ['EPERM', { code: 'could-not-read', next: 'Make it readable for you and run the command again.' }],
  ['EROFS', { code: 'could-not-read', next: 'Name a place that can be written to.' }],
  ['EIO', { code: 'could-not-read', next: 'Check the disk or the network mount and run the command again.' }],
  ['ESTALE', { code: 'could-not-read', next: 'Check the network mount and run the command again.' }],
  ['ENOSPC', { code: 'disk-full', next: 'Make room and run the command again.' }],
  ['EDQUOT', { code: 'disk-full', next: 'Make room and run the command again.' }],
  [
    'EMFILE',
    { code: 'could-not-read', next: 'Raise the limit of open files (ulimit -n) and run the command again.' },
  ],
]);

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
