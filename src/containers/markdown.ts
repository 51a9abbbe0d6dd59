import { UnreadableMediaError } from '../domain/errors.ts';
import { type Container, type Findings, findings, LIMITS } from './container.ts';
import { decodeText } from './text.ts';
import { addTextManifest } from './text-manifest.ts';

const MAX_FRONT_MATTER_CHARS = 256 * 1024;

/** Markdown: the YAML block at its beginning, as text, and a manifest store among the letters. */
export const markdown: Container = {
  id: 'markdown',
  version: 1,
  formats: ['markdown'],
  read(bytes) {
    const found = findings();
    found.attempt(() => {
      if (bytes.sizeBytes > LIMITS.textChars)
        throw new UnreadableMediaError('limit', 'markdown', 'it is too long');
      const text = decodeText(bytes.read(0, bytes.sizeBytes));
      addFrontMatter(found, text);
      addTextManifest(found, text);
    });
    return found.contents();
  },
};

function addFrontMatter(found: Findings, text: string): void {
  const opening = /^---[ \t]*\r?\n/.exec(text);
  if (opening === null) return;
  const rest = text.slice(opening[0].length, opening[0].length + MAX_FRONT_MATTER_CHARS);
  const closing = /^(?:---|\.\.\.)[ \t]*$/m.exec(rest);
  if (closing === null) {
    // A rule at the beginning of a text, unless what follows looks like keys.
    if (/^[\w-]+:/.test(rest))
      throw new UnreadableMediaError('cut', 'markdown.frontmatter', 'it is not closed');
    return;
  }
  found.field('markdown.frontmatter', rest.slice(0, closing.index).trim());
}
