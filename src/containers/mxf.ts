import { createHash } from 'node:crypto';
import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { KEY_BYTES, PARTITION, packetAt } from './mxf-packet.ts';
import { addMxfSet } from './mxf-sets.ts';
import { addStream, partitionPlaces } from './mxf-streams.ts';
import { addDarkText } from './mxf-text.ts';
import { u64 } from './numbers.ts';
import { asBuffer } from './text.ts';

const SET = Buffer.from('060e2b34025301', 'hex');
/** Essence containers and what is like them: nothing behind is header metadata. */
const ESSENCE = Buffer.from('060e2b34010201010d010301', 'hex');
/** Fill items (§7.2.4): their key but for the byte that tells its version. */
const FILL = Buffer.from('03010210', 'hex');
const RUN_IN_BYTES = 65_536;
const MAX_PACKETS = 200_000;
/** Partitions whose metadata is read, from the last one backwards; those before repeat what these say. */
const MAX_REPEATS = 64;
const MAX_SET_BYTES = 16 * 1024 * 1024;

/** MXF (SMPTE ST 377-1): the sets of every partition, and XML in partitions of its own. */
export const mxf: Container = {
  id: 'mxf',
  version: 1,
  formats: ['mxf'],
  read(bytes) {
    const found = findings();
    found.attempt(() => readPartitions(found, bytes));
    return found.contents();
  },
};

interface Reading {
  readonly found: Findings;
  readonly source: ByteSource;
  /** Digests of the sets read, which partitions repeat. */
  readonly seen: Set<string>;
}

function readPartitions(found: Findings, source: ByteSource): void {
  const start = asBuffer(source.read(0, RUN_IN_BYTES + KEY_BYTES)).indexOf(PARTITION);
  if (start === -1) throw new UnreadableMediaError('damaged', 'mxf', 'it has no header partition');
  const header = packetAt(source, start);
  const pack = take(source, header.contentAt, Math.min(header.size, 88), 'mxf');
  const headerBytes = u64(pack, 32, 'big');
  const footerAt = u64(pack, 24, 'big');
  const reading: Reading = { found: sayingOnce(found), source, seen: new Set() };
  readMetadata(reading, header.contentAt + header.size, headerBytes);
  let places: readonly number[] = [];
  found.attempt(() => {
    places = partitionPlaces(source, start, footerAt);
  });
  for (const at of places) found.attempt(() => addStream(found, source, at));
  const repeats = places.filter((at) => at !== start).sort((a, b) => b - a);
  for (const at of repeats.slice(0, MAX_REPEATS)) found.attempt(() => readRepeated(reading, at));
  if (footerAt === 0 && places.length === 0)
    throw new UnreadableMediaError('cut', 'mxf', 'it has neither a footer nor an index of its parts');
  refuseCut(source, start, footerAt);
}

/** The same findings, but that a text which partitions repeat becomes one field. */
function sayingOnce(found: Findings): Findings {
  const said = new Set<string>();
  return {
    ...found,
    field: (where, value) => {
      const key = `${where}\0${value}`;
      if (!said.has(key)) found.field(where, value);
      said.add(key);
    },
  };
}

/** Header metadata that a later partition repeats (§7.1): complete at last, where the header was written before its end. */
function readRepeated(reading: Reading, at: number): void {
  const { source } = reading;
  const key = asBuffer(source.read(at, KEY_BYTES));
  if (!key.subarray(0, PARTITION.length).equals(PARTITION)) return;
  const partition = packetAt(source, at);
  const headerBytes = u64(take(source, partition.contentAt, 40, 'mxf'), 32, 'big');
  if (headerBytes > 0) readMetadata(reading, partition.contentAt + partition.size, headerBytes);
}

function readMetadata(reading: Reading, from: number, sizeBytes: number): void {
  const { found, source } = reading;
  const end = from + sizeBytes;
  if (end > source.sizeBytes) found.problem('cut', 'mxf', 'its header metadata runs past the end');
  found.attempt(() => readSets(reading, from, Math.min(end, source.sizeBytes)));
}

/** Sets between the partition pack and the essence. Fill items may stand before what the header counts. */
function readSets(reading: Reading, from: number, end: number): void {
  const { found, source } = reading;
  let at = from;
  for (let count = 0; at + KEY_BYTES < end; count++) {
    if (count >= MAX_PACKETS) throw new UnreadableMediaError('limit', 'mxf', 'it has too many sets');
    const packet = packetAt(source, at);
    if (packet.key.subarray(0, ESSENCE.length).equals(ESSENCE)) return;
    if (packet.contentAt + packet.size > source.sizeBytes) {
      throw new UnreadableMediaError('cut', 'mxf', 'a set runs past the end');
    }
    if (packet.size <= MAX_SET_BYTES && !isFill(packet.key)) {
      found.attempt(() => addPacket(reading, packet.key, source.read(packet.contentAt, packet.size)));
    }
    at = packet.contentAt + packet.size;
  }
}

function isFill(key: Buffer): boolean {
  return key.subarray(8, 8 + FILL.length).equals(FILL);
}

function addPacket({ found, seen }: Reading, key: Buffer, content: Uint8Array): void {
  const digest = createHash('sha256').update(key).update(content).digest('base64');
  if (seen.has(digest)) return;
  seen.add(digest);
  if (key.subarray(0, SET.length).equals(SET)) addMxfSet(found, key, content);
  addDarkText(found, content);
}

/** The footer partition, where the header names one, must be there and whole. */
function refuseCut(source: ByteSource, start: number, footerAt: number): void {
  if (footerAt === 0) return;
  const at = start + footerAt;
  if (at + KEY_BYTES >= source.sizeBytes)
    throw new UnreadableMediaError('cut', 'mxf', 'its footer is missing');
  const footer = packetAt(source, at);
  if (!footer.key.subarray(0, PARTITION.length).equals(PARTITION)) {
    throw new UnreadableMediaError('damaged', 'mxf', 'its footer is not where it says');
  }
  if (footer.contentAt + footer.size > source.sizeBytes) {
    throw new UnreadableMediaError('cut', 'mxf', 'its footer runs past the end');
  }
}
