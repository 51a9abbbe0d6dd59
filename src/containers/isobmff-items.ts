import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { bufferBytes, rangeOf } from '../files/bytes.ts';
import { type Box, type BoxBudget, boxesOf } from './boxes.ts';
import { type Findings, take } from './container.ts';
import { fourCc, u8, u16, u32, u64 } from './numbers.ts';
import { decodeText, latin1 } from './text.ts';
import { addTiff } from './tiff.ts';
import { addXmp } from './xmp.ts';

const MAX_ITEMS = 10_000;
const MAX_EXTENTS = 10_000;
/** Metadata items of one file together; several may share their bytes. */
const MAX_ITEM_BYTES = 32 * 1024 * 1024;

/** One item that holds metadata (ISO/IEC 14496-12 §8.11.6). */
interface Item {
  readonly id: number;
  readonly kind: 'exif' | 'xmp' | 'text';
}

/** Where an item's bytes are (§8.11.3): in the file or in the `idat` box of the same `meta`. */
interface Extent {
  readonly isInItemData: boolean;
  readonly at: number;
  readonly length: number;
}

/** EXIF, XMP and text items of a HEIF `meta` box (ISO/IEC 23008-12 Annex A). */
export function addItems(
  found: Findings,
  boxes: ReadonlyMap<string, Box>,
  file: ByteSource,
  budget: BoxBudget,
): void {
  const [information, locations] = [boxes.get('iinf'), boxes.get('iloc')];
  if (information === undefined || locations === undefined) return;
  found.attempt(() => {
    const items = metadataItems(information.content, budget);
    if (items.length === 0) return;
    const extents = readLocations(locations.content, new Set(items.map((item) => item.id)));
    const sources: Sources = { file, itemData: boxes.get('idat')?.content, bytesLeft: MAX_ITEM_BYTES };
    for (const item of items) {
      found.attempt(() => readItem(found, item, collect(extents.get(item.id) ?? [], sources)));
    }
  });
}

function readItem(found: Findings, item: Item, bytes: ByteSource): void {
  if (item.kind === 'xmp') addXmp(found, bytes.read(0, bytes.sizeBytes), 'xmp');
  else if (item.kind === 'text') found.field('isobmff.item', decodeText(bytes.read(0, bytes.sizeBytes)));
  else {
    const headerAt = u32(take(bytes, 0, 4, 'exif'), 0, 'big');
    addTiff(found, rangeOf(bytes, 4 + headerAt, bytes.sizeBytes), 'exif');
  }
}

/** The items of `iinf` that hold metadata, by their type and content type. */
function metadataItems(content: ByteSource, budget: BoxBudget): readonly Item[] {
  const version = u8(take(content, 0, 4, 'isobmff.iinf'), 0);
  const entries = rangeOf(content, version === 0 ? 6 : 8, content.sizeBytes);
  const items: Item[] = [];
  for (const box of boxesOf(entries, budget, 'isobmff.iinf')) {
    if (box.type !== 'infe' || items.length >= MAX_ITEMS) continue;
    const item = readEntry(box.content.read(0, 1024));
    if (item !== undefined) items.push(item);
  }
  return items;
}

function readEntry(bytes: Uint8Array): Item | undefined {
  const version = u8(bytes, 0);
  if (version < 2) return undefined;
  const idBytes = version === 2 ? 2 : 4;
  const id = idBytes === 2 ? u16(bytes, 4, 'big') : u32(bytes, 4, 'big');
  const type = fourCc(bytes, 4 + idBytes + 2);
  if (type === 'Exif') return { id, kind: 'exif' };
  if (type !== 'mime') return undefined;
  const contentType = latin1(bytes.subarray(4 + idBytes + 6)).split('\0')[1] ?? '';
  if (contentType === 'application/rdf+xml') return { id, kind: 'xmp' };
  return /^(text\/|application\/json)/.test(contentType) ? { id, kind: 'text' } : undefined;
}

function readLocations(
  content: ByteSource,
  wanted: ReadonlySet<number>,
): ReadonlyMap<number, readonly Extent[]> {
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
  const located = new Map<number, readonly Extent[]>();
  for (let index = 0; index < Math.min(count, MAX_ITEMS); index++) {
    const id = next(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : next(2) & 15;
    at += 2;
    const base = next(baseBytes);
    const extents: Extent[] = [];
    for (let left = Math.min(next(2), MAX_EXTENTS); left > 0; left--) {
      at += indexBytes;
      extents.push({ isInItemData: method === 1, at: base + next(offsetBytes), length: next(lengthBytes) });
    }
    if (wanted.has(id)) located.set(id, extents);
  }
  return located;
}

function numberOf(bytes: Uint8Array, at: number, width: number): number {
  if (width === 0) return 0;
  if (width === 2) return u16(bytes, at, 'big');
  return width === 8 ? u64(bytes, at, 'big') : u32(bytes, at, 'big');
}

interface Sources {
  readonly file: ByteSource;
  readonly itemData: ByteSource | undefined;
  bytesLeft: number;
}

function collect(extents: readonly Extent[], sources: Sources): ByteSource {
  const parts: Uint8Array[] = [];
  for (const extent of extents) {
    const source = extent.isInItemData ? sources.itemData : sources.file;
    if (source === undefined) continue;
    const length = extent.length === 0 ? source.sizeBytes - extent.at : extent.length;
    sources.bytesLeft -= length;
    if (sources.bytesLeft < 0) {
      throw new UnreadableMediaError('limit', 'isobmff.item', 'its metadata items are too large');
    }
    parts.push(take(source, extent.at, length, 'isobmff.item'));
  }
  return bufferBytes(Buffer.concat(parts));
}
