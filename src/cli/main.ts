import { Command, CommanderError } from 'commander';
import { EXIT, type ExitCode } from '../domain/errors.ts';
import { readVersion } from '../runtime/version.ts';
import { exitOf, failureJson, failureText, nameFailure } from './call/failure.ts';
import type { Cli } from './cli.ts';
import { type Interruption, listenForInterruption } from './terminal/interruption.ts';
import { openOutput } from './terminal/output.ts';
import { verbs } from './verbs.ts';

/** Runs one command line to its end, everything written out, and returns its exit code. Never throws. */
export async function main(args: readonly string[]): Promise<ExitCode> {
  const interruption = listenForInterruption();
  let endsOnTerm = false;
  const cli: Cli = {
    cwd: process.cwd(),
    env: process.env,
    out: openOutput(process.stdout),
    err: openOutput(process.stderr),
    stdin: process.stdin,
    signal: interruption.signal,
    endsOnTerm: () => {
      endsOnTerm = true;
    },
  };
  const work = runToEnd(args, cli);
  const code = await Promise.race([work, interruption.overdue.then(() => EXIT.interrupted)]);
  return codeAfter(interruption, code, endsOnTerm);
}

/** SIGTERM is how a service ordinarily ends; everything else that interrupts is 130. */
function codeAfter(interruption: Interruption, code: ExitCode, endsOnTerm: boolean): ExitCode {
  const by = interruption.by();
  if (by === undefined || (by === 'SIGTERM' && endsOnTerm)) return code;
  return EXIT.interrupted;
}

async function runToEnd(args: readonly string[], cli: Cli): Promise<ExitCode> {
  let code: ExitCode;
  try {
    code = await run(args, cli);
  } catch (error) {
    code = await tell(error, args, cli);
  }
  try {
    await cli.out.flush();
  } catch (error) {
    // A report that did not get out whole must not open the gate.
    const worse = await tell(error, [], cli);
    code = code === EXIT.pass ? worse : code;
  }
  return code;
}

async function run(args: readonly string[], cli: Cli): Promise<ExitCode> {
  let code: ExitCode | undefined;
  const program = await buildProgram(args, cli, (came) => {
    code = came;
  });
  if (args.length === 0) program.help({ error: true });
  await program.parseAsync([...args], { from: 'user' });
  if (code === undefined) throw new Error('the verb came to no exit code');
  return code;
}

/** The command tree with the one verb that is called loaded whole; the others are names for help and suggestions. */
async function buildProgram(
  args: readonly string[],
  cli: Cli,
  finish: (code: ExitCode) => void,
): Promise<Command> {
  const program = new Command('provgate')
    .description(
      'Remembers how every file of a production was made, and keeps unapproved GenAI out of finals.',
    )
    .version(readVersion(), '-V, --version', 'print the version')
    .usage('<verb> [paths] [options]')
    .enablePositionalOptions()
    .commandsGroup('Verbs:')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [verb]', 'show help for a verb')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void cli.out.write(text),
      writeErr: (text) => void cli.err.write(text),
      outputError: () => {},
    })
    .addHelpText(
      'after',
      '\nExit codes: 0 pass, 1 blocked, 2 wrong call, 3 could not decide, 4 provgate failed, 130 interrupted.',
    );
  const words = args.filter((arg) => !arg.startsWith('-'));
  const called = words[0] === 'help' ? words[1] : words[0];
  for (const verb of verbs) {
    const command = program.command(verb.name).description(verb.summary);
    if (verb.name !== called) continue;
    const ahead = asksHelp(args) ? 0 : (verb.readersAhead?.(words.slice(1)) ?? 0);
    if (ahead > 0) (await import('../examine/ahead.ts')).launchAhead(ahead);
    (await verb.load()).define(command, { ...cli, finish });
  }
  return program;
}

function asksHelp(args: readonly string[]): boolean {
  return args[0] === 'help' || args.some((arg) => arg === '--help' || arg === '-h');
}

/** Tells a failure on stderr, and on stdout as JSON where JSON was asked for. */
async function tell(error: unknown, args: readonly string[], cli: Cli): Promise<ExitCode> {
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.pass;
  if (cli.signal.aborted) return EXIT.interrupted;
  const failure = nameFailure(error);
  const helpWasShown = error instanceof CommanderError && error.code === 'commander.help';
  if (wantsJson(args)) await cli.out.write(`${JSON.stringify(failureJson(failure))}\n`);
  if (!helpWasShown) await cli.err.write(failureText(failure, cli.env['PROVGATE_DEBUG'] !== undefined));
  return exitOf(failure);
}

function wantsJson(args: readonly string[]): boolean {
  return args.some((arg, index) => {
    const format = arg === '--format' ? args[index + 1] : /^--format=(.*)$/.exec(arg)?.[1];
    return format === 'json' || format === 'jsonl';
  });
}
