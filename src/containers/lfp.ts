import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { elements, member, parseObject } from './foreign.ts';
import { u32 } from './numbers.ts';
import { asBuffer, latin1 } from './text.ts';

const HEADER_BYTES = 16;
const NAME_BYTES = 80;
const MAX_CHUNKS = 10_000;
const MAX_JSON_BYTES = 4 * 1024 * 1024;
const MAX_FRAMES = 16;

/** Lytro light field pictures: chunks of data, some of them JSON that describes the camera. */
export const lfp: Container = {
  id: 'lfp',
  version: 1,
  formats: ['lfp'],
  read(bytes) {
    const found = findings();
    found.attempt(() => readChunks(found, bytes));
    return found.contents();
  },
};

/** Mark, version, size; then, unless empty, a name by digest and the content, padded to 16 bytes. */
function readChunks(found: Findings, source: ByteSource): void {
  let at = 0;
  let hasMetadata = false;
  for (let count = 0; at < source.sizeBytes; count++) {
    if (count >= MAX_CHUNKS) throw new UnreadableMediaError('limit', 'lfp', 'it has too many chunks');
    const head = take(source, at, HEADER_BYTES, 'lfp');
    if (latin1(head.subarray(0, 3)) !== '\x89LF')
      throw new UnreadableMediaError('damaged', 'lfp', `no chunk at byte ${at}`);
    const size = u32(head, 12, 'big');
    const contentAt = at + HEADER_BYTES + (size === 0 ? 0 : NAME_BYTES);
    if (contentAt + size > source.sizeBytes)
      throw new UnreadableMediaError('cut', 'lfp', 'a chunk runs past the end');
    hasMetadata ||= latin1(head.subarray(3, 4)) === 'M';
    found.attempt(() => addCamera(found, source, contentAt, size));
    at = contentAt + Math.ceil(size / 16) * 16;
  }
  if (!hasMetadata) throw new UnreadableMediaError('cut', 'lfp', 'it has no metadata');
}

function addCamera(found: Findings, source: ByteSource, at: number, size: number): void {
  if (size < 2 || size > MAX_JSON_BYTES || latin1(source.read(at, 1)) !== '{') return;
  const json = parseObject(asBuffer(take(source, at, size, 'lfp')).toString('utf8'), 'lfp');
  addNames(found, member(json, 'camera'));
  // The private part of a picture holds the serial number, its metadata the make and model.
  for (const frame of elements(member(json, 'devices')).slice(0, MAX_FRAMES)) addNames(found, frame);
}

function addNames(found: Findings, camera: unknown): void {
  for (const name of ['make', 'model', 'serialNumber']) {
    const value = member(camera, name);
    if (typeof value === 'string') found.field(`lfp.camera.${name}`, value);
  }
}
