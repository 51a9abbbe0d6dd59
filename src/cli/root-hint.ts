import { relative } from 'node:path';
import { escapeTerminal } from '../reports/escape.ts';
import type { Cli } from './cli.ts';

/** Where the paths and commands of a report work, for a person who stands elsewhere; reports name no absolute path. */
export async function hintAtRoot(cli: Cli, root: string): Promise<void> {
  if (relative(root, cli.cwd) !== '')
    await cli.err.write(`\nPaths and commands above are written for ${escapeTerminal(root)}.\n`);
}
