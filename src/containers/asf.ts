import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { bufferBytes, rangeOf } from '../files/bytes.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { u16, u32, u64 } from './numbers.ts';
import { asBuffer, untail, utf16 } from './text.ts';
import { addXmp } from './xmp.ts';

/** Object ids (ASF 01.20.03 §10) as they stand in the file. */
const GUID = {
  header: '3026b2758e66cf11a6d900aa0062ce6c',
  description: '3326b2758e66cf11a6d900aa0062ce6c',
  extendedDescription: '40a4d0d207e3d21197f000a0c95ea850',
  headerExtension: 'b503bf5f2ea9cf118ee300c00c205365',
  metadata: 'eacbf8c5af5b77488467aa8c44fa4cca',
  metadataLibrary: '941c23449894d149a1411d134e457054',
  xmp: 'cbcf7abea997e8429c71999491e3afac',
} as const;
const DESCRIPTION = ['Title', 'Author', 'Copyright', 'Description', 'Rating'] as const;
const TEXT = 0;
const BYTES = 1;
const MAX_OBJECTS = 10_000;
const MAX_OBJECT_BYTES = 32 * 1024 * 1024;

/** Windows Media: descriptions and attributes of the header as `asf.<Name>`. */
export const asf: Container = {
  id: 'asf',
  version: 1,
  formats: ['asf'],
  read(bytes) {
    const found = findings();
    found.attempt(() => readFile(found, bytes));
    return found.contents();
  },
};

function readFile(found: Findings, source: ByteSource): void {
  const size = u64(take(source, 0, 30, 'asf'), 16, 'little');
  if (size > source.sizeBytes) found.problem('cut', 'asf', 'its header runs past the end');
  readObjects(found, rangeOf(source, 30, size - 30));
  if (size === source.sizeBytes) found.problem('cut', 'asf', 'it holds no media data');
  else readRest(found, source, size);
}

/** The objects behind the header, of which the first holds the media, must be there; XMP is one of its own (ISO 16684-3). */
function readRest(found: Findings, source: ByteSource, from: number): void {
  let at = from;
  for (let count = 0; count < MAX_OBJECTS && at < source.sizeBytes; count++) {
    const head = take(source, at, 24, 'asf');
    const size = u64(head, 16, 'little');
    // A live recording does not know its size.
    if (size < 24) return;
    if (at + size > source.sizeBytes)
      throw new UnreadableMediaError('cut', 'asf', 'its media runs past the end');
    if (asBuffer(head).toString('hex', 0, 16) === GUID.xmp)
      found.attempt(() => readObject(found, GUID.xmp, rangeOf(source, at + 24, size - 24)));
    at += size;
  }
}

function readObjects(found: Findings, objects: ByteSource): void {
  let at = 0;
  for (let count = 0; at + 24 <= objects.sizeBytes; count++) {
    if (count >= MAX_OBJECTS) throw new UnreadableMediaError('limit', 'asf', 'it has too many objects');
    const head = take(objects, at, 24, 'asf');
    const size = u64(head, 16, 'little');
    if (size < 24) throw new UnreadableMediaError('damaged', 'asf', `no object at byte ${at} of the header`);
    const content = rangeOf(objects, at + 24, size - 24);
    if (content.sizeBytes < size - 24)
      throw new UnreadableMediaError('cut', 'asf', 'an object runs past the header');
    found.attempt(() => readObject(found, asBuffer(head).toString('hex', 0, 16), content));
    at += size;
  }
}

function readObject(found: Findings, guid: string, content: ByteSource): void {
  if (guid === GUID.headerExtension) {
    readObjects(found, rangeOf(content, 22, content.sizeBytes));
    return;
  }
  const read = READERS[guid];
  if (read === undefined) return;
  if (content.sizeBytes > MAX_OBJECT_BYTES)
    throw new UnreadableMediaError('limit', 'asf', 'an object is too large');
  read(found, content.read(0, content.sizeBytes));
}

const READERS: Readonly<Record<string, (found: Findings, bytes: Uint8Array) => void>> = {
  [GUID.description]: addDescription,
  [GUID.extendedDescription]: addExtended,
  [GUID.metadata]: addAttributes,
  [GUID.metadataLibrary]: addAttributes,
  [GUID.xmp]: (found, bytes) => addXmp(found, bytes, 'asf.xmp'),
};

function addDescription(found: Findings, bytes: Uint8Array): void {
  let at = 10;
  DESCRIPTION.forEach((name, index) => {
    const length = u16(bytes, index * 2, 'little');
    found.field(`asf.${name}`, textAt(bytes, at, length));
    at += length;
  });
}

/** Name length, name, type, value length, value. */
function addExtended(found: Findings, bytes: Uint8Array): void {
  const count = u16(bytes, 0, 'little');
  let at = 2;
  for (let item = 0; item < count; item++) {
    const nameBytes = u16(bytes, at, 'little');
    const type = u16(bytes, at + 2 + nameBytes, 'little');
    const valueBytes = u16(bytes, at + 4 + nameBytes, 'little');
    const name = textAt(bytes, at + 2, nameBytes);
    const valueAt = at + 6 + nameBytes;
    if (type === TEXT) found.field(`asf.${name}`, textAt(bytes, valueAt, valueBytes));
    else if (type === BYTES && name === COVER) addCover(found, bytes.subarray(valueAt, valueAt + valueBytes));
    at += 6 + nameBytes + valueBytes;
  }
}

/** Language, stream, name length, type, value length, name, value. */
function addAttributes(found: Findings, bytes: Uint8Array): void {
  const count = u16(bytes, 0, 'little');
  let at = 2;
  for (let item = 0; item < count; item++) {
    const nameBytes = u16(bytes, at + 4, 'little');
    const valueBytes = u32(bytes, at + 8, 'little');
    const name = textAt(bytes, at + 12, nameBytes);
    const type = u16(bytes, at + 6, 'little');
    const valueAt = at + 12 + nameBytes;
    if (type === TEXT) found.field(`asf.${name}`, textAt(bytes, valueAt, valueBytes));
    else if (type === BYTES && name === COVER) addCover(found, bytes.subarray(valueAt, valueAt + valueBytes));
    at += 12 + nameBytes + valueBytes;
  }
}

const COVER = 'WM/Picture';

/** A cover: its kind, its size, MIME type and description in UTF-16 that ends with zeros, then the picture. */
function addCover(found: Findings, value: Uint8Array): void {
  let at = 5;
  for (let text = 0; text < 2; text++) {
    while (at + 1 < value.length && (value[at] !== 0 || value[at + 1] !== 0)) at += 2;
    at += 2;
  }
  if (at < value.length) found.member('asf.picture', bufferBytes(value.subarray(at)), 'part');
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return untail(utf16(bytes.subarray(at, at + length), 'little'));
}
