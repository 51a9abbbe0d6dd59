import { UnreadableMediaError } from '../domain/errors.ts';
import { asBuffer } from './text.ts';

const MAX_VALUES = 200_000;
const MAX_DEPTH = 32;

interface Cursor {
  readonly bytes: Buffer;
  at: number;
  values: number;
}

/**
 * Texts and numbers of the object that follows the name `name` in script data (AMF 0 §2), keys of nested objects joined
 * by a slash. Empty where another name stands there. Throws `cut`, `damaged` or `limit`.
 */
export function amfObject(data: Uint8Array, name: string): readonly (readonly [string, string])[] {
  const cursor: Cursor = { bytes: asBuffer(data), at: 0, values: 0 };
  const found: [string, string][] = [];
  if (need(cursor, 1)[0] !== 2 || shortText(cursor) !== name) return found;
  readValue(cursor, '', found, 0);
  return found;
}

function readValue(cursor: Cursor, path: string, found: [string, string][], depth: number): void {
  cursor.values += 1;
  if (depth > MAX_DEPTH || cursor.values > MAX_VALUES)
    throw new UnreadableMediaError('limit', 'flv', 'its script data is too deep');
  const marker = need(cursor, 1)[0] ?? 0;
  if (marker === 0) found.push([path, String(need(cursor, 8).readDoubleBE(0))]);
  else if (marker === 1) need(cursor, 1);
  else if (marker === 2) found.push([path, shortText(cursor)]);
  else if (marker === 12 || marker === 15)
    found.push([path, need(cursor, need(cursor, 4).readUInt32BE(0)).toString('utf8')]);
  else if (marker === 3) readMembers(cursor, path, found, depth);
  else if (marker === 8) {
    need(cursor, 4);
    readMembers(cursor, path, found, depth);
  } else if (marker === 10) {
    const count = need(cursor, 4).readUInt32BE(0);
    for (let item = 0; item < count; item++) readValue(cursor, path, found, depth + 1);
  } else if (marker === 11) need(cursor, 10);
  else if (marker === 7) need(cursor, 2);
  else if (marker !== 5 && marker !== 6 && marker !== 13) {
    throw new UnreadableMediaError('damaged', 'flv', `its script data has a value of unknown type ${marker}`);
  }
}

function readMembers(cursor: Cursor, path: string, found: [string, string][], depth: number): void {
  for (;;) {
    const key = shortText(cursor);
    if (key === '' && cursor.bytes[cursor.at] === 9) {
      cursor.at += 1;
      return;
    }
    readValue(cursor, path === '' ? key : `${path}/${key}`, found, depth + 1);
  }
}

function shortText(cursor: Cursor): string {
  return need(cursor, need(cursor, 2).readUInt16BE(0)).toString('utf8');
}

function need(cursor: Cursor, length: number): Buffer {
  const bytes = cursor.bytes.subarray(cursor.at, cursor.at + length);
  if (bytes.length < length) throw new UnreadableMediaError('cut', 'flv', 'its script data ends early');
  cursor.at += length;
  return bytes;
}
