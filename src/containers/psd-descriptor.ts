import { UnreadableMediaError } from '../domain/errors.ts';
import { fourCc, u32 } from './numbers.ts';

const MAX_DEPTH = 16;
const MAX_ITEMS = 10_000;

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
  items: number;
}

/** Length of the descriptor (Adobe Photoshop File Formats, "Descriptor structure") at the beginning of `bytes`. */
export function descriptorBytes(bytes: Uint8Array): number {
  const cursor: Cursor = { bytes, at: 0, items: 0 };
  passDescriptor(cursor, 0);
  return cursor.at;
}

/** Name, class, and items of key, type and value. */
function passDescriptor(cursor: Cursor, depth: number): void {
  if (depth > MAX_DEPTH)
    throw new UnreadableMediaError('limit', 'psd.linked', 'a descriptor is nested too deep');
  passUnicode(cursor);
  passKey(cursor);
  for (let left = number(cursor); left > 0; left--) {
    passKey(cursor);
    passValue(cursor, depth);
  }
}

function passValue(cursor: Cursor, depth: number): void {
  cursor.items += 1;
  if (cursor.items > MAX_ITEMS)
    throw new UnreadableMediaError('limit', 'psd.linked', 'a descriptor is too long');
  const type = fourCc(cursor.bytes, cursor.at);
  cursor.at += 4;
  const fixed = FIXED[type];
  if (fixed !== undefined) cursor.at += fixed;
  else if (type === 'Objc' || type === 'GlbO') passDescriptor(cursor, depth + 1);
  else if (type === 'TEXT') passUnicode(cursor);
  else if (type === 'alis' || type === 'tdta') {
    const length = number(cursor);
    cursor.at += length;
  } else if (type === 'enum') {
    passKey(cursor);
    passKey(cursor);
  } else if (type === 'type' || type === 'GlbC') {
    passUnicode(cursor);
    passKey(cursor);
  } else if (type === 'VlLs') {
    for (let left = number(cursor); left > 0; left--) passValue(cursor, depth + 1);
  } else throw new UnreadableMediaError('damaged', 'psd.linked', 'a descriptor has a value of unknown type');
}

/** Values of one length: numbers, numbers with a unit, truth values. */
const FIXED: Readonly<Record<string, number>> = { long: 4, doub: 8, UntF: 12, bool: 1, comp: 8 };

function passUnicode(cursor: Cursor): void {
  const letters = number(cursor);
  cursor.at += 2 * letters;
}

/** A length and as many letters, or four letters where the length is zero. */
function passKey(cursor: Cursor): void {
  const length = number(cursor);
  cursor.at += length === 0 ? 4 : length;
}

function number(cursor: Cursor): number {
  const value = u32(cursor.bytes, cursor.at, 'big');
  cursor.at += 4;
  return value;
}
