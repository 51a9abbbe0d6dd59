import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { bufferBytes, rangeOf } from '../files/bytes.ts';
import { type Box, type BoxBudget, boxesOf } from './boxes.ts';
import { type Budget, openBudget, sharedBytes } from './budget.ts';
import { type Findings, take } from './container.ts';
import { type Compression, inflate } from './inflate.ts';
import { itemBytes, itemPlaces } from './isobmff-locations.ts';
import { fourCc, u8, u16, u32 } from './numbers.ts';
import { decodeText, latin1 } from './text.ts';
import { addTiff } from './tiff.ts';
import { addXmp } from './xmp.ts';

const MAX_ITEMS = 10_000;
/** Metadata items of one file together; several may share their bytes. */
const MAX_ITEM_BYTES = 32 * 1024 * 1024;

/** One item that holds metadata, or a JPEG that may (ISO/IEC 14496-12 §8.11.6). */
interface Item {
  readonly id: number;
  readonly kind: 'exif' | 'xmp' | 'text' | 'picture';
  /** How its bytes are compressed, in the words of HTTP. */
  readonly encoding: string;
}

/** EXIF, XMP and text items of a HEIF `meta` box (ISO/IEC 23008-12 Annex A), and pictures that are JPEG files. */
export function addItems(
  found: Findings,
  boxes: ReadonlyMap<string, Box>,
  file: ByteSource,
  budget: BoxBudget,
): void {
  const information = boxes.get('iinf');
  if (information === undefined || !boxes.has('iloc')) return;
  found.attempt(() => {
    const items = metadataItems(information.content, budget);
    if (items.length === 0) return;
    const places = itemPlaces(boxes, file, budget, sharedBytes(file.sizeBytes, MAX_ITEM_BYTES));
    const inflatable = openBudget('isobmff.item', MAX_ITEM_BYTES);
    for (const item of items) {
      found.attempt(() => {
        if (item.kind === 'picture')
          found.member(`isobmff.item[${item.id}]`, () => itemBytes(places, item.id));
        else readItem(found, item.kind, decoded(item, itemBytes(places, item.id), inflatable));
      });
    }
  });
}

function readItem(found: Findings, kind: Exclude<Item['kind'], 'picture'>, bytes: ByteSource): void {
  if (kind === 'xmp') addXmp(found, bytes.read(0, bytes.sizeBytes), 'xmp');
  else if (kind === 'text') found.field('isobmff.item', decodeText(bytes.read(0, bytes.sizeBytes)));
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
    if (box.type !== 'infe') continue;
    const item = readEntry(box.content.read(0, 1024));
    if (item === undefined) continue;
    if (items.length >= MAX_ITEMS)
      throw new UnreadableMediaError('limit', 'isobmff.item', 'it has too many metadata items');
    items.push(item);
  }
  return items;
}

/** Entries before version 2 have no type: they name the item, its content type and its encoding. */
function readEntry(bytes: Uint8Array): Item | undefined {
  const version = u8(bytes, 0);
  if (version < 2) return readMime(u16(bytes, 4, 'big'), bytes.subarray(8));
  const idBytes = version === 2 ? 2 : 4;
  const id = idBytes === 2 ? u16(bytes, 4, 'big') : u32(bytes, 4, 'big');
  const type = fourCc(bytes, 4 + idBytes + 2);
  if (type === 'Exif') return { id, kind: 'exif', encoding: '' };
  if (type === 'jpeg') return { id, kind: 'picture', encoding: '' };
  return type === 'mime' ? readMime(id, bytes.subarray(4 + idBytes + 6)) : undefined;
}

function readMime(id: number, texts: Uint8Array): Item | undefined {
  const [, contentType = '', encoding = ''] = latin1(texts).split('\0');
  const type = contentType.toLowerCase();
  if (/^application\/(?:rdf|xmp)\+xml/.test(type)) return { id, kind: 'xmp', encoding };
  return /^(?:text\/|application\/json)/.test(type) ? { id, kind: 'text', encoding } : undefined;
}

/** An item as it was before its content encoding. */
function decoded(item: Item, bytes: ByteSource, budget: Budget): ByteSource {
  const encoding = item.encoding.trim().toLowerCase();
  if (encoding === '' || encoding === 'identity') return bytes;
  const compression = ENCODINGS[encoding];
  if (compression === undefined)
    throw new UnreadableMediaError(
      'limit',
      'isobmff.item',
      `its encoding ${encoding.slice(0, 20)} is unknown`,
    );
  const packed = bytes.read(0, bytes.sizeBytes);
  // HTTP means zlib by `deflate`; some writers took the word literally.
  const isRaw = compression === 'zlib' && ((packed[0] ?? 0) & 0x0f) !== 8;
  const room = budget.room(MAX_ITEM_BYTES);
  return bufferBytes(budget.spend(inflate(packed, isRaw ? 'deflate' : compression, room, 'isobmff.item')));
}

const ENCODINGS: Readonly<Record<string, Compression>> = {
  deflate: 'zlib',
  compress_zlib: 'zlib',
  gzip: 'gzip',
  br: 'brotli',
};
