import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { BLANK, type Box, type BoxBudget, boxesOf, printable } from './boxes.ts';
import { type Findings, take } from './container.ts';
import { addItems } from './isobmff-items.ts';
import { addUuidBox } from './isobmff-uuid.ts';
import { dataText } from './isobmff-values.ts';
import { u32 } from './numbers.ts';
import { decodeText } from './text.ts';

const MAX_KEYS = 10_000;
const MAX_XML_BYTES = 8 * 1024 * 1024;

/**
 * A `meta` box (ISO/IEC 14496-12 §8.11; in QuickTime without version and flags): named keys with their values, the tag list
 * of iTunes, the items of a HEIF, XML.
 */
export function addMeta(
  found: Findings,
  content: ByteSource,
  file: ByteSource,
  budget: BoxBudget,
): { readonly holdsItemData: boolean } {
  // Version and flags are zero; a box is not.
  const isQuickTime = content.sizeBytes >= 8 && u32(content.read(0, 4), 0, 'big') !== 0;
  const inside = isQuickTime ? content : rangeOf(content, 4, content.sizeBytes);
  const boxes = new Map<string, Box>();
  found.attempt(() => {
    for (const box of boxesOf(inside, budget, 'isobmff.meta')) {
      if (box.type === BLANK) break;
      if (box.missingBytes > 0)
        found.problem('cut', 'isobmff.meta', `box ${printable(box.type)} runs past the end`);
      if (box.type === 'uuid') found.attempt(() => addUuidBox(found, box.content, budget));
      else boxes.set(box.type, box);
    }
  });
  const [keys, list, xml] = [boxes.get('keys'), boxes.get('ilst'), boxes.get('xml ')];
  const names = keys === undefined ? undefined : keyNames(found, keys.content);
  if (list !== undefined) found.attempt(() => addList(found, list.content, names, budget));
  if (xml !== undefined) found.field('isobmff.xml', decodeText(xml.content.read(4, MAX_XML_BYTES)));
  addItems(found, boxes, file, budget);
  return { holdsItemData: boxes.has('idat') };
}

/** `keys`: names by index, from 1 (QuickTime "metadata item keys atom"). */
function keyNames(found: Findings, content: ByteSource): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  found.attempt(() => {
    const count = u32(take(content, 4, 4, 'isobmff.keys'), 0, 'big');
    let at = 8;
    for (let index = 1; index <= count && at + 8 <= content.sizeBytes; index++) {
      if (index > MAX_KEYS) {
        found.problem('limit', 'isobmff.keys', 'too many keys');
        return;
      }
      const size = u32(take(content, at, 4, 'isobmff.keys'), 0, 'big');
      if (size < 8) break;
      names.set(index, decodeText(content.read(at + 8, Math.min(size - 8, 1024))));
      at += size;
    }
    if (names.size < count)
      found.problem('damaged', 'isobmff.keys', `${count - names.size} keys are missing`);
  });
  return names;
}

/** `ilst`: one box an item, named by key index or by four characters. */
function addList(
  found: Findings,
  content: ByteSource,
  names: ReadonlyMap<number, string> | undefined,
  budget: BoxBudget,
): void {
  for (const item of boxesOf(content, budget, 'isobmff.ilst')) {
    if (item.type === BLANK) return;
    found.attempt(() => {
      const parts = [...boxesOf(item.content, budget, 'isobmff.ilst')];
      const name = itemName(item, parts, names);
      for (const part of parts) if (part.type === 'data') addValue(found, name, part.content);
    });
  }
}

function itemName(item: Box, parts: readonly Box[], names: ReadonlyMap<number, string> | undefined): string {
  const index = u32(Buffer.from(item.type, 'latin1'), 0, 'big');
  const key = names?.get(index);
  if (key !== undefined) return `isobmff.keys.${key}`;
  const free = parts.find((part) => part.type === 'name');
  if (free !== undefined) return `isobmff.keys.${decodeText(free.content.read(4, 1024))}`;
  return `isobmff.udta.${printable(item.type).trimEnd()}`;
}

function addValue(found: Findings, where: string, data: ByteSource): void {
  const head = take(data, 0, 8, where);
  const text = dataText(u32(head, 0, 'big') & 0xffffff, rangeOf(data, 8, data.sizeBytes));
  if (text !== undefined) found.field(where, text);
  else if (where === 'isobmff.udta.covr') found.member(where, rangeOf(data, 8, data.sizeBytes), 'part');
}
