import { UnreadableMediaError } from '../domain/errors.ts';
import type { Findings } from './container.ts';
import { u8, u16 } from './numbers.ts';
import { untail, utf16 } from './text.ts';

/** Structural sets by the byte of their key that tells them apart (SMPTE ST 377-1 annex A), and the texts in them. */
const SETS: Readonly<Record<number, readonly [prefix: string, texts: Readonly<Record<number, string>>]>> = {
  48: ['', { 15361: 'CompanyName', 15362: 'ProductName', 15364: 'VersionString', 15368: 'Platform' }],
  54: ['material.', { 17410: 'Name' }],
  55: ['source.', { 17410: 'Name' }],
  47: ['preface', {}],
};
const TAGGED_VALUE = 0x3f;
const PRODUCT_VERSION = 0x3c03;
const STRUCTURAL = '0d010101';
/** Camera and lens sets of SMPTE RDD 18, which cameras of several makers write. */
const ACQUISITION = '0c020101';

/** The texts of one local set: of the identification as `mxf.<Name>`, of packages as `mxf.material.<Name>`. */
export function addMxfSet(found: Findings, key: Buffer, content: Uint8Array): void {
  const family = key.toString('hex', 8, 12);
  if (family === ACQUISITION) {
    found.field('mxf.acquisition', key.toString('hex'));
    return;
  }
  if (family !== STRUCTURAL) return;
  const kind = u8(key, 14);
  if (kind === TAGGED_VALUE) addTaggedValue(found, content);
  const [prefix, texts] = SETS[kind] ?? [];
  if (prefix === undefined || texts === undefined) return;
  for (const { tag, value } of itemsOf(content)) {
    const text = texts[tag];
    if (text !== undefined) found.field(`mxf.${prefix}${text}`, textOf(value));
    else if (tag === PRODUCT_VERSION && value.length >= 8) {
      found.field(`mxf.${prefix}ProductVersion`, [0, 2, 4, 6].map((at) => u16(value, at, 'big')).join('.'));
    }
  }
}

/** A name and a text (AMWA AS-01 §8): the value is preceded by one byte of order and a type key. */
function addTaggedValue(found: Findings, content: Uint8Array): void {
  const items = new Map([...itemsOf(content)].map(({ tag, value }) => [tag, value]));
  const name = items.get(0x5001);
  const value = items.get(0x5003);
  if (name === undefined || value === undefined || value.length <= 17) return;
  const order = value[0] === 0x4c ? 'little' : 'big';
  found.field(`mxf.tag.${textOf(name)}`, untail(utf16(value.subarray(17), order)));
}

/** Items of a local set: two-byte tag, two-byte length, value (SMPTE ST 377-1 §9.3). */
function* itemsOf(content: Uint8Array): Generator<{ readonly tag: number; readonly value: Uint8Array }> {
  for (let at = 0; at + 4 <= content.length; ) {
    const length = u16(content, at + 2, 'big');
    const value = content.subarray(at + 4, at + 4 + length);
    if (value.length < length) throw new UnreadableMediaError('damaged', 'mxf', 'an item runs past its set');
    yield { tag: u16(content, at, 'big'), value };
    at += 4 + length;
  }
}

function textOf(value: Uint8Array): string {
  return utf16(value, 'big')
    .replace(/\0[\s\S]*$/, '')
    .trim();
}
