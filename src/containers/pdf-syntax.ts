import { asBuffer, utf16 } from './text.ts';

/** A PDF object (ISO 32000-2 §7.3). Keys of dictionaries are foreign, so they live in a Map. */
export type PdfValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly bytes: Uint8Array }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'array'; readonly items: readonly PdfValue[] }
  | { readonly kind: 'dictionary'; readonly entries: PdfDictionary }
  | { readonly kind: 'reference'; readonly number: number; readonly generation: number };
export type PdfDictionary = ReadonlyMap<string, PdfValue>;

/** What was parsed and where parsing stopped; `isWhole` is false where the bytes ended within a value. */
export interface Parsed {
  readonly value: PdfValue;
  readonly end: number;
  readonly isWhole: boolean;
}

const MAX_DEPTH = 64;
const MAX_VALUES = 200_000;
const NULL: PdfValue = { kind: 'null' };

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
  values: number;
  isWhole: boolean;
}

/** The value at `at`. Never throws; nonsense gives `null` values, and the caller sees where it stopped. */
export function parsePdf(bytes: Uint8Array, at: number): Parsed {
  const cursor: Cursor = { bytes, at, values: 0, isWhole: true };
  const value = parseValue(cursor, 0);
  return { value, end: cursor.at, isWhole: cursor.isWhole };
}

function parseValue(cursor: Cursor, depth: number): PdfValue {
  skipBlank(cursor);
  const first = peek(cursor);
  cursor.values += 1;
  if (first === undefined || depth > MAX_DEPTH || cursor.values > MAX_VALUES) {
    cursor.isWhole = false;
    cursor.at = cursor.bytes.length;
    return NULL;
  }
  if (first === CODE.slash) return { kind: 'name', name: parseName(cursor) };
  if (first === CODE.open) return { kind: 'string', bytes: parseLiteral(cursor) };
  if (first === CODE.less) {
    if (cursor.bytes[cursor.at + 1] === CODE.less) return parseDictionary(cursor, depth);
    return { kind: 'string', bytes: parseHex(cursor) };
  }
  if (first === CODE.bracket) return { kind: 'array', items: parseArray(cursor, depth) };
  return parseWord(cursor);
}

const CODE = {
  slash: 0x2f,
  open: 0x28,
  close: 0x29,
  less: 0x3c,
  greater: 0x3e,
  bracket: 0x5b,
  endBracket: 0x5d,
  backslash: 0x5c,
  percent: 0x25,
  hash: 0x23,
} as const;

function parseDictionary(cursor: Cursor, depth: number): PdfValue {
  cursor.at += 2;
  const entries = new Map<string, PdfValue>();
  for (;;) {
    skipBlank(cursor);
    const next = peek(cursor);
    if (next === undefined) {
      cursor.isWhole = false;
      break;
    }
    if (next === CODE.greater) {
      cursor.at += cursor.bytes[cursor.at + 1] === CODE.greater ? 2 : 1;
      break;
    }
    if (next !== CODE.slash) {
      // Not a key: step over it, so that one broken entry does not hide the others.
      const before = cursor.at;
      parseValue(cursor, depth + 1);
      if (cursor.at === before) cursor.at += 1;
      continue;
    }
    const key = parseName(cursor);
    const value = parseValue(cursor, depth + 1);
    if (!entries.has(key)) entries.set(key, value);
  }
  return { kind: 'dictionary', entries };
}

function parseArray(cursor: Cursor, depth: number): readonly PdfValue[] {
  cursor.at += 1;
  const items: PdfValue[] = [];
  for (;;) {
    skipBlank(cursor);
    const next = peek(cursor);
    if (next === undefined) {
      cursor.isWhole = false;
      return items;
    }
    if (next === CODE.endBracket) {
      cursor.at += 1;
      return items;
    }
    const before = cursor.at;
    items.push(parseValue(cursor, depth + 1));
    if (cursor.at === before) cursor.at += 1;
  }
}

/** A name with its `#XX` escapes resolved (§7.3.5), one character a byte. */
function parseName(cursor: Cursor): string {
  cursor.at += 1;
  let name = '';
  for (let byte = peek(cursor); byte !== undefined && isRegular(byte); byte = peek(cursor)) {
    const hex = byte === CODE.hash ? hexAt(cursor.bytes, cursor.at + 1) : undefined;
    name += String.fromCharCode(hex ?? byte);
    cursor.at += hex === undefined ? 1 : 3;
  }
  if (cursor.at >= cursor.bytes.length) cursor.isWhole = false;
  return name;
}

function hexAt(bytes: Uint8Array, at: number): number | undefined {
  const digits = String.fromCharCode(bytes[at] ?? 0, bytes[at + 1] ?? 0);
  return /^[0-9a-f]{2}$/i.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

/** A literal string with its escapes and balanced parentheses (§7.3.4.2). */
function parseLiteral(cursor: Cursor): Uint8Array {
  const out: number[] = [];
  let depth = 1;
  cursor.at += 1;
  for (;;) {
    const byte = peek(cursor);
    if (byte === undefined) {
      cursor.isWhole = false;
      return Uint8Array.from(out);
    }
    cursor.at += 1;
    if (byte === CODE.backslash) parseEscape(cursor, out);
    else {
      if (byte === CODE.open) depth += 1;
      if (byte === CODE.close) depth -= 1;
      if (depth === 0) return Uint8Array.from(out);
      out.push(byte);
    }
  }
}

function parseEscape(cursor: Cursor, out: number[]): void {
  const rest = Buffer.from(cursor.bytes.subarray(cursor.at, cursor.at + 3)).toString('latin1');
  const octal = /^[0-7]{1,3}/.exec(rest)?.[0];
  const lineEnd = /^(?:\r\n|\r|\n)/.exec(rest)?.[0];
  if (octal !== undefined) out.push(Number.parseInt(octal, 8) & 0xff);
  else if (lineEnd === undefined && rest !== '') out.push(ESCAPES[rest[0] ?? ''] ?? rest.charCodeAt(0));
  cursor.at += octal?.length ?? lineEnd?.length ?? 1;
}

function parseHex(cursor: Cursor): Uint8Array {
  cursor.at += 1;
  const end = cursor.bytes.indexOf(CODE.greater, cursor.at);
  if (end === -1) cursor.isWhole = false;
  const stop = end === -1 ? cursor.bytes.length : end;
  const digits = asBuffer(cursor.bytes.subarray(cursor.at, stop))
    .toString('latin1')
    .replace(/[^0-9a-f]/gi, '');
  cursor.at = stop + 1;
  return Buffer.from(digits.length % 2 === 1 ? `${digits}0` : digits, 'hex');
}

/** A number, a reference `12 0 R`, or a bare word. */
function parseWord(cursor: Cursor): PdfValue {
  const word = takeWord(cursor);
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word)) return word === 'null' ? NULL : { kind: 'word', text: word };
  const value = Number(word);
  if (!/^\d{1,10}$/.test(word)) return { kind: 'number', value };
  const back = cursor.at;
  skipBlank(cursor);
  const generation = takeWord(cursor);
  skipBlank(cursor);
  const mark = /^\d{1,5}$/.test(generation) ? takeWord(cursor) : '';
  if (mark === 'R') return { kind: 'reference', number: value, generation: Number(generation) };
  cursor.at = back;
  return { kind: 'number', value };
}

function takeWord(cursor: Cursor): string {
  let word = '';
  for (
    let byte = peek(cursor);
    byte !== undefined && isRegular(byte) && word.length < 256;
    byte = peek(cursor)
  ) {
    word += String.fromCharCode(byte);
    cursor.at += 1;
  }
  if (cursor.at >= cursor.bytes.length) cursor.isWhole = false;
  return word;
}

function skipBlank(cursor: Cursor): void {
  for (let byte = peek(cursor); byte !== undefined; byte = peek(cursor)) {
    if (byte === CODE.percent) {
      while (!isLineEnd(peek(cursor))) cursor.at += 1;
    } else if (isBlank(byte)) cursor.at += 1;
    else return;
  }
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === undefined || byte === 10 || byte === 13;
}

function isBlank(byte: number): boolean {
  return byte === 0 || byte === 9 || byte === 10 || byte === 12 || byte === 13 || byte === 32;
}

function isRegular(byte: number): boolean {
  return !isBlank(byte) && !DELIMITERS.has(byte);
}

const DELIMITERS = new Set([...'()<>[]{}/%'].map((character) => character.charCodeAt(0)));

function peek(cursor: Cursor): number | undefined {
  return cursor.bytes[cursor.at];
}

/** A text string (§7.9.2.2): UTF-16 or UTF-8 by its mark, else PDFDocEncoding, whose letters are those of Latin-1. */
export function pdfText(bytes: Uint8Array): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes.subarray(2), 'big');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes.subarray(2), 'little');
  const buffer = asBuffer(bytes);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return buffer.subarray(3).toString('utf8');
  return buffer.toString('latin1');
}
