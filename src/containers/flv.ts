import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { amfObject } from './amf.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { u8, u32 } from './numbers.ts';
import { addXmp } from './xmp.ts';

const SCRIPT = 18;
const TAGS = new Set([8, 9, SCRIPT]);
/** Script data stands before the pictures; as many tags are looked at. */
const MAX_TAGS = 1_000;
const MAX_SCRIPT_BYTES = 16 * 1024 * 1024;

/** Flash Video (Adobe FLV 10.1 annex E): the texts of `onMetaData` as `flv.<key>`, and the packet of `onXMPData`. */
export const flv: Container = {
  id: 'flv',
  version: 1,
  formats: ['flv'],
  read(bytes) {
    const found = findings();
    found.attempt(() => {
      readTags(found, bytes);
      refuseCut(bytes);
    });
    return found.contents();
  },
};

function readTags(found: Findings, source: ByteSource): void {
  let at = u32(take(source, 0, 9, 'flv'), 5, 'big') + 4;
  if (at >= source.sizeBytes) throw new UnreadableMediaError('cut', 'flv', 'it holds no media data');
  for (let count = 0; count < MAX_TAGS && at < source.sizeBytes; count++) {
    const head = take(source, at, 11, 'flv');
    const type = u8(head, 0) & 0x1f;
    const size = u8(head, 1) * 0x10000 + u8(head, 2) * 0x100 + u8(head, 3);
    if (!TAGS.has(type)) throw new UnreadableMediaError('damaged', 'flv', `no tag at byte ${at}`);
    if (at + 11 + size > source.sizeBytes)
      throw new UnreadableMediaError('cut', 'flv', 'a tag runs past the end');
    if (type === SCRIPT) found.attempt(() => addScript(found, rangeOf(source, at + 11, size)));
    at += 11 + size + 4;
  }
}

function addScript(found: Findings, data: ByteSource): void {
  if (data.sizeBytes > MAX_SCRIPT_BYTES)
    throw new UnreadableMediaError('limit', 'flv', 'its script data is too large');
  const bytes = data.read(0, data.sizeBytes);
  for (const [key, text] of amfObject(bytes, 'onMetaData')) found.field(`flv.${key}`, text);
  for (const [key, text] of amfObject(bytes, 'onXMPData')) {
    if (key === 'liveXML') addXmp(found, text, 'flv.xmp');
    else found.field(`flv.xmp.${key}`, text);
  }
}

/** The last four bytes repeat the size of the last tag; they tell where it begins. */
function refuseCut(source: ByteSource): void {
  const size = u32(take(source, source.sizeBytes - 4, 4, 'flv'), 0, 'big');
  const at = source.sizeBytes - 4 - size;
  if (size === 0 || (at >= 9 && TAGS.has((source.read(at, 1)[0] ?? 0) & 0x1f))) return;
  throw new UnreadableMediaError('cut', 'flv', 'it does not end with a whole tag');
}
