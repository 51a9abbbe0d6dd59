import { createInterface } from 'node:readline/promises';
import { ProvgateError } from '../../domain/errors.ts';
import type { Cli } from '../cli.ts';

/**
 * Asks a person a yes-or-no question on the terminal; no is the default. Where nobody can be asked it throws `usage`, because
 * silence is no answer; `yes` (`--yes`) answers beforehand.
 */
export async function confirm(cli: Cli, question: string, yes: boolean | undefined): Promise<boolean> {
  if (yes === true) return true;
  if (!cli.err.isTerminal || cli.stdin.isTTY !== true) {
    throw new ProvgateError(
      'usage',
      `Nothing was done: "${question}" and nobody can be asked here.`,
      'Look it over, then run the command again with --yes.',
    );
  }
  const lines = createInterface({ input: cli.stdin, output: process.stderr });
  // While a line is read, the terminal hands Ctrl-C to the reader instead of the process.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    const answer = await lines.question(`${question} [y/N] `, { signal: cli.signal });
    const agreed = /^y(es)?$/i.test(answer.trim());
    if (!agreed) await cli.err.write('Nothing was done.\n');
    return agreed;
  } finally {
    lines.close();
  }
}
