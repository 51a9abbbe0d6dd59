import { resolve } from 'node:path';
import { writeAtomic } from '../../files/write-atomic.ts';
import type { Cli } from '../cli.ts';
import type { Output } from './output.ts';

const PIECE_CHARACTERS = 64 * 1024;

/** Prints pieces of text as they come, gathered into larger writes. */
export async function print(out: Output, pieces: AsyncIterable<string> | Iterable<string>): Promise<void> {
  let gathered = '';
  for await (const piece of pieces) {
    gathered += piece;
    if (gathered.length < PIECE_CHARACTERS) continue;
    await out.write(gathered);
    gathered = '';
  }
  if (gathered !== '') await out.write(gathered);
}

/** Prints a report, or writes it whole to `file`, which then appears at once or not at all. */
export async function printReport(
  cli: Cli,
  file: string | undefined,
  pieces: Iterable<string>,
): Promise<void> {
  if (file === undefined) await print(cli.out, pieces);
  else
    writeAtomic(resolve(cli.cwd, file), Buffer.concat([...pieces].map((piece) => Buffer.from(piece))), {
      mode: 0o644,
    });
}
