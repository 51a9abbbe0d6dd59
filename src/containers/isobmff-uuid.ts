import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { type BoxBudget, boxesOf } from './boxes.ts';
import { type Findings, take } from './container.ts';
import { u32 } from './numbers.ts';
import { asBuffer, decodeText, latin1, untilNul } from './text.ts';
import { addTiff } from './tiff.ts';
import { addXmp } from './xmp.ts';

const XMP = 'be7acfcb97a942e89c71999491e3afac';
const C2PA = 'd8fec3d61b0e483c92975828877ec481';
const CANON = '85c0b687820f11e08111f4ce462b6a48';
/** `JpgTiffExif->JP2`: EXIF in JPEG 2000. */
const EXIF = '4a706754696666457869662d3e4a5032';
const MAX_TEXT_BYTES = 4 * 1024 * 1024;
const MAX_PURPOSE_BYTES = 32;

/** A `uuid` box: XMP, C2PA (2.2 §11.3.3), Canon's EXIF, or XML of a maker. Everything else is private data. */
export function addUuidBox(found: Findings, content: ByteSource, budget: BoxBudget): void {
  const uuid = asBuffer(take(content, 0, 16, 'isobmff.uuid')).toString('hex');
  const body = rangeOf(content, 16, content.sizeBytes);
  if (uuid === XMP) addXmp(found, body.read(0, body.sizeBytes), 'xmp');
  else if (uuid === C2PA) addManifest(found, body);
  else if (uuid === CANON) addCanon(found, body, budget);
  else if (uuid === EXIF) addTiff(found, body, 'exif');
  else if (body.sizeBytes <= MAX_TEXT_BYTES && latin1(body.read(0, 1)) === '<') {
    found.field('isobmff.xml', decodeText(body.read(0, body.sizeBytes)));
  }
}

/** Version and flags, the purpose as a C string, for a manifest the offset of its Merkle box, then the store. */
function addManifest(found: Findings, body: ByteSource): void {
  const purpose = untilNul(latin1(body.read(4, MAX_PURPOSE_BYTES)));
  if (purpose === 'merkle') return;
  const at = 4 + purpose.length + 1 + 8;
  const lengthBytes = body.read(at, 4);
  if (lengthBytes.length < 4)
    throw new UnreadableMediaError('cut', 'isobmff.uuid.c2pa', 'its manifest store is missing');
  // What follows the store inside the box is padding.
  const length = u32(lengthBytes, 0, 'big');
  found.manifest(`isobmff.uuid.${purpose}`, body.read(at, length <= 1 ? body.sizeBytes : length));
}

/** Canon's CR3 and CRM: EXIF in pieces, each a TIFF of its own. */
function addCanon(found: Findings, body: ByteSource, budget: BoxBudget): void {
  for (const box of boxesOf(body, budget, 'isobmff.canon')) {
    if (box.type === 'CMT1' || box.type === 'CMT2') addTiff(found, box.content, 'exif');
    else if (box.type === 'CMT3') found.field('exif.MakerNote', canonNote(box.content));
    else if (box.type === 'CNCV') found.field('isobmff.udta.CNCV', untilNul(latin1(box.content.read(0, 64))));
  }
}

/** Canon's maker notes stand in a TIFF whose first directory holds them. */
function canonNote(content: ByteSource): string {
  return /^(II\*\0|MM\0\*)/.test(latin1(content.read(0, 4))) ? 'Canon parsed' : 'Canon';
}
