import type { RelPath } from '../../domain/path.ts';
import { escapeTerminal } from '../../reports/escape.ts';
import { plural } from '../../reports/plural.ts';
import { shownPath } from '../../reports/words.ts';

const MOST = 50;

/** A list of files under a heading, with a note to each; a long one ends in a number. */
export function pathLines(
  heading: string,
  entries: readonly { readonly path: RelPath; readonly note: string }[],
): string {
  if (entries.length === 0) return '';
  const told = entries
    .slice(0, MOST)
    .map(({ path, note }) => `  ${shownPath(path)}${note === '' ? '' : `  (${note})`}`);
  const more = entries.length - told.length;
  const lines = [heading, ...told, ...(more > 0 ? [`  and ${plural(more, 'more file')}`] : [])];
  return lines.map((line) => `${escapeTerminal(line)}\n`).join('');
}
