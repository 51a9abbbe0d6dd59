import { relative } from 'node:path';
import type { RelPath } from '../../domain/path.ts';
import { quoteShell } from '../../reports/escape.ts';
import type { CommandPath } from '../../reports/words.ts';

/** How a person who stands in `cwd` types a path below the media root. */
export function commandPathFrom(cwd: string, root: string): CommandPath {
  return (path: RelPath) => quoteShell(relative(cwd, `${root}/${path}`));
}
