import type { Command } from 'commander';
import type { ExitCode } from '../domain/errors.ts';
import type { Output } from './terminal/output.ts';

/** What a verb may know of the process that runs it. */
export interface Cli {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: Output;
  readonly err: Output;
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** Aborted when the person or the system asks the process to stop. */
  readonly signal: AbortSignal;
  /** Says that SIGTERM is the ordinary way to end this verb, as for a service. */
  endsOnTerm(): void;
}

/** A verb's process, and where it tells the exit code it came to. */
export interface VerbCli extends Cli {
  finish(code: ExitCode): void;
}

/** Adds arguments, options, an example and the action to a verb's command. */
export type DefineVerb = (command: Command, cli: VerbCli) => void;
