import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { bufferBytes, rangeOf } from '../files/bytes.ts';
import type { Budget } from './budget.ts';
import { decodeStream } from './pdf-filters.ts';
import { type PdfDictionary, type PdfValue, parsePdf } from './pdf-syntax.ts';
import { asBuffer } from './text.ts';

/** Where an object stands: in the file, or the n-th in an object stream. */
export type PdfPlace =
  | { readonly kind: 'file'; readonly at: number }
  | { readonly kind: 'stream'; readonly stream: number; readonly index: number };

/** An object with its stream, where it has one. */
export interface PdfObject {
  readonly value: PdfValue;
  /** Where the bytes of its stream begin. */
  readonly streamAt: number | undefined;
}

/** A PDF whose objects can be looked up. */
export interface PdfFile {
  readonly trailer: PdfDictionary;
  readonly places: ReadonlyMap<number, PdfPlace>;
  /** The value, or what it refers to. */
  resolve(value: PdfValue | undefined): PdfValue | undefined;
  object(number: number): PdfObject | undefined;
  /** The decoded stream of an object; undefined where it has none. Throws UnreadableMediaError. */
  stream(number: number, where: string): Uint8Array | undefined;
  /** The stream of an object as it stands in the file, where nothing but picture filters encode it; else as `stream`. */
  picture(number: number, where: string): ByteSource | undefined;
}

const FIRST_LOOK_BYTES = 4 * 1024;
const MAX_OBJECT_BYTES = 1024 * 1024;
const MAX_STREAM_BYTES = 32 * 1024 * 1024;
/** References that lead to references. */
const MAX_HOPS = 32;

/** A file from the places and trailer that its cross-reference table or a search gave. */
export function openPdf(
  source: ByteSource,
  places: ReadonlyMap<number, PdfPlace>,
  trailer: PdfDictionary,
  budget: Budget,
): PdfFile {
  const streams = new Map<number, readonly PdfValue[]>();

  function resolve(value: PdfValue | undefined): PdfValue | undefined {
    let current = value;
    for (let hop = 0; current?.kind === 'reference'; hop++) {
      if (hop >= MAX_HOPS) return undefined;
      current = object(current.number)?.value;
    }
    return current;
  }

  function object(number: number): PdfObject | undefined {
    const place = places.get(number);
    if (place === undefined) return undefined;
    if (place.kind === 'file') return objectAt(source, place.at, number);
    const value = objectsIn(place.stream)[place.index];
    return value === undefined ? undefined : { value, streamAt: undefined };
  }

  /** Objects of an object stream (§7.5.7), kept, because it holds hundreds. */
  function objectsIn(number: number): readonly PdfValue[] {
    const known = streams.get(number);
    if (known !== undefined) return known;
    // Set before it is read: a stream that contains itself ends here.
    streams.set(number, []);
    if (places.get(number)?.kind !== 'file') return [];
    const bytes = stream(number, 'pdf.objects') ?? new Uint8Array();
    const entries = dictionaryOf(object(number)?.value);
    const first = numberIn(entries, 'First') ?? 0;
    const count = Math.min(numberIn(entries, 'N') ?? 0, MAX_OBJECTS_IN_STREAM);
    const offsets = numbersAt(bytes.subarray(0, first)).filter((_, index) => index % 2 === 1);
    const values = offsets.slice(0, count).map((offset) => parsePdf(bytes, first + offset).value);
    streams.set(number, values);
    return values;
  }

  function stream(number: number, where: string): Uint8Array | undefined {
    const found = object(number);
    if (found?.streamAt === undefined || found.value.kind !== 'dictionary') return undefined;
    const { entries } = found.value;
    const length = resolve(entries.get('Length'));
    const declared = length?.kind === 'number' ? length.value : undefined;
    return decodedStream(source, found.streamAt, resolvedFilters(entries), declared, where, budget);
  }

  function picture(number: number, where: string): ByteSource | undefined {
    const found = object(number);
    if (found?.streamAt === undefined || found.value.kind !== 'dictionary') return undefined;
    const { entries } = found.value;
    const length = resolve(entries.get('Length'));
    const isPlain = resolvedFilters(entries).get('Filter')?.kind === 'name';
    if (isPlain && length?.kind === 'number' && endsAt(source, found.streamAt + length.value))
      return rangeOf(source, found.streamAt, length.value);
    const decoded = stream(number, where);
    return decoded === undefined ? undefined : bufferBytes(decoded);
  }

  function resolvedFilters(entries: PdfDictionary): PdfDictionary {
    const plain = new Map<string, PdfValue>();
    for (const key of ['Filter', 'DecodeParms', 'DP']) {
      const value = resolve(entries.get(key));
      if (value !== undefined) plain.set(key, value);
    }
    return plain;
  }

  return { trailer, places, resolve, object, stream, picture };
}

const MAX_OBJECTS_IN_STREAM = 100_000;

/** The object that begins at `at`, with its number checked; undefined where another or none stands there. */
export function objectAt(source: ByteSource, at: number, number: number | undefined): PdfObject | undefined {
  for (let length = FIRST_LOOK_BYTES; ; length *= 8) {
    const bytes = source.read(at, length);
    const head = /^\s{0,16}(\d{1,10})\s{1,16}\d{1,5}\s{1,16}obj/.exec(
      asBuffer(bytes).toString('latin1', 0, 64),
    );
    if (head === null || (number !== undefined && Number(head[1]) !== number)) return undefined;
    const parsed = parsePdf(bytes, head[0].length);
    if (!parsed.isWhole && bytes.length === length) {
      if (length < MAX_OBJECT_BYTES) continue;
      throw new UnreadableMediaError('limit', `pdf object ${head[1]}`, 'it is too large');
    }
    if (!parsed.isWhole) {
      throw new UnreadableMediaError(
        'damaged',
        `pdf object ${head[1]}`,
        'it has no end, or is nested too deep',
      );
    }
    const after = /^\s{0,16}stream(\r\n|\n|\r)/.exec(
      asBuffer(bytes).toString('latin1', parsed.end, parsed.end + 32),
    );
    return { value: parsed.value, streamAt: after === null ? undefined : at + parsed.end + after[0].length };
  }
}

/** The decoded stream that begins at `at`. Throws UnreadableMediaError. */
export function decodedStream(
  source: ByteSource,
  at: number,
  entries: PdfDictionary,
  declared: number | undefined,
  where: string,
  budget: Budget,
): Uint8Array {
  const maxBytes = budget.room(MAX_STREAM_BYTES);
  return budget.spend(decodeStream(streamBytes(source, at, declared, where), entries, maxBytes, where));
}

/** Bytes of a stream by its declared length where `endstream` follows it, else up to the next `endstream`. */
function streamBytes(
  source: ByteSource,
  at: number,
  declared: number | undefined,
  where: string,
): Uint8Array {
  if (declared !== undefined && declared <= MAX_STREAM_BYTES) {
    if (endsAt(source, at + declared)) return source.read(at, declared);
  }
  const bytes = source.read(at, MAX_STREAM_BYTES);
  const end = asBuffer(bytes).indexOf('endstream', 0, 'latin1');
  if (end !== -1) return bytes.subarray(0, end);
  const isCut = bytes.length < MAX_STREAM_BYTES;
  throw new UnreadableMediaError(
    isCut ? 'cut' : 'limit',
    where,
    isCut ? 'its stream has no end' : 'it is too large',
  );
}

function endsAt(source: ByteSource, at: number): boolean {
  return /^\s{0,4}endstream/.test(asBuffer(source.read(at, 16)).toString('latin1'));
}

export function dictionaryOf(value: PdfValue | undefined): PdfDictionary {
  return value?.kind === 'dictionary' ? value.entries : new Map();
}

export function numberIn(entries: PdfDictionary, key: string): number | undefined {
  const value = entries.get(key);
  return value?.kind === 'number' ? value.value : undefined;
}

function numbersAt(bytes: Uint8Array): readonly number[] {
  return (asBuffer(bytes).toString('latin1').match(/\d+/g) ?? []).map(Number);
}
