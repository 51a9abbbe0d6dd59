import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import type { Budget } from './budget.ts';
import { decodedStream, dictionaryOf, numberIn, objectAt, type PdfPlace } from './pdf-file.ts';
import { type PdfDictionary, type PdfValue, parsePdf } from './pdf-syntax.ts';
import { asBuffer } from './text.ts';

/** Where every object stands, newest revision first, and the newest trailer. */
export interface CrossReference {
  readonly places: Map<number, PdfPlace>;
  readonly trailer: PdfDictionary;
}

const TAIL_BYTES = 4 * 1024;
const MAX_SECTIONS = 1_000;
const MAX_OBJECTS = 2_000_000;
const TABLE_BYTES = 20;

/** The cross-reference data of a file (ISO 32000-2 §7.5.4, §7.5.8). Throws `damaged` or `cut`; then search instead. */
export function readCrossReference(source: ByteSource, budget: Budget): CrossReference {
  const tail = asBuffer(source.read(Math.max(0, source.sizeBytes - TAIL_BYTES), TAIL_BYTES)).toString(
    'latin1',
  );
  const start = [...tail.matchAll(/startxref\s{1,16}(\d{1,15})/g)].at(-1)?.[1];
  if (start === undefined || !tail.includes('%%EOF'))
    throw new UnreadableMediaError('cut', 'pdf', 'its end is missing');
  refuseCutLinearized(source);
  const places = new Map<number, PdfPlace>();
  const seen = new Set<number>();
  const pending = [Number(start) + headerOffset(source)];
  let trailer: PdfDictionary | undefined;
  for (let at = pending.shift(); at !== undefined; at = pending.shift()) {
    if (seen.has(at)) continue;
    seen.add(at);
    if (seen.size > MAX_SECTIONS || places.size > MAX_OBJECTS) {
      throw new UnreadableMediaError('limit', 'pdf', 'it has too many revisions');
    }
    const section = readSection(source, at, places, budget);
    trailer ??= section;
    for (const key of ['XRefStm', 'Prev']) {
      const next = numberIn(section, key);
      if (next !== undefined) pending.push(next);
    }
  }
  return { places, trailer: trailer ?? new Map() };
}

/** Offsets count from the header, which may stand behind up to 1 KiB of something else. */
function headerOffset(source: ByteSource): number {
  return Math.max(0, asBuffer(source.read(0, 1024)).indexOf('%PDF-', 0, 'latin1'));
}

/**
 * A linearized file tells its length at its beginning (ISO 32000-2 Annex F.3.2); its first table has an end of its own, so
 * that a piece of it looks whole. Later revisions make it longer; a few bytes are missing where line ends were changed.
 */
function refuseCutLinearized(source: ByteSource): void {
  const head = asBuffer(source.read(0, 2048)).toString('latin1');
  const dictionary = /<<[^>]{0,400}\/Linearized\s[^>]{0,400}>>/.exec(head)?.[0] ?? '';
  const declared = Number(/\/L\s{1,4}(\d{1,15})/.exec(dictionary)?.[1] ?? 0);
  const missing = declared - source.sizeBytes;
  if (missing > LINE_ENDS_BYTES)
    throw new UnreadableMediaError('cut', 'pdf', `${missing} of ${declared} bytes lie beyond the end`);
}

const LINE_ENDS_BYTES = 16;

function readSection(
  source: ByteSource,
  at: number,
  places: Map<number, PdfPlace>,
  budget: Budget,
): PdfDictionary {
  const start = asBuffer(source.read(at, 32)).toString('latin1');
  const table = /^\s{0,16}xref\s/.exec(start);
  return table === null
    ? readStream(source, at, places, budget)
    : readTable(source, at + table[0].length, places);
}

/** A table: subsections of fixed-width lines, then the trailer. */
function readTable(source: ByteSource, from: number, places: Map<number, PdfPlace>): PdfDictionary {
  let at = from;
  for (let sections = 0; sections < MAX_SECTIONS; sections++) {
    const line = asBuffer(source.read(at, 64)).toString('latin1');
    const trailer = /^\s{0,16}trailer/.exec(line);
    if (trailer !== null) return trailerAt(source, at + trailer[0].length);
    const head = /^\s{0,16}(\d{1,10})\s{1,4}(\d{1,10})\s{0,4}(?:\r\n|\r|\n)/.exec(line);
    if (head === null) break;
    const [first, count] = [Number(head[1]), Number(head[2])];
    at += head[0].length;
    if (places.size + count > MAX_OBJECTS)
      throw new UnreadableMediaError('limit', 'pdf', 'it has too many objects');
    const bytes = asBuffer(source.read(at, count * TABLE_BYTES));
    if (bytes.length < count * TABLE_BYTES)
      throw new UnreadableMediaError('cut', 'pdf', 'its table of objects ends early');
    for (let entry = 0; entry < count; entry++) addLine(places, first + entry, bytes, entry * TABLE_BYTES);
    at += count * TABLE_BYTES;
  }
  throw new UnreadableMediaError('damaged', 'pdf', 'its table of objects is broken');
}

function addLine(places: Map<number, PdfPlace>, number: number, bytes: Buffer, at: number): void {
  const offset = Number(bytes.toString('latin1', at, at + 10));
  if (bytes[at + 17] === 0x6e && Number.isFinite(offset) && !places.has(number)) {
    places.set(number, { kind: 'file', at: offset });
  }
}

const MAX_TRAILER_BYTES = 64 * 1024;

function trailerAt(source: ByteSource, at: number): PdfDictionary {
  return dictionaryOf(parsePdf(source.read(at, MAX_TRAILER_BYTES), 0).value);
}

/** A cross-reference stream: fixed-width binary fields, and the trailer in its own dictionary. */
function readStream(
  source: ByteSource,
  at: number,
  places: Map<number, PdfPlace>,
  budget: Budget,
): PdfDictionary {
  const found = objectAt(source, at, undefined);
  if (found?.value.kind !== 'dictionary' || found.streamAt === undefined) {
    throw new UnreadableMediaError('damaged', 'pdf', 'its table of objects is not where it says');
  }
  const { entries } = found.value;
  const widths = numbersIn(entries.get('W'));
  const [typeBytes = 0, secondBytes = 0, thirdBytes = 0] = widths;
  const rowBytes = typeBytes + secondBytes + thirdBytes;
  if (widths.length < 3 || !(rowBytes > 0 && rowBytes <= 24)) {
    throw new UnreadableMediaError('damaged', 'pdf', 'its table of objects is broken');
  }
  // All its entries are direct (§7.5.8.2), so nothing needs to be looked up to decode it.
  const rows = decodedStream(
    source,
    found.streamAt,
    entries,
    numberIn(entries, 'Length'),
    'pdf.xref',
    budget,
  );
  const index = entries.has('Index') ? numbersIn(entries.get('Index')) : [0, numberIn(entries, 'Size') ?? 0];
  let row = 0;
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    const [first = 0, count = 0] = index.slice(pair, pair + 2);
    for (let entry = 0; entry < count && (row + 1) * rowBytes <= rows.length; entry++, row++) {
      const from = row * rowBytes;
      const type = typeBytes === 0 ? 1 : bigEndian(rows, from, typeBytes);
      const second = bigEndian(rows, from + typeBytes, secondBytes);
      const third = bigEndian(rows, from + typeBytes + secondBytes, thirdBytes);
      if (places.has(first + entry)) continue;
      if (type === 1) places.set(first + entry, { kind: 'file', at: second });
      else if (type === 2) places.set(first + entry, { kind: 'stream', stream: second, index: third });
    }
  }
  return entries;
}

function numbersIn(value: PdfValue | undefined): readonly number[] {
  if (value?.kind !== 'array') return [];
  return value.items.map((item) => (item.kind === 'number' ? item.value : 0));
}

function bigEndian(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let index = 0; index < length; index++) value = value * 256 + (bytes[at + index] ?? 0);
  return value;
}
