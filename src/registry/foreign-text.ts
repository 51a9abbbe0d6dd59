const FOREIGN_CHARS = 4_000;

/**
 * The one door for text from files and people: NUL and lone surrogates become U+FFFD, because neither every engine nor
 * RFC 8785 admits them, and what is longer than `maxChars` is cut between characters.
 */
export function foreignText(text: string, maxChars = FOREIGN_CHARS): string {
  const clean = text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
  const formed = clean.isWellFormed() ? clean : clean.toWellFormed();
  if (formed.length <= maxChars) return formed;
  return formed.slice(0, maxChars).replace(/[\uD800-\uDBFF]$/, '');
}
