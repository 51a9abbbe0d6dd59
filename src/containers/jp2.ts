import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { type BoxBudget, boxesOf, MAX_BOXES } from './boxes.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { addIptc } from './iptc.ts';
import { superbox } from './jxl.ts';
import { u16 } from './numbers.ts';
import { asBuffer, decodeText, latin1 } from './text.ts';
import { addTiff } from './tiff.ts';
import { addXmp } from './xmp.ts';

const MAX_BOX_BYTES = 32 * 1024 * 1024;
const MAX_MARKERS = 1_000;
const MAX_DEPTH = 16;
/** What a `uuid` box holds: XMP (ISO 16684-3 §5.3), EXIF and IPTC as Adobe and others write them. */
const UUIDS = {
  xmp: 'be7acfcb97a942e89c71999491e3afac',
  exif: Buffer.from('JpgTiffExif->JP2').toString('hex'),
  exifOld: '0537cdab9d0c4431a72afa561f2a113e',
  iptc: '33c7a4d2b81d4723a0baf1a3e097ad38',
};

/** JPEG 2000 (ISO/IEC 15444-1): boxes around the codestream, and comments at its beginning. */
export const jp2: Container = {
  id: 'jp2',
  version: 1,
  formats: ['jp2', 'j2k'],
  read(bytes, type) {
    const found = findings();
    found.attempt(() => {
      if (type.format === 'j2k') readCodestream(found, bytes);
      else readBoxes(found, bytes);
    });
    return found.contents();
  },
};

function readBoxes(found: Findings, source: ByteSource): void {
  const hasPicture = walkBoxes(found, source, { left: MAX_BOXES }, 0);
  if (!hasPicture) throw new UnreadableMediaError('cut', 'jp2', 'it holds no picture');
}

/** Boxes and, in associations (ISO/IEC 15444-2 §M.11.11), the boxes in them. Returns whether a picture is among them. */
function walkBoxes(found: Findings, source: ByteSource, budget: BoxBudget, depth: number): boolean {
  if (depth > MAX_DEPTH) throw new UnreadableMediaError('limit', 'jp2', 'its boxes are nested too deep');
  let hasPicture = false;
  for (const box of boxesOf(source, budget, 'jp2')) {
    if (box.missingBytes > 0) {
      throw new UnreadableMediaError('cut', 'jp2', `${box.missingBytes} bytes lie beyond the end`);
    }
    if (box.type === 'jp2c') hasPicture = true;
    found.attempt(() => {
      if (box.type === 'asoc') walkBoxes(found, box.content, budget, depth + 1);
      else READERS[box.type]?.(found, box.content);
    });
  }
  return hasPicture;
}

const READERS: Readonly<Record<string, (found: Findings, content: ByteSource) => void>> = {
  jp2c: readCodestream,
  jumb: (found, content) => found.manifest('jp2.jumb', superbox(whole(content))),
  uuid: readUuid,
  'xml ': readXml,
  'lbl ': (found, content) => found.field('jp2.label', decodeText(whole(content))),
};

/** XML of any vocabulary; XMP among it stands here in some JPX files. */
function readXml(found: Findings, content: ByteSource): void {
  const text = decodeText(whole(content));
  if (/<(?:[\w.-]+:)?RDF[\s>]/.test(text)) addXmp(found, text, 'jp2.xml');
  else found.field('jp2.xml', text);
}

function readUuid(found: Findings, content: ByteSource): void {
  const uuid = asBuffer(take(content, 0, 16, 'jp2.uuid')).toString('hex');
  const body = rangeOf(content, 16, content.sizeBytes);
  if (uuid === UUIDS.xmp) addXmp(found, whole(body), 'jp2.xmp');
  else if (uuid === UUIDS.iptc) addIptc(found, whole(body), 'jp2.iptc');
  else if (uuid === UUIDS.exif || uuid === UUIDS.exifOld) {
    // Some writers put the name of the EXIF segment before it.
    const named = latin1(body.read(0, 4)) === 'Exif';
    addTiff(found, rangeOf(body, named ? 6 : 0, body.sizeBytes), 'jp2.exif');
  }
}

/** Comment segments of the main header (Annex A.9.2), up to the first tile. */
function readCodestream(found: Findings, source: ByteSource): void {
  let at = 2;
  for (let count = 0; count < MAX_MARKERS; count++) {
    const head = take(source, at, 4, 'jp2');
    const marker = u16(head, 0, 'big');
    if (marker === 0xff90) {
      refuseCut(source, at);
      return;
    }
    if (marker < 0xff00) throw new UnreadableMediaError('damaged', 'jp2', `no marker at byte ${at}`);
    const length = u16(head, 2, 'big');
    // Registration 1 means Latin-1 text, 0 binary.
    if (marker === 0xff64 && length > 4) {
      const segment = take(source, at + 4, length - 2, 'jp2');
      if (u16(segment, 0, 'big') === 1) found.field('jp2.comment', latin1(segment.subarray(2)));
    }
    at += 2 + Math.max(2, length);
  }
  throw new UnreadableMediaError('limit', 'jp2', 'its header has too many segments');
}

/** A whole codestream ends with EOC (Annex A.4.4). */
function refuseCut(source: ByteSource, at: number): void {
  const tail = source.read(Math.max(at, source.sizeBytes - TAIL_BYTES), TAIL_BYTES);
  if (latin1(tail).includes('\xff\xd9')) return;
  throw new UnreadableMediaError('cut', 'jp2', 'its picture has no end');
}

/** Padding that writers leave after the end mark. */
const TAIL_BYTES = 64;

function whole(source: ByteSource): Uint8Array {
  if (source.sizeBytes > MAX_BOX_BYTES) throw new UnreadableMediaError('limit', 'jp2', 'a box is too large');
  return source.read(0, source.sizeBytes);
}
