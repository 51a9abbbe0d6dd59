import { displayPath, pathBytes } from '../files/paths.ts';

const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const PLAIN_WORD = /^[\w./@+,:][\w./@%+,:=-]*$/;

/** Text as a terminal may show it: control, bidi, zero-width and line-breaking characters become visible escapes. */
export function escapeTerminal(text: string): string {
  return displayPath(text).replace(HIDDEN, visible);
}

function visible(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** A path as a POSIX shell reads it back; names with control or foreign bytes use the `$'…'` form of bash and zsh. */
export function quoteShell(path: string): string {
  const safe = path === '' ? '.' : path.startsWith('-') ? `./${path}` : path;
  if (PLAIN_WORD.test(safe)) return safe;
  if (safe.search(HIDDEN) === -1) return `'${safe.replaceAll("'", "'\\''")}'`;
  const bytes = [...pathBytes(safe)].map((byte) =>
    byte < 0x20 || byte > 0x7e || byte === 0x27 || byte === 0x5c
      ? `\\x${byte.toString(16).padStart(2, '0')}`
      : String.fromCharCode(byte),
  );
  return `$'${bytes.join('')}'`;
}

/** One CSV field (RFC 4180); text a spreadsheet would take for a formula is prefixed with an apostrophe. */
export function escapeCsv(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const shown = displayPath(value);
  const inert = /^\s*[=+\-@\t\r＝＋－＠]/u.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/.test(inert) || inert !== inert.trim() ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** One line of CSV with its line end. */
export function csvLine(values: readonly (string | number | boolean | null)[]): string {
  return `${values.map(escapeCsv).join(',')}\r\n`;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** Text for HTML or XML content and quoted attributes; characters XML 1.0 forbids become U+FFFD. */
export function escapeMarkup(text: string): string {
  return displayPath(text)
    .toWellFormed()
    .replace(/[&<>"']/g, (character) => ENTITIES.get(character) ?? character)
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\u{fffd}');
}
