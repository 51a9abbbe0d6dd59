import { UnreadableMediaError } from '../domain/errors.ts';

interface Span {
  readonly at: number;
  readonly end: number;
  /** What stands between the delimiters; for a tag the whole tag. */
  readonly text: string;
}

/** One piece of markup, in document order. */
export type Markup =
  | (Span & { readonly kind: 'comment' | 'cdata' | 'other' })
  | (Span & { readonly kind: 'open'; readonly name: string; readonly isEmpty: boolean })
  | (Span & { readonly kind: 'close'; readonly name: string });

const MAX_MARKUP = 2_000_000;

/**
 * Markup of an XML document (XML 1.0 §2), in one pass over the text, without a tree and without expanding anything.
 * Throws `cut` where a piece has no end.
 */
export function* markupOf(text: string): Generator<Markup> {
  let count = 0;
  for (let at = text.indexOf('<'); at !== -1; ) {
    count += 1;
    if (count > MAX_MARKUP) throw new UnreadableMediaError('limit', 'svg', 'it has too many elements');
    const markup = markupAt(text, at);
    yield markup;
    at = text.indexOf('<', markup.end);
  }
}

function markupAt(text: string, at: number): Markup {
  if (text.startsWith('<!--', at)) return { kind: 'comment', ...span(text, at, '<!--', '-->') };
  if (text.startsWith('<![CDATA[', at)) return { kind: 'cdata', ...span(text, at, '<![CDATA[', ']]>') };
  if (text.startsWith('<?', at)) return { kind: 'other', ...span(text, at, '<?', '?>') };
  if (text.startsWith('<!', at)) return declaration(text, at);
  const end = tagEnd(text, at);
  const whole = text.slice(at, end);
  const isClose = text[at + 1] === '/';
  const name = /^<\/?([^\s/>]*)/.exec(whole.slice(0, 300))?.[1] ?? '';
  if (isClose) return { kind: 'close', at, end, text: whole, name };
  return { kind: 'open', at, end, text: whole, name, isEmpty: whole.endsWith('/>') };
}

function span(text: string, at: number, open: string, close: string): Span {
  const end = text.indexOf(close, at + open.length);
  if (end === -1) throw cut();
  return { at, end: end + close.length, text: text.slice(at + open.length, end) };
}

/** Past the brackets of a document type's own declarations, if it has any. */
function declaration(text: string, at: number): Markup {
  const close = text.indexOf('>', at);
  if (close === -1) throw cut();
  const bracket = text.slice(at, close).indexOf('[');
  if (bracket === -1) return { kind: 'other', at, end: close + 1, text: '' };
  const inner = text.indexOf(']', at + bracket);
  const end = inner === -1 ? -1 : text.indexOf('>', inner);
  if (end === -1) throw cut();
  return { kind: 'other', at, end: end + 1, text: '' };
}

/** Past the `>` of a tag, quoted ones left aside. */
function tagEnd(text: string, from: number): number {
  let at = from + 1;
  for (;;) {
    const close = text.indexOf('>', at);
    if (close === -1) throw cut();
    const quote = firstQuote(text, at, close);
    if (quote === -1) return close + 1;
    const end = text.indexOf(text[quote] ?? '"', quote + 1);
    if (end === -1) throw cut();
    at = end + 1;
  }
}

function firstQuote(text: string, from: number, to: number): number {
  for (let at = from; at < to; at++) if (text[at] === '"' || text[at] === "'") return at;
  return -1;
}

function cut(): UnreadableMediaError {
  return new UnreadableMediaError('cut', 'svg', 'its markup has no end');
}
