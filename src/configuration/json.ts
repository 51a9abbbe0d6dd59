const MAX_DEPTH = 64;

/** Where something stands in a text, counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A JSON text as a value and the position of every member, or the first thing wrong with it in plain words. */
export type JsonText =
  | { readonly kind: 'read'; readonly value: unknown; positionOf(path: readonly PropertyKey[]): Position }
  | { readonly kind: 'broken'; readonly reason: string; readonly position: Position };

/**
 * Reads strict JSON (RFC 8259). Two members of one name, a member named `__proto__` and nesting deeper than 64 are
 * errors, because each would make the file mean something else than it seems to say.
 */
export function readJson(text: string): JsonText {
  const positions = new Map<string, number>();
  const cursor: Cursor = { text, at: 0, positions };
  try {
    const value = readValue(cursor, []);
    skipBlanks(cursor);
    if (cursor.at < text.length) fault(cursor, 'there is more text after the end of the JSON value');
    return {
      kind: 'read',
      value,
      positionOf: (path) => positionAt(text, nearestOffset(positions, path)),
    };
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    return { kind: 'broken', reason: error.message, position: positionAt(text, error.at) };
  }
}

interface Cursor {
  readonly text: string;
  at: number;
  readonly positions: Map<string, number>;
}

class JsonFault extends Error {
  readonly at: number;
  constructor(at: number, reason: string) {
    super(reason);
    this.at = at;
  }
}

function fault(cursor: Cursor, reason: string, at = cursor.at): never {
  throw new JsonFault(at, reason);
}

function readValue(cursor: Cursor, path: readonly PropertyKey[]): unknown {
  skipBlanks(cursor);
  if (path.length > MAX_DEPTH) fault(cursor, `values are nested deeper than ${MAX_DEPTH}`);
  const key = keyOf(path);
  if (!cursor.positions.has(key)) cursor.positions.set(key, cursor.at);
  const first = cursor.text[cursor.at];
  if (first === '{') return readObject(cursor, path);
  if (first === '[') return readArray(cursor, path);
  if (first === '"') return readString(cursor);
  if (first === "'") fault(cursor, 'text must stand in double quotes');
  if (first === '/' || first === '#') fault(cursor, 'JSON has no comments');
  if (first === undefined) fault(cursor, 'the file ends where a value should stand');
  return readWord(cursor);
}

function readObject(cursor: Cursor, path: readonly PropertyKey[]): Record<string, unknown> {
  const members: Record<string, unknown> = Object.create(null);
  const opened = cursor.at++;
  for (let first = true; ; first = false) {
    skipBlanks(cursor);
    const next = cursor.text[cursor.at];
    if (first && next === '}') break;
    if (next === '}') fault(cursor, 'the comma before this brace has nothing after it');
    if (next === undefined) fault(cursor, `the brace opened ${describe(cursor, opened)} is never closed`);
    if (next !== '"') fault(cursor, 'a name in double quotes is expected here');
    const at = cursor.at;
    const name = readString(cursor);
    if (name === '__proto__') fault(cursor, 'the name "__proto__" is not allowed', at);
    if (name in members) fault(cursor, `"${name}" is given twice in the same object`, at);
    cursor.positions.set(keyOf([...path, name]), at);
    skipBlanks(cursor);
    if (cursor.text[cursor.at] !== ':') fault(cursor, `a colon is expected after "${name}"`);
    cursor.at++;
    members[name] = readValue(cursor, [...path, name]);
    if (!anotherFollows(cursor, '}', opened)) break;
  }
  cursor.at++;
  return members;
}

function readArray(cursor: Cursor, path: readonly PropertyKey[]): unknown[] {
  const items: unknown[] = [];
  const opened = cursor.at++;
  skipBlanks(cursor);
  if (cursor.text[cursor.at] !== ']') {
    do {
      skipBlanks(cursor);
      if (cursor.text[cursor.at] === ']') fault(cursor, 'the comma before this bracket has nothing after it');
      items.push(readValue(cursor, [...path, items.length]));
    } while (anotherFollows(cursor, ']', opened));
  }
  cursor.at++;
  return items;
}

/** After a member: true past a comma, false at the closing sign. */
function anotherFollows(cursor: Cursor, close: '}' | ']', opened: number): boolean {
  skipBlanks(cursor);
  const next = cursor.text[cursor.at];
  if (next === close) return false;
  const sign = close === '}' ? 'brace' : 'bracket';
  if (next === undefined) fault(cursor, `the ${sign} opened ${describe(cursor, opened)} is never closed`);
  if (next !== ',') fault(cursor, `a comma or the closing ${sign} is missing before this`);
  cursor.at++;
  return true;
}

const STRING = /"(?:[^"\\\n\r]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const FIRST_PRINTABLE = ' ';
const WORD = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;

function readString(cursor: Cursor): string {
  const opened = cursor.at;
  const found = match(cursor, STRING);
  if (found === undefined)
    fault(cursor, 'the text that begins here is never closed, or holds a line break or a lone backslash');
  if ([...found].some((character) => character < FIRST_PRINTABLE))
    fault(cursor, 'the text that begins here holds a tab or another control character', opened);
  return String(JSON.parse(found));
}

function readWord(cursor: Cursor): unknown {
  const found = match(cursor, WORD);
  if (found === undefined) {
    const seen =
      /^[^\s,:{}[\]"]{1,20}/u.exec(cursor.text.slice(cursor.at, cursor.at + 20))?.[0] ??
      cursor.text[cursor.at];
    fault(cursor, `${JSON.stringify(seen)} is no JSON value; text must stand in double quotes`);
  }
  return JSON.parse(found);
}

function match(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
}

function skipBlanks(cursor: Cursor): void {
  while (' \t\n\r'.includes(cursor.text[cursor.at] ?? '?')) cursor.at++;
}

function keyOf(path: readonly PropertyKey[]): string {
  return JSON.stringify(path.map(String));
}

/** Offset of a member, or of the closest enclosing one that is there. */
function nearestOffset(positions: ReadonlyMap<string, number>, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const at = positions.get(keyOf(path.slice(0, length)));
    if (at !== undefined) return at;
  }
  return 0;
}

function describe(cursor: Cursor, at: number): string {
  const { line, column } = positionAt(cursor.text, at);
  return `at line ${line}, column ${column}`;
}

function positionAt(text: string, at: number): Position {
  const before = text.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: [...before.slice(lineStart)].length + 1 };
}
