import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { type Container, type Findings, findings } from './container.ts';
import { addVideoNotes } from './mpeg-notes.ts';
import { u8, u16 } from './numbers.ts';
import { asBuffer, latin1 } from './text.ts';

/** How far into a stream its tables and the notes of its first pictures are looked for. */
const HEAD_BYTES = 1024 * 1024;
const SERVICE_PID = 0x11;
const VIDEO_STREAM = Buffer.of(0, 0, 1, 0xe0);
const SYNC = 0x47;

/**
 * MPEG-2 transport and program streams (ISO/IEC 13818-1): who provides the service, and what cameras and encoders note in
 * the first pictures. Neither has a place for other metadata, and a stream may end at any packet.
 */
export const mpeg: Container = {
  id: 'mpeg',
  version: 1,
  formats: ['m2ts', 'mpeg'],
  read(bytes, type) {
    const found = findings();
    found.attempt(() => {
      if (type.format === 'm2ts') readTransport(found, bytes);
      else addVideoNotes(found, asBuffer(bytes.read(0, HEAD_BYTES)));
      refuseBlankEnd(bytes);
    });
    return found.contents();
  },
};

/** Recorders of AVCHD put four bytes of time before every packet. */
function readTransport(found: Findings, source: ByteSource): void {
  const isTimed = source.read(4, 1)[0] === SYNC && source.read(196, 1)[0] === SYNC;
  const [packetBytes, syncAt] = isTimed ? [192, 4] : [188, 0];
  const head = asBuffer(source.read(0, HEAD_BYTES));
  const pictures: Buffer[] = [];
  const video = new Set<number>();
  for (let at = syncAt; at + 188 <= head.length; at += packetBytes) {
    const packet = head.subarray(at, at + 188);
    if (packet[0] !== SYNC) {
      const kind = packet.every((byte) => byte === 0) ? 'cut' : 'damaged';
      throw new UnreadableMediaError(kind, 'm2ts', `no packet at byte ${at}`);
    }
    const pid = u16(packet, 1, 'big') & 0x1fff;
    const isStart = (u8(packet, 1) & 0x40) !== 0;
    const payload = payloadOf(packet);
    if (pid === SERVICE_PID && isStart) addService(found, payload);
    if (isStart && isVideo(payload)) video.add(pid);
    if (video.has(pid)) pictures.push(payload);
  }
  addVideoNotes(found, Buffer.concat(pictures));
  if (source.sizeBytes % packetBytes !== 0)
    throw new UnreadableMediaError('cut', 'm2ts', 'its last packet is not whole');
}

function payloadOf(packet: Buffer): Buffer {
  const control = u8(packet, 3) & 0x30;
  if (control === 0x10) return packet.subarray(4);
  return control === 0x30 ? packet.subarray(5 + u8(packet, 4)) : packet.subarray(188);
}

function isVideo(payload: Buffer): boolean {
  return (
    payload.length > 4 &&
    payload.subarray(0, 3).equals(VIDEO_STREAM.subarray(0, 3)) &&
    (u8(payload, 3) & 0xf0) === 0xe0
  );
}

/** The first service's descriptor (ETSI EN 300 468 §6.2.33): its provider and its name. */
function addService(found: Findings, payload: Buffer): void {
  const section = payload.subarray(1 + u8(payload, 0));
  if (section.length < 20 || section[0] !== 0x42 || section[16] !== 0x48) return;
  const providerBytes = u8(section, 19);
  const nameAt = 20 + providerBytes;
  found.field('m2ts.service_provider', latin1(section.subarray(20, nameAt)).trim());
  const nameBytes = section[nameAt] ?? 0;
  found.field('m2ts.service_name', latin1(section.subarray(nameAt + 1, nameAt + 1 + nameBytes)).trim());
}

const BLANK_BYTES = 4096;

/** Room that was made for bytes that never came. */
function refuseBlankEnd(source: ByteSource): void {
  const tail = source.read(Math.max(0, source.sizeBytes - BLANK_BYTES), BLANK_BYTES);
  if (tail.length === BLANK_BYTES && tail.every((byte) => byte === 0))
    throw new UnreadableMediaError('cut', 'mpeg', 'it is blank at its end');
}
