import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { KEY_BYTES, PARTITION, packetAt } from './mxf-packet.ts';
import { addMxfSet } from './mxf-sets.ts';
import { addStreams } from './mxf-streams.ts';
import { u64 } from './numbers.ts';
import { asBuffer } from './text.ts';

const SET = Buffer.from('060e2b34025301', 'hex');
/** Essence containers and what is like them: nothing behind is header metadata. */
const ESSENCE = Buffer.from('060e2b34010201010d010301', 'hex');
const RUN_IN_BYTES = 65_536;
const MAX_PACKETS = 200_000;
const MAX_SET_BYTES = 16 * 1024 * 1024;

/** MXF (SMPTE ST 377-1): the sets of the header partition, up to the first essence. */
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

function readPartitions(found: Findings, source: ByteSource): void {
  const start = asBuffer(source.read(0, RUN_IN_BYTES + KEY_BYTES)).indexOf(PARTITION);
  if (start === -1) throw new UnreadableMediaError('damaged', 'mxf', 'it has no header partition');
  const header = packetAt(source, start);
  const pack = take(source, header.contentAt, Math.min(header.size, 88), 'mxf');
  const headerBytes = u64(pack, 32, 'big');
  const footerAt = u64(pack, 24, 'big');
  const end = header.contentAt + header.size + headerBytes;
  if (end > source.sizeBytes) found.problem('cut', 'mxf', 'its header metadata runs past the end');
  found.attempt(() =>
    readSets(found, source, header.contentAt + header.size, Math.min(end, source.sizeBytes)),
  );
  found.attempt(() => addStreams(found, source, start, footerAt));
  refuseCut(source, start, footerAt);
}

/** Sets between the partition pack and the essence. Fill items may stand before what the header counts. */
function readSets(found: Findings, source: ByteSource, from: number, end: number): void {
  let at = from;
  for (let count = 0; at + KEY_BYTES < end; count++) {
    if (count >= MAX_PACKETS) throw new UnreadableMediaError('limit', 'mxf', 'it has too many sets');
    const packet = packetAt(source, at);
    if (packet.key.subarray(0, ESSENCE.length).equals(ESSENCE)) return;
    if (packet.contentAt + packet.size > source.sizeBytes) {
      throw new UnreadableMediaError('cut', 'mxf', 'a set runs past the end');
    }
    if (packet.key.subarray(0, SET.length).equals(SET) && packet.size <= MAX_SET_BYTES) {
      found.attempt(() => addMxfSet(found, packet.key, source.read(packet.contentAt, packet.size)));
    }
    at = packet.contentAt + packet.size;
  }
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
