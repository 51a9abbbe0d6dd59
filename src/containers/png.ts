import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { bufferBytes, rangeOf } from '../files/bytes.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { addImageResources } from './image-resources.ts';
import { inflate, inflateWhatIsThere } from './inflate.ts';
import { addIptc } from './iptc.ts';
import { fourCc, u32 } from './numbers.ts';
import { type RawProfile, rawProfile } from './png-raw-profile.ts';
import { asBuffer, decodeText, latin1 } from './text.ts';
import { addTiff } from './tiff.ts';
import { addTrailing } from './trailer.ts';
import { addXmp } from './xmp.ts';

const SIGNATURE_BYTES = 8;
/** Length, type and CRC around every chunk's data. */
const FRAME_BYTES = 12;
/** The standard allows 79 bytes. */
const MAX_KEYWORD = 200;
const MAX_CHUNKS = 1_000_000;
const MAX_CHUNK_BYTES = 64 * 1024 * 1024;
/** Decompressed text of one file; a bomb stops here, and so does everything compressed after it. */
const MAX_INFLATED_BYTES = 32 * 1024 * 1024;

/** PNG and APNG (ISO/IEC 15948, PNG 3rd edition): all metadata chunks, before and after the image data. */
export const png: Container = {
  id: 'png',
  version: 1,
  formats: ['png'],
  read(bytes) {
    const found = findings();
    const reading: Reading = { found, inflatable: MAX_INFLATED_BYTES };
    found.attempt(() => walkChunks(reading, bytes));
    return found.contents();
  },
};

interface Reading {
  readonly found: Findings;
  inflatable: number;
}

function walkChunks(reading: Reading, bytes: ByteSource): void {
  const { found } = reading;
  let at = SIGNATURE_BYTES;
  let hasImage = false;
  for (let count = 0; count < MAX_CHUNKS; count++) {
    const head = take(bytes, at, 8, 'png');
    const length = u32(head, 0, 'big');
    const type = fourCc(head, 4);
    if (!/^[A-Za-z]{4}$/.test(type)) throw notAChunk(head, at);
    if (count === 0 && type !== 'IHDR' && type !== 'CgBI')
      found.problem('damaged', 'png', 'it does not begin with IHDR');
    if (at + FRAME_BYTES + length > bytes.sizeBytes) {
      found.problem('cut', 'png', `chunk ${type} at byte ${at} runs past the end`);
    }
    if (type === 'IDAT') hasImage = true;
    const read = CHUNKS[type];
    const data = rangeOf(bytes, at + 8, length);
    if (read !== undefined) found.attempt(() => read(reading, chunkData(data, type)));
    at += FRAME_BYTES + length;
    if (type === 'IEND') {
      if (!hasImage) found.problem('cut', 'png', 'it has no image data');
      if (at < bytes.sizeBytes) addTrailing(found, bytes, at, 'png');
      return;
    }
    if (at >= bytes.sizeBytes) throw new UnreadableMediaError('cut', 'png', 'it ends before its end chunk');
  }
  throw new UnreadableMediaError('limit', 'png', 'it has too many chunks');
}

/** Zeros where a chunk should be are a copy that stopped: the room was made, the bytes never came. */
function notAChunk(head: Uint8Array, at: number): UnreadableMediaError {
  const isBlank = head.every((byte) => byte === 0);
  const reason = isBlank ? `it is blank from byte ${at}` : `no chunk at byte ${at}`;
  return new UnreadableMediaError(isBlank ? 'cut' : 'damaged', 'png', reason);
}

function chunkData(data: ByteSource, type: string): Uint8Array {
  if (data.sizeBytes > MAX_CHUNK_BYTES) {
    throw new UnreadableMediaError('limit', `png ${type}`, `a chunk of ${data.sizeBytes} bytes is too large`);
  }
  return data.read(0, data.sizeBytes);
}

const CHUNKS: Readonly<Record<string, (reading: Reading, data: Uint8Array) => void>> = {
  tEXt: readText,
  // Animated PNGs of ComfyUI: a private chunk, written like tEXt.
  comf: readText,
  zTXt: (reading, data) => {
    const { keyword, rest } = afterKeyword(data);
    addText(reading.found, keyword, inflated(reading, rest.subarray(1), `png.text.${keyword}`));
  },
  iTXt: readInternationalText,
  eXIf: ({ found }, data) => addTiff(found, bufferBytes(data), 'exif'),
  caBX: ({ found }, data) => found.manifest('png.caBX', data),
};

function readText({ found }: Reading, data: Uint8Array): void {
  const { keyword, rest } = afterKeyword(data);
  addText(found, keyword, rest);
}

/** iTXt: keyword, compression flag and method, language, translated keyword, text. */
function readInternationalText(reading: Reading, data: Uint8Array): void {
  const { keyword, rest } = afterKeyword(data);
  const where = `png.text.${keyword}`;
  const languageEnd = asBuffer(rest).indexOf(0, 2);
  const translatedEnd = languageEnd === -1 ? -1 : asBuffer(rest).indexOf(0, languageEnd + 1);
  if (translatedEnd === -1) throw new UnreadableMediaError('damaged', where, 'its text chunk is broken');
  const body = rest.subarray(translatedEnd + 1);
  addText(reading.found, keyword, rest[0] === 1 ? inflated(reading, body, where) : body);
}

function afterKeyword(data: Uint8Array): { keyword: string; rest: Uint8Array } {
  const end = asBuffer(data).indexOf(0);
  if (end === -1) return { keyword: latin1(data.subarray(0, MAX_KEYWORD)), rest: data.subarray(data.length) };
  return { keyword: latin1(data.subarray(0, Math.min(end, MAX_KEYWORD))), rest: data.subarray(end + 1) };
}

/** Decompressed text, or what there is of it; every attempt is paid from one budget for the file. */
function inflated(reading: Reading, data: Uint8Array, where: string): Uint8Array {
  const room = Math.min(reading.inflatable, reading.found.room());
  try {
    const bytes = inflate(data, 'zlib', room, where);
    reading.inflatable -= bytes.length;
    return bytes;
  } catch (error) {
    if (!(error instanceof UnreadableMediaError)) throw error;
    reading.found.problem(error.kind, where, error.message);
    if (error.kind === 'limit') reading.inflatable = 0;
    const part = inflateWhatIsThere(data, 'zlib', reading.inflatable);
    reading.inflatable -= part.length;
    return part;
  }
}

function addText(found: Findings, keyword: string, bytes: Uint8Array): void {
  if (keyword === 'XML:com.adobe.xmp') {
    addXmp(found, bytes, 'xmp');
    return;
  }
  const profile = rawProfile(keyword, bytes);
  if (profile === undefined) found.field(`png.text.${keyword}`, decodeText(bytes));
  else addProfile(found, profile);
}

function addProfile(found: Findings, profile: RawProfile): void {
  if (profile.kind === 'exif') addTiff(found, bufferBytes(profile.bytes), 'exif');
  else if (profile.kind === 'xmp') addXmp(found, profile.bytes, 'xmp');
  else if (profile.kind === 'iptc') addIptc(found, profile.bytes, 'iptc');
  else addImageResources(found, bufferBytes(profile.bytes), 'photoshop');
}
