import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { addId3Tags } from './id3.ts';
import { fourCc, u32, u64 } from './numbers.ts';
import { addBroadcastExtension, addExifList, addInfoList } from './riff-text.ts';
import { decodeText, latin1, looksLikeText, untilNul } from './text.ts';
import { addTiff } from './tiff.ts';
import { addTrailing } from './trailer.ts';
import { addXmp } from './xmp.ts';

const HEADER_BYTES = 12;
const MAX_CHUNKS = 500_000;
const MAX_DEPTH = 16;
const MAX_TEXT_BYTES = 16 * 1024 * 1024;
/** Enough of what follows a form to hold the size of a chunk, which is no text. */
const TEXT_SAMPLE_BYTES = 4096;
/** A stream whose writer could not go back: the size is unknown, the chunk reaches to the end. */
const UNKNOWN_SIZE = 0xffffffff;

/** RIFF and its 64-bit forms (EBU Tech 3306): WebP, WAV and BWF, AVI; every chunk wherever it stands. */
export const riff: Container = {
  id: 'riff',
  version: 1,
  formats: ['webp', 'wav', 'avi'],
  read(bytes, type) {
    const found = findings();
    const walk: Walk = { found, bytes, chunks: 0, longSizes: new Map(), seen: new Set() };
    found.attempt(() => walkForms(walk));
    const needed = NEEDED[type.format] ?? [];
    if (found.contents().problems.length === 0 && !needed.some((id) => walk.seen.has(id))) {
      found.problem('cut', 'riff', 'it holds no media data');
    }
    return found.contents();
  },
};

/** Without one of these chunks a file of the format is empty. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  webp: ['VP8 ', 'VP8L', 'ANMF'],
  wav: ['data', 'wavl'],
  avi: ['movi'],
};

interface Walk {
  readonly found: Findings;
  readonly bytes: ByteSource;
  chunks: number;
  /** 64-bit sizes from `ds64`, by chunk id. */
  readonly longSizes: Map<string, number>;
  readonly seen: Set<string>;
}

/** A file is one form, or several where an AVI outgrew 1 GB; whatever follows is read as chunks too. */
function walkForms(walk: Walk): void {
  const { bytes, found } = walk;
  let at = 0;
  while (at + 8 <= bytes.sizeBytes) {
    const head = take(bytes, at, 8, 'riff');
    const id = fourCc(head, 0);
    if (!FORMS.has(id)) {
      if (at === 0) throw new UnreadableMediaError('damaged', 'riff', 'it does not begin with RIFF');
      if (isChunkId(id) && !looksLikeText(bytes.read(at, TEXT_SAMPLE_BYTES)))
        walkChunks(walk, at, bytes.sizeBytes, 0);
      else addTrailing(found, bytes, at, 'riff');
      return;
    }
    take(bytes, at + 8, 4, 'riff');
    const size = sizeOf(walk, head, id, at + HEADER_BYTES);
    const end = at + 8 + size;
    if (end > bytes.sizeBytes)
      found.problem('cut', 'riff', `${end - bytes.sizeBytes} bytes lie beyond the end`);
    walkChunks(walk, at + HEADER_BYTES, Math.min(end, bytes.sizeBytes), 0);
    at = end + (end & 1);
  }
}

function isChunkId(id: string): boolean {
  return /^[\x20-\x7e\xa9]{4}$/.test(id);
}

const FORMS = new Set(['RIFF', 'RF64', 'BW64']);

/** The size a chunk declares; `ds64` is the first chunk of a 64-bit form and overrides what cannot be said in 32 bits. */
function sizeOf(walk: Walk, head: Uint8Array, id: string, first: number): number {
  const size = u32(head, 4, 'little');
  if (size !== UNKNOWN_SIZE) return size;
  if (FORMS.has(id)) {
    const ds64 = walk.bytes.read(first, 36);
    if (ds64.length >= 36 && fourCc(ds64, 0) === 'ds64') {
      walk.longSizes.set('data', u64(ds64, 16, 'little'));
      return u64(ds64, 8, 'little');
    }
    return walk.bytes.sizeBytes - 8;
  }
  return walk.longSizes.get(id) ?? Number.POSITIVE_INFINITY;
}

function walkChunks(walk: Walk, from: number, end: number, depth: number): void {
  const { bytes, found } = walk;
  if (depth > MAX_DEPTH) throw new UnreadableMediaError('limit', 'riff', 'its lists are nested too deep');
  for (let at = from; at + 8 <= end; ) {
    walk.chunks += 1;
    if (walk.chunks > MAX_CHUNKS) throw new UnreadableMediaError('limit', 'riff', 'it has too many chunks');
    const head = take(bytes, at, 8, 'riff');
    const id = fourCc(head, 0);
    if (head.every((byte) => byte === 0)) {
      // Padding is fine once the media is there; before that the copy stopped here.
      if (!MEDIA.some((media) => walk.seen.has(media)))
        found.problem('cut', 'riff', `it is blank from byte ${at}`);
      return;
    }
    if (!isChunkId(id)) {
      found.problem('damaged', 'riff', `no chunk at byte ${at}`);
      return;
    }
    const declared = sizeOf(walk, head, id, at + 8);
    const size = declared === Number.POSITIVE_INFINITY ? end - at - 8 : declared;
    if (at + 8 + size > end) found.problem('cut', `riff.${id.trim()}`, `chunk ${id} runs past the end`);
    walk.seen.add(id);
    readChunk(walk, id, at + 8, Math.min(size, end - at - 8), depth);
    at += 8 + size + (size & 1);
  }
}

const MEDIA = ['VP8 ', 'VP8L', 'ANMF', 'data', 'wavl', 'movi'];

function readChunk(walk: Walk, id: string, at: number, size: number, depth: number): void {
  const { found, bytes } = walk;
  const content = rangeOf(bytes, at, size);
  if (id === 'LIST') {
    const kind = latin1(content.read(0, 4));
    walk.seen.add(kind);
    if (kind !== 'movi' && !readRiffPart(found, id, content)) walkChunks(walk, at + 4, at + size, depth + 1);
    return;
  }
  readRiffPart(found, id, content);
}

/** A chunk, or a list, that tells something; false where it is none of those. */
export function readRiffPart(found: Findings, id: string, content: ByteSource): boolean {
  const kind = id === 'LIST' ? latin1(content.read(0, 4)) : undefined;
  const read = kind === undefined ? CHUNKS[id] : LISTS[kind];
  if (read === undefined) return false;
  found.attempt(() => read(found, kind === undefined ? content : rangeOf(content, 4, content.sizeBytes)));
  return true;
}

const LISTS: Readonly<Record<string, (found: Findings, items: ByteSource) => void>> = {
  INFO: addInfoList,
  exif: addExifList,
};

const CHUNKS: Readonly<Record<string, (found: Findings, content: ByteSource) => void>> = {
  EXIF: (found, content) => addTiff(found, withoutExifMark(content), 'exif'),
  'XMP ': (found, content) => addXmp(found, whole(content), 'xmp'),
  _PMX: (found, content) => addXmp(found, whole(content), 'xmp'),
  C2PA: (found, content) => found.manifest('riff.C2PA', content.read(0, content.sizeBytes)),
  bext: (found, content) => addBroadcastExtension(found, whole(content)),
  iXML: (found, content) => addRaw(found, 'riff.ixml', content),
  axml: addXml,
  aXML: addXml,
  AIGC: (found, content) => addRaw(found, 'riff.AIGC', content),
  IDIT: (found, content) => addRaw(found, 'riff.IDIT', content),
  ISFT: (found, content) => addRaw(found, 'riff.info.ISFT', content),
  // The string list of AVI stream data, where cameras leave their name.
  strn: (found, content) => addRaw(found, 'riff.strn', content),
  strd: (found, content) => addPrintable(found, 'riff.strd', content),
  JUNK: (found, content) => addPrintable(found, 'riff.camera', content),
  'id3 ': addId3Tags,
  'ID3 ': addId3Tags,
};

function whole(content: ByteSource): Uint8Array {
  return content.read(0, content.sizeBytes);
}

/** XML of any vocabulary (EBU core, ADM); XMP among it. */
function addXml(found: Findings, content: ByteSource): void {
  if (content.sizeBytes > MAX_TEXT_BYTES)
    throw new UnreadableMediaError('limit', 'riff.axml', 'it is too long');
  const text = decodeText(whole(content)).trim();
  if (/<(?:[\w.-]+:)?RDF[\s>]/.test(text)) addXmp(found, text, 'riff.axml');
  else found.field('riff.axml', text);
}

function addRaw(found: Findings, where: string, content: ByteSource): void {
  if (content.sizeBytes > MAX_TEXT_BYTES) throw new UnreadableMediaError('limit', where, 'it is too long');
  found.field(where, decodeText(whole(content)).trim());
}

/** WebP holds the bare TIFF block; some writers leave the mark of JPEG before it. */
function withoutExifMark(content: ByteSource): ByteSource {
  return latin1(content.read(0, 6)).startsWith('Exif\0') ? rangeOf(content, 6, content.sizeBytes) : content;
}

/** Cameras leave their name in stream data and in padding (`CanonMVI01`); whatever else stands there is not text. */
function addPrintable(found: Findings, where: string, content: ByteSource): void {
  const start = content.read(0, 256);
  const text = untilNul(latin1(start)).trim();
  if (text.length >= 4 && looksLikeText(start.subarray(0, text.length))) found.field(where, text);
}
