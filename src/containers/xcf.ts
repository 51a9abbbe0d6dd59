import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { bufferBytes } from '../files/bytes.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { u32, u64 } from './numbers.ts';
import { asBuffer, latin1, looksLikeText, untilNul } from './text.ts';
import { addTiff } from './tiff.ts';
import { addXmp } from './xmp.ts';

const MAX_PROPERTIES = 10_000;
const MAX_LAYERS = 100_000;
const MAX_PARASITE_BYTES = 16 * 1024 * 1024;
const END = 0;
const PARASITES = 21;
/** From this version on offsets have eight bytes; from the fourth a word tells the precision. */
const WIDE_SINCE = 11;

/** GIMP's own pictures: the notes attached to them ("parasites"), with EXIF and XMP among them, and whether all layers are there. */
export const xcf: Container = {
  id: 'xcf',
  version: 1,
  formats: ['xcf'],
  read(bytes) {
    const found = findings();
    found.attempt(() => readPicture(found, bytes));
    return found.contents();
  },
};

function readPicture(found: Findings, source: ByteSource): void {
  const version = Number(/^v(\d{3})/.exec(latin1(take(source, 9, 5, 'xcf')))?.[1] ?? 0);
  let at = 14 + 12 + (version >= 4 ? 4 : 0);
  for (let count = 0; ; count++) {
    if (count >= MAX_PROPERTIES) throw new UnreadableMediaError('limit', 'xcf', 'it has too many properties');
    const head = take(source, at, 8, 'xcf');
    const [type, size] = [u32(head, 0, 'big'), u32(head, 4, 'big')];
    if (at + 8 + size > source.sizeBytes)
      throw new UnreadableMediaError('cut', 'xcf', 'a property runs past the end');
    if (type === PARASITES) {
      const from = at + 8;
      found.attempt(() => addParasites(found, source, from, size));
    }
    at += 8 + size;
    if (type === END) break;
  }
  refuseMissingLayers(source, at, version >= WIDE_SINCE);
}

/** Name, flags, length, content, one after the other. */
function addParasites(found: Findings, source: ByteSource, from: number, size: number): void {
  if (size > MAX_PARASITE_BYTES) throw new UnreadableMediaError('limit', 'xcf', 'its notes are too long');
  const bytes = take(source, from, size, 'xcf');
  for (let at = 0; at + 12 <= bytes.length; ) {
    const nameBytes = u32(bytes, at, 'big');
    const name = untilNul(latin1(bytes.subarray(at + 4, at + 4 + nameBytes)));
    const contentAt = at + 4 + nameBytes + 8;
    const contentBytes = u32(bytes, contentAt - 4, 'big');
    if (contentAt + contentBytes > bytes.length)
      throw new UnreadableMediaError('damaged', 'xcf', 'a note runs past the others');
    addParasite(found, name, bytes.subarray(contentAt, contentAt + contentBytes));
    at = contentAt + contentBytes;
  }
}

function addParasite(found: Findings, name: string, content: Uint8Array): void {
  const start = latin1(content.subarray(0, 10));
  if (name === 'gimp-metadata')
    addXmp(found, content.subarray(start.startsWith('GIMP_XMP_1') ? 10 : 0), 'xmp');
  else if (name === 'exif-data')
    addTiff(found, bufferBytes(content.subarray(start.startsWith('Exif\0\0') ? 6 : 0)), 'exif');
  else if (looksLikeText(content.subarray(0, -1), content.length))
    found.field(`xcf.${name}`, untilNul(asBuffer(content).toString('utf8')).trim());
}

/** Places of layers, then of channels, each list ended by zero. */
function refuseMissingLayers(source: ByteSource, from: number, isWide: boolean): void {
  const width = isWide ? 8 : 4;
  let [at, lists] = [from, 0];
  for (let count = 0; lists < 2 && count < MAX_LAYERS; count++) {
    const entry = take(source, at, width, 'xcf');
    const place = isWide ? u64(entry, 0, 'big') : u32(entry, 0, 'big');
    if (place === 0) lists += 1;
    else if (place >= source.sizeBytes)
      throw new UnreadableMediaError('cut', 'xcf', 'a layer lies beyond the end');
    at += width;
  }
}
