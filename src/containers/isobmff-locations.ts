import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { bufferBytes, rangeOf } from '../files/bytes.ts';
import { type Box, type BoxBudget, boxesOf } from './boxes.ts';
import { take } from './container.ts';
import { u8, u16, u32, u64 } from './numbers.ts';

/** Pieces of all items together; a picture of many tiles has one or more for each. */
const MAX_EXTENTS = 500_000;
const MAX_REFERENCES = 500_000;
/** Items inside items inside items. */
const MAX_DEPTH = 4;

/** Where an item's bytes are (ISO/IEC 14496-12 §8.11.3): in the file, in the `idat` box beside it, or in other items. */
interface Location {
  readonly method: number;
  readonly extents: readonly Extent[];
}

interface Extent {
  /** Which of the items it refers to, from 1; 0 where the file does not tell. */
  readonly index: number;
  readonly at: number;
  readonly length: number;
}

/** All that leads to the bytes of items, and how many of them may still be gathered. */
export interface ItemPlaces {
  readonly file: ByteSource;
  readonly itemData: ByteSource | undefined;
  readonly locations: ReadonlyMap<number, Location>;
  /** For each item the ones its extents lie in. */
  readonly holders: ReadonlyMap<number, readonly number[]>;
  bytesLeft: number;
}

/** The places that the boxes of one `meta` tell. */
export function itemPlaces(
  boxes: ReadonlyMap<string, Box>,
  file: ByteSource,
  budget: BoxBudget,
  maxBytes: number,
): ItemPlaces {
  const [locations, references] = [boxes.get('iloc'), boxes.get('iref')];
  return {
    file,
    itemData: boxes.get('idat')?.content,
    locations: locations === undefined ? new Map() : readLocations(locations.content),
    holders: references === undefined ? new Map() : readHolders(references.content, budget),
    bytesLeft: maxBytes,
  };
}

function readLocations(content: ByteSource): ReadonlyMap<number, Location> {
  const bytes = content.read(0, content.sizeBytes);
  const version = u8(bytes, 0);
  const sizes = u16(bytes, 4, 'big');
  const [offsetBytes, lengthBytes, baseBytes] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexBytes = version === 0 ? 0 : sizes & 15;
  let at = 6;
  const next = (width: number): number => {
    const value = numberOf(bytes, at, width);
    at += width;
    return value;
  };
  const count = next(version < 2 ? 2 : 4);
  const located = new Map<number, Location>();
  let pieces = 0;
  for (let index = 0; index < count; index++) {
    if (at >= bytes.length)
      throw new UnreadableMediaError('cut', 'isobmff.iloc', 'places of items are missing');
    const id = next(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : next(2) & 15;
    at += 2;
    const base = next(baseBytes);
    const extents: Extent[] = [];
    for (let left = next(2); left > 0; left--) {
      if (++pieces > MAX_EXTENTS) throw tooMany('pieces of items');
      extents.push({ index: next(indexBytes), at: base + next(offsetBytes), length: next(lengthBytes) });
    }
    located.set(id, { method, extents });
  }
  return located;
}

function numberOf(bytes: Uint8Array, at: number, width: number): number {
  if (width === 0) return 0;
  if (width === 2) return u16(bytes, at, 'big');
  return width === 8 ? u64(bytes, at, 'big') : u32(bytes, at, 'big');
}

/** References of type `iloc` (§8.11.12): from an item to those its extents lie in. */
function readHolders(content: ByteSource, budget: BoxBudget): ReadonlyMap<number, readonly number[]> {
  const idBytes = u8(take(content, 0, 4, 'isobmff.iref'), 0) === 0 ? 2 : 4;
  const holders = new Map<number, readonly number[]>();
  let all = 0;
  for (const box of boxesOf(rangeOf(content, 4, content.sizeBytes), budget, 'isobmff.iref')) {
    if (box.type !== 'iloc') continue;
    const bytes = box.content.read(0, box.content.sizeBytes);
    const count = u16(bytes, idBytes, 'big');
    all += count;
    if (all > MAX_REFERENCES) throw tooMany('references between items');
    const ids = Array.from({ length: count }, (_, n) => numberOf(bytes, idBytes + 2 + n * idBytes, idBytes));
    holders.set(numberOf(bytes, 0, idBytes), ids);
  }
  return holders;
}

/** The bytes of an item, its extents one after the other; empty where it has no place. Throws `cut`, `damaged` or `limit`. */
export function itemBytes(places: ItemPlaces, id: number): ByteSource {
  return bufferBytes(gather(places, id, 0));
}

function gather(places: ItemPlaces, id: number, depth: number): Buffer {
  if (depth > MAX_DEPTH)
    throw new UnreadableMediaError('limit', 'isobmff.item', 'its items lie in each other');
  const { method, extents } = places.locations.get(id) ?? { method: 0, extents: [] };
  const parts = extents.map((extent) => {
    const source = sourceOf(places, id, method, extent, depth);
    const length = extent.length === 0 ? source.sizeBytes - extent.at : extent.length;
    places.bytesLeft -= Math.max(0, length);
    if (places.bytesLeft < 0)
      throw new UnreadableMediaError('limit', 'isobmff.item', 'its metadata items are too large');
    return take(source, extent.at, length, 'isobmff.item');
  });
  return Buffer.concat(parts);
}

function sourceOf(places: ItemPlaces, id: number, method: number, extent: Extent, depth: number): ByteSource {
  if (method === 0) return places.file;
  const holder = method === 2 ? places.holders.get(id)?.[Math.max(0, extent.index - 1)] : undefined;
  const source =
    method === 1
      ? places.itemData
      : holder === undefined
        ? undefined
        : bufferBytes(gather(places, holder, depth + 1));
  if (source === undefined)
    throw new UnreadableMediaError('damaged', 'isobmff.item', `what item ${id} lies in is not there`);
  return source;
}

function tooMany(what: string): UnreadableMediaError {
  return new UnreadableMediaError('limit', 'isobmff.item', `it has too many ${what}`);
}
