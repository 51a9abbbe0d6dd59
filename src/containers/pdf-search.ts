import type { ByteSource } from '../domain/media.ts';
import type { Budget } from './budget.ts';
import type { Findings } from './container.ts';
import { decodedStream, dictionaryOf, numberIn, objectAt, type PdfPlace } from './pdf-file.ts';
import { type PdfDictionary, type PdfValue, parsePdf } from './pdf-syntax.ts';
import type { CrossReference } from './pdf-xref.ts';
import { asBuffer } from './text.ts';

const STEP_BYTES = 1024 * 1024;
/** Enough for a mark that straddles two steps, and for the trailer behind it. */
const OVERLAP_BYTES = 4 * 1024;
const MAX_BYTES = 256 * 1024 * 1024;
const MAX_OBJECTS = 200_000;
/** Object streams whose members are listed, in a file without a table. */
const MAX_STREAMS = 2_000;

/** Finds objects and trailers by their marks, in one pass; of several with one number the last counts. */
export function searchObjects(found: Findings, source: ByteSource, budget: Budget): CrossReference {
  const places = new Map<number, PdfPlace>();
  const trailer = new Map<string, PdfValue>();
  const streams: number[] = [];
  const end = Math.min(source.sizeBytes, MAX_BYTES);
  for (let at = 0; at < end && places.size < MAX_OBJECTS; at += STEP_BYTES) {
    const bytes = source.read(at, STEP_BYTES + OVERLAP_BYTES);
    const text = asBuffer(bytes).toString('latin1');
    for (const mark of text.matchAll(/(?<!\d)(\d{1,10})\s{1,4}\d{1,5}\s{1,4}obj\b|\btrailer\b/g)) {
      if (mark.index >= STEP_BYTES) break;
      if (mark[1] === undefined) addTrailer(trailer, dictionaryOf(parsePdf(bytes, mark.index + 7).value));
      else {
        const number = Number(mark[1]);
        places.set(number, { kind: 'file', at: at + mark.index });
        const head = text.slice(mark.index, mark.index + 512);
        if (head.includes('/ObjStm')) streams.push(number);
        if (head.includes('/XRef'))
          addTrailer(trailer, dictionaryOf(objectAt(source, at + mark.index, number)?.value));
      }
    }
  }
  for (const stream of streams.slice(0, MAX_STREAMS))
    found.attempt(() => addMembers(source, places, stream, budget));
  if (end < source.sizeBytes || places.size >= MAX_OBJECTS || streams.length > MAX_STREAMS) {
    found.problem('limit', 'pdf', 'it is too large to be searched without its table of objects');
  }
  return { places, trailer };
}

function addTrailer(trailer: Map<string, PdfValue>, entries: PdfDictionary): void {
  for (const key of ['Root', 'Info', 'Encrypt']) {
    const value = entries.get(key);
    if (value !== undefined) trailer.set(key, value);
  }
}

/** Lists the objects that an object stream declares (§7.5.7); they are read from it when asked for. */
function addMembers(source: ByteSource, places: Map<number, PdfPlace>, stream: number, budget: Budget): void {
  const place = places.get(stream);
  if (place?.kind !== 'file') return;
  const found = objectAt(source, place.at, stream);
  if (found?.streamAt === undefined) return;
  const entries = dictionaryOf(found.value);
  const bytes = decodedStream(
    source,
    found.streamAt,
    entries,
    numberIn(entries, 'Length'),
    'pdf.objects',
    budget,
  );
  const head = asBuffer(bytes.subarray(0, numberIn(entries, 'First') ?? 0)).toString('latin1');
  const numbers = (head.match(/\d+/g) ?? []).map(Number);
  for (let index = 0; index * 2 < numbers.length; index++) {
    const number = numbers[index * 2] ?? 0;
    if (!places.has(number)) places.set(number, { kind: 'stream', stream, index });
  }
}
