import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { type Findings, take } from './container.ts';
import { KEY_BYTES, PARTITION, packetAt } from './mxf-packet.ts';
import { u32, u64 } from './numbers.ts';
import { asBuffer, decodeText } from './text.ts';
import { addXmp } from './xmp.ts';

const INDEX = Buffer.from('060e2b34020501010d01020101110100', 'hex');
const MAX_PARTITIONS = 20_000;
const MAX_TEXT_BYTES = 4 * 1024 * 1024;
/** Kind and status of a partition that holds a generic stream (SMPTE ST 410 §6.2). */
const GENERIC_STREAM = 0x0311;

/**
 * Where the partitions begin, by the random index pack at the end (SMPTE ST 377-1 §12), or without one from the footer
 * backwards.
 */
export function partitionPlaces(source: ByteSource, start: number, footerAt: number): readonly number[] {
  return indexed(source, start) ?? chained(source, start, footerAt);
}

function indexed(source: ByteSource, start: number): readonly number[] | undefined {
  if (source.sizeBytes < 4) return undefined;
  const length = u32(take(source, source.sizeBytes - 4, 4, 'mxf'), 0, 'big');
  const at = source.sizeBytes - length;
  if (at <= start || !asBuffer(source.read(at, KEY_BYTES)).equals(INDEX)) return undefined;
  const index = packetAt(source, at);
  const count = Math.floor((index.size - 4) / 12);
  if (count > MAX_PARTITIONS) throw new UnreadableMediaError('limit', 'mxf', 'it has too many partitions');
  const entries = take(source, index.contentAt, count * 12, 'mxf');
  return Array.from({ length: count }, (_, entry) => start + u64(entries, entry * 12 + 4, 'big'));
}

/** Every partition pack names the one before it (§7.1). */
function chained(source: ByteSource, start: number, footerAt: number): readonly number[] {
  const places: number[] = [];
  for (let at = start + footerAt; at > start; ) {
    if (places.length >= MAX_PARTITIONS)
      throw new UnreadableMediaError('limit', 'mxf', 'it has too many partitions');
    const key = asBuffer(source.read(at, KEY_BYTES));
    if (!key.subarray(0, PARTITION.length).equals(PARTITION)) break;
    places.push(at);
    const before = start + u64(take(source, packetAt(source, at).contentAt, 24, 'mxf'), 16, 'big');
    // Backwards only, so that no ring holds us.
    if (before >= at) break;
    at = before;
  }
  return places;
}

/** XML that stands in a partition of its own (SMPTE ST 410). */
export function addStream(found: Findings, source: ByteSource, at: number): void {
  const key = asBuffer(source.read(at, KEY_BYTES));
  if (!key.subarray(0, PARTITION.length).equals(PARTITION)) return;
  if (key.readUInt16BE(PARTITION.length) !== GENERIC_STREAM) return;
  const partition = packetAt(source, at);
  const content = packetAt(source, partition.contentAt + partition.size);
  if (content.size > MAX_TEXT_BYTES) return;
  const text = decodeText(take(source, content.contentAt, content.size, 'mxf.xml')).trim();
  if (!text.startsWith('<')) return;
  if (/adobe:ns:meta\/|<(?:[\w.-]+:)?RDF[\s>]/.test(text)) addXmp(found, text, 'mxf.xmp');
  else found.field('mxf.xml', text);
}
