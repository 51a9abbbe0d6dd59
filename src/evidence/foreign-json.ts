/** Longest JSON text parsed whole; a graph beyond it is reported as a limit. */
export const JSON_CHARS = 16 * 1024 * 1024;

/** A JSON object of unknown shape; its keys are foreign, so it is only ever read through `Object.entries`. */
export type ForeignObject = Readonly<Record<string, unknown>>;

/** The parsed text, or undefined where it is no JSON. Accepts the bare NaN and Infinity Python writes. */
export function parseForeign(text: string): { readonly value: unknown } | undefined {
  return attempt(text) ?? attempt(withoutNaN(text));
}

export function isObject(value: unknown): value is ForeignObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own member of a foreign object; inherited names such as `constructor` are never members. */
export function member(object: unknown, key: string): unknown {
  return isObject(object) && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Text of a foreign value where it is text or a number. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

function attempt(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    // Not JSON is an answer, not a failure; the caller decides what it means.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Replaces NaN and Infinity outside strings by null; one pass, however the quotes lie. */
function withoutNaN(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\\') at += 1;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && (char === 'N' || char === 'I')) {
      const word = char === 'N' ? 'NaN' : 'Infinity';
      if (!text.startsWith(word, at)) continue;
      const signed = text[at - 1] === '-' ? 1 : 0;
      pieces.push(text.slice(from, at - signed), 'null');
      at += word.length - 1;
      from = at + 1;
    }
  }
  return pieces.join('') + text.slice(from);
}
