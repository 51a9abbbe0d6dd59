/** A JSON value whose numbers are kept as they were written, with members in their order. */
type Kept =
  | { readonly kind: 'text'; readonly value: string }
  /** A number, or true, false, null, NaN, Infinity. */
  | { readonly kind: 'word'; readonly value: string }
  | { readonly kind: 'list'; readonly items: readonly Kept[] }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, Kept> };

/** A JSON object that can be written out again as Python's `json.dumps` writes it by default. */
export interface PythonObject {
  /** A text member; undefined where there is none of that name, or it is no text. */
  text(name: string): string | undefined;
  /** The object without one member, character for character as Python writes it: what signatures are made over. */
  dumpWithout(name: string): string;
}

/** Longest text read, in UTF-16 units. */
const MAX_CHARS = 1024 * 1024;
const MAX_DEPTH = 100;

/** Reads an object as Python's `json.loads` does; undefined where the text is anything else. */
export function readPythonObject(text: string): PythonObject | undefined {
  if (text.length > MAX_CHARS) return undefined;
  const reading: Reading = { text, at: 0 };
  const value = readValue(reading, 0);
  skipSpace(reading);
  if (value?.kind !== 'object' || reading.at !== text.length) return undefined;
  const { members } = value;
  return {
    text: (name) => {
      const found = members.get(name);
      return found?.kind === 'text' ? found.value : undefined;
    },
    dumpWithout: (name) => dumpMembers([...members].filter(([key]) => key !== name)),
  };
}

interface Reading {
  readonly text: string;
  at: number;
}

const SPACE = /[ \t\n\r]*/y;
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/sy;
const WORD = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|NaN|-?Infinity)(?![\w.+-])/y;

function readValue(reading: Reading, depth: number): Kept | undefined {
  skipSpace(reading);
  const first = reading.text[reading.at];
  if (depth > MAX_DEPTH) return undefined;
  if (first === '{') return readObject(reading, depth);
  if (first === '[') return readList(reading, depth);
  if (first === '"') {
    const value = readString(reading);
    return value === undefined ? undefined : { kind: 'text', value };
  }
  const word = take(reading, WORD);
  return word === undefined ? undefined : { kind: 'word', value: word };
}

function readObject(reading: Reading, depth: number): Kept | undefined {
  const members = new Map<string, Kept>();
  reading.at += 1;
  if (ends(reading, '}')) return { kind: 'object', members };
  do {
    skipSpace(reading);
    const name = readString(reading);
    if (name === undefined || !ends(reading, ':')) return undefined;
    const value = readValue(reading, depth + 1);
    if (value === undefined) return undefined;
    // A repeated name keeps its first place and its last value, as a Python dictionary does.
    members.set(name, value);
  } while (ends(reading, ','));
  return ends(reading, '}') ? { kind: 'object', members } : undefined;
}

function readList(reading: Reading, depth: number): Kept | undefined {
  const items: Kept[] = [];
  reading.at += 1;
  if (ends(reading, ']')) return { kind: 'list', items };
  do {
    const item = readValue(reading, depth + 1);
    if (item === undefined) return undefined;
    items.push(item);
  } while (ends(reading, ','));
  return ends(reading, ']') ? { kind: 'list', items } : undefined;
}

function readString(reading: Reading): string | undefined {
  const written = take(reading, STRING);
  if (written === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(written);
    return typeof value === 'string' ? value : undefined;
  } catch (error) {
    // A wrong escape or a bare control character: no JSON, which is an answer.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function skipSpace(reading: Reading): void {
  take(reading, SPACE);
}

/** Passes over one mark, with the space before it; false where another character stands there. */
function ends(reading: Reading, mark: string): boolean {
  skipSpace(reading);
  if (reading.text[reading.at] !== mark) return false;
  reading.at += 1;
  return true;
}

function take(reading: Reading, pattern: RegExp): string | undefined {
  pattern.lastIndex = reading.at;
  const found = pattern.exec(reading.text)?.[0];
  if (found !== undefined) reading.at += found.length;
  return found;
}

function dump(value: Kept): string {
  switch (value.kind) {
    case 'text':
      return dumpText(value.value);
    case 'word':
      return dumpWord(value.value);
    case 'list':
      return `[${value.items.map(dump).join(', ')}]`;
    case 'object':
      return dumpMembers([...value.members]);
  }
}

function dumpMembers(members: readonly (readonly [string, Kept])[]): string {
  return `{${members.map(([name, value]) => `${dumpText(name)}: ${dump(value)}`).join(', ')}}`;
}

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** `ensure_ascii`: everything but printable ASCII is escaped, one UTF-16 unit at a time. */
function dumpText(text: string): string {
  const escaped = text.replace(
    /["\\]|[^ -~]/g,
    (unit) => SHORT[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}

function dumpWord(word: string): string {
  if (/^-?\d+$/.test(word)) return BigInt(word).toString();
  if (!/\d/.test(word)) return word;
  return dumpFloat(Number(word));
}

/** Python's `repr` of a float: the shortest digits, with an exponent below 1e-4 and from 1e16. */
function dumpFloat(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const power = Number(exponent);
  if (power < -4 || power >= 16) {
    const size = String(Math.abs(power)).padStart(2, '0');
    return `${sign}${mantissa}e${power < 0 ? '-' : '+'}${size}`;
  }
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${digits}`;
  const whole = digits.slice(0, power + 1).padEnd(power + 1, '0');
  const part = digits.slice(power + 1);
  return `${sign}${whole}.${part === '' ? '0' : part}`;
}
