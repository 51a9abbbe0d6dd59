import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { bufferBytes } from '../files/bytes.ts';
import { type Container, type Findings, findings } from './container.ts';
import { u16, u32 } from './numbers.ts';
import { openCompound, type Stream } from './ole-file.ts';
import { addPropertySets } from './ole-properties.ts';

const MAX_STREAM_BYTES = 4 * 1024 * 1024;
const MAX_PICTURES_BYTES = 64 * 1024 * 1024;
const MAX_PICTURES = 10_000;

/**
 * Compound files (MS-CFB) of Office, FlashPix and others: title, author, program and properties of their own (MS-OLEPS),
 * and the pictures of a presentation. Other streams are private to their program.
 */
export const ole: Container = {
  id: 'ole',
  version: 1,
  formats: ['ole', 'flashpix'],
  read(bytes) {
    const found = findings();
    found.attempt(() => readCompound(found, bytes));
    return found.contents();
  },
};

const PROPERTY_STREAMS: Readonly<Record<string, string>> = {
  '\x05SummaryInformation': 'summary',
  '\x05DocumentSummaryInformation': 'document',
};

function readCompound(found: Findings, source: ByteSource): void {
  const compound = openCompound(source);
  if (compound.isCut) found.problem('cut', 'ole', 'its sectors reach beyond the end');
  for (const stream of compound.streams) {
    const set = PROPERTY_STREAMS[stream.name];
    const bytes = (most: number): Uint8Array => bytesOf(compound.read, stream, most);
    if (set !== undefined) found.attempt(() => addPropertySets(found, bytes(MAX_STREAM_BYTES), set));
    else if (stream.name === 'Pictures') found.attempt(() => addPictures(found, bytes(MAX_PICTURES_BYTES)));
  }
}

function bytesOf(read: (stream: Stream) => Uint8Array, stream: Stream, most: number): Uint8Array {
  if (stream.sizeBytes > most) throw new UnreadableMediaError('limit', 'ole', `${stream.name} is too long`);
  return read(stream);
}

/** JPEG and PNG records of a presentation (MS-ODRAW §2.2.23): a header, one or two digests, a tag, the picture. */
function addPictures(found: Findings, bytes: Uint8Array): void {
  let at = 0;
  for (let count = 0; at + 8 <= bytes.length && count < MAX_PICTURES; count++) {
    const [kind, size] = [u16(bytes, at + 2, 'little'), u32(bytes, at + 4, 'little')];
    const digests = DIGESTS[(u16(bytes, at, 'little') >> 4) & 1] ?? 1;
    const content = bytes.subarray(at + 8 + digests * 16 + 1, at + 8 + size);
    if (PICTURE_RECORDS.has(kind)) found.member('ole.picture', bufferBytes(content), 'part');
    at += 8 + size;
  }
}

const PICTURE_RECORDS = new Set([0xf01d, 0xf01e, 0xf02a]);
/** The lowest bit of a record's instance says that it has two digests. */
const DIGESTS = [1, 2] as const;
