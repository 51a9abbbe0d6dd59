import { createInterface } from 'node:readline';
import { fieldAnswering, type UseField } from '../../records/use/use-fields.ts';
import { readUse } from '../../records/use/use-input.ts';
import { valueOfText } from '../../records/use/use-text.ts';
import { fieldWords } from '../../reports/field-words.ts';
import type { Cli } from '../cli.ts';

/**
 * Asks a person at the terminal for the fields that are still open, one line each; an empty line leaves one open. Asks nothing where
 * nobody sits at a terminal.
 */
export async function askAnswers(
  cli: Cli,
  open: readonly string[],
): Promise<Readonly<Record<string, unknown>>> {
  if (!cli.err.isTerminal || cli.stdin.isTTY !== true) return {};
  const fields = new Set(open.flatMap((name) => fieldAnswering(name) ?? []));
  const answers = new Map<string, unknown>();
  const lines = createInterface({ input: cli.stdin, signal: cli.signal });
  // While a line is read, the terminal hands Ctrl-C to the reader instead of the process.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  // Lines are taken from a queue, so that several pasted at once answer several questions.
  const typed = lines[Symbol.asyncIterator]();
  try {
    await cli.err.write(`${fields.size} answers are still open; Enter leaves one open.\n`);
    for (const field of fields) {
      const value = await answerTo(cli, typed, field);
      if (value !== undefined) answers.set(field.field, value);
    }
  } finally {
    lines.close();
  }
  return Object.fromEntries(answers);
}

/** The answer to one field; undefined where it is left open, or where nothing more comes. */
async function answerTo(cli: Cli, typed: AsyncIterator<string>, field: UseField): Promise<unknown> {
  for (;;) {
    await cli.err.write(`${fieldWords(field.answers?.[0] ?? field.field)} [${field.value}]: `);
    const line = await typed.next();
    if (line.done === true) return undefined;
    const value = valueOfText(field.field, line.value);
    if (value === undefined) return undefined;
    const read = readUse({ [field.field]: value });
    if ('use' in read) return value;
    await cli.err.write(`${read.faults[0]?.words ?? 'That is not understood'}.\n`);
  }
}
