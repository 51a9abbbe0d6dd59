import { UnreadableMediaError } from '../domain/errors.ts';
import type { Findings } from './container.ts';
import { u16, u32 } from './numbers.ts';
import { asBuffer, decodeText, untilNul, utf16 } from './text.ts';

const MAX_PROPERTIES = 10_000;
const CODE_PAGE = 1;
const DICTIONARY = 0;
const UTF16_PAGE = 1200;
/** Properties by number (MS-OSHARED §2.3.3.2), in the summary and the document's own set. */
const NAMES: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  summary: {
    2: 'Title',
    3: 'Subject',
    4: 'Author',
    5: 'Keywords',
    6: 'Comments',
    8: 'LastAuthor',
    18: 'Application',
  },
  document: { 2: 'Category', 14: 'Manager', 15: 'Company' },
};

/** Property sets (MS-OLEPS §2.21) as `ole.<set>.<Name>`; a second set of the document holds properties of its author. */
export function addPropertySets(found: Findings, bytes: Uint8Array, set: string): void {
  const sets = u32(bytes, 24, 'little');
  for (let index = 0; index < Math.min(sets, 2); index++) {
    const at = u32(bytes, 28 + index * 20 + 16, 'little');
    const section = bytes.subarray(at);
    if (index === 0) addSet(found, section, (id) => named(set, id));
    else addSet(found, section, customNames(section));
  }
}

function named(set: string, id: number): string | undefined {
  const name = NAMES[set]?.[id];
  return name === undefined ? undefined : `ole.${set}.${name}`;
}

function addSet(found: Findings, section: Uint8Array, nameOf: (id: number) => string | undefined): void {
  for (const { id, at } of propertiesOf(section)) {
    const where = nameOf(id);
    if (where !== undefined) found.field(where, textAt(section, at).trim());
  }
}

function propertiesOf(section: Uint8Array): readonly { readonly id: number; readonly at: number }[] {
  const count = u32(section, 4, 'little');
  if (count > MAX_PROPERTIES) throw new UnreadableMediaError('damaged', 'ole', 'it has too many properties');
  return Array.from({ length: count }, (_, index) => ({
    id: u32(section, 8 + index * 8, 'little'),
    at: u32(section, 12 + index * 8, 'little'),
  }));
}

/** Text of one or two bytes a character, its length first; empty for any other type. */
function textAt(section: Uint8Array, at: number): string {
  const type = u32(section, at, 'little');
  const length = u32(section, at + 4, 'little');
  const bytes = (size: number): Uint8Array => {
    const value = section.subarray(at + 8, at + 8 + size);
    if (value.length < size) throw new UnreadableMediaError('damaged', 'ole', 'a property runs past its set');
    return value;
  };
  if (type === 0x1e) return untilNul(decodeText(bytes(length)));
  return type === 0x1f ? untilNul(utf16(bytes(length * 2), 'little')) : '';
}

/** Names of an author's own properties, in the dictionary of their set. */
function customNames(section: Uint8Array): (id: number) => string | undefined {
  const properties = propertiesOf(section);
  const dictionary = properties.find(({ id }) => id === DICTIONARY);
  const page = properties.find(({ id }) => id === CODE_PAGE);
  const names = new Map<number, string>();
  if (dictionary === undefined) return () => undefined;
  const isWide = page !== undefined && u16(section, page.at + 4, 'little') === UTF16_PAGE;
  let at = dictionary.at + 4;
  for (let left = Math.min(u32(section, dictionary.at, 'little'), MAX_PROPERTIES); left > 0; left--) {
    const [id, length] = [u32(section, at, 'little'), u32(section, at + 4, 'little')];
    const size = isWide ? length * 2 : length;
    const bytes = asBuffer(section.subarray(at + 8, at + 8 + size));
    if (bytes.length < size) throw new UnreadableMediaError('damaged', 'ole', 'a name runs past its set');
    names.set(id, untilNul(isWide ? utf16(bytes, 'little') : decodeText(bytes)));
    at += 8 + (isWide ? Math.ceil(size / 4) * 4 : size);
  }
  return (id) => {
    const name = names.get(id);
    return name === undefined ? undefined : `ole.custom.${name}`;
  };
}
