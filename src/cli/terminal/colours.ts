import pc from 'picocolors';
import { type Colours, PLAIN } from '../../reports/colours.ts';
import type { Cli } from '../cli.ts';

/** Colours for a report on a terminal; none in pipes and files, and none where NO_COLOR is set (no-color.org). */
export function coloursFor(cli: Pick<Cli, 'out' | 'env'>): Colours {
  const { env, out } = cli;
  if (!out.isTerminal || env['TERM'] === 'dumb' || (env['NO_COLOR'] ?? '') !== '') return PLAIN;
  const { bold, dim, green, yellow, red } = pc.createColors(true);
  return { strong: bold, quiet: dim, good: green, caution: yellow, bad: red };
}
