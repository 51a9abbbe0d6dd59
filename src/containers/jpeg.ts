import { bufferBytes } from '../files/bytes.ts';
import { type Container, type Findings, findings } from './container.ts';
import { addImageResources } from './image-resources.ts';
import { addApp11, type BoxPart } from './jpeg-jumbf.ts';
import { type Segment, walkJpeg } from './jpeg-segments.ts';
import { addTrailer } from './jpeg-trailer.ts';
import { addExtendedXmp, type XmpPart, xmpPart } from './jpeg-xmp.ts';
import { decodeText, latin1, looksLikeText } from './text.ts';
import { addTiff } from './tiff.ts';
import { beginsTiff } from './tiff-values.ts';
import { addXmp } from './xmp.ts';

const EXIF = 'Exif\0';
const XMP = 'http://ns.adobe.com/xap/1.0/\0';
const XMP_EXTENSION = 'http://ns.adobe.com/xmp/extension/\0';
const PHOTOSHOP = 'Photoshop 3.0\0';
/** APP segments that hold no text about the picture's making. */
const UNTOLD = /^(JFIF|JFXX|ICC_PROFILE|MPF|FPXR|Adobe|Ducky|Adobe_CM|AVI1|AROT|Ocad|HDR_RI|urn:iso)/;

/** Longest identifier of an APP segment. */
const MAX_IDENTIFIER = 40;

/** What the segments of one picture carry, parts of a larger whole still apart. */
interface Parts {
  /** EXIF blocks, each in the pieces of the segments it was split over. */
  readonly exif: Uint8Array[][];
  readonly xmp: Uint8Array[];
  readonly extensions: XmpPart[];
  readonly resources: Uint8Array[];
  readonly boxes: BoxPart[];
}

/** JPEG (ITU-T T.81, JFIF, EXIF 3.0): every APP segment wherever it stands, comments, and what follows the end mark. */
export const jpeg: Container = {
  id: 'jpeg',
  version: 1,
  formats: ['jpeg'],
  read(bytes) {
    const found = findings();
    const parts: Parts = { exif: [], xmp: [], extensions: [], resources: [], boxes: [] };
    let end: number | undefined;
    found.attempt(() => {
      end = walkJpeg(bytes, {
        segment: (segment) => sortSegment(found, parts, segment),
        problem: (reason) => found.problem('damaged', 'jpeg', reason),
      });
    });
    for (const block of parts.exif) addTiff(found, bufferBytes(Buffer.concat(block)), 'exif');
    for (const packet of parts.xmp) addXmp(found, packet, 'xmp');
    addExtendedXmp(found, parts.extensions);
    if (parts.resources.length > 0) {
      const resources = bufferBytes(Buffer.concat(parts.resources));
      for (const block of addImageResources(found, resources, 'photoshop'))
        addTiff(found, block, 'photoshop.exif');
    }
    addApp11(found, parts.boxes);
    if (end !== undefined && end < bytes.sizeBytes) addTrailer(found, bytes, end);
    return found.contents();
  },
};

function sortSegment(found: Findings, parts: Parts, segment: Segment): void {
  const { marker, payload } = segment;
  if (marker === 0xfe) {
    found.field('jpeg.comment', decodeText(payload));
    return;
  }
  const number = marker - 0xe0;
  const start = latin1(payload.subarray(0, 40));
  if (number === 1 && start.startsWith(EXIF)) addExif(parts, payload.subarray(6));
  else if (number === 1 && start.startsWith(XMP)) parts.xmp.push(payload.subarray(XMP.length));
  else if (number === 1 && start.startsWith(XMP_EXTENSION)) {
    parts.extensions.push(xmpPart(payload.subarray(XMP_EXTENSION.length)));
  } else if (number === 13 && start.startsWith(PHOTOSHOP))
    parts.resources.push(payload.subarray(PHOTOSHOP.length));
  else if (number === 11 && start.startsWith('JP')) parts.boxes.push({ payload: payload.subarray(2) });
  else if (!UNTOLD.test(start)) addText(found, number, payload);
}

/** A block too large for one segment goes on in the next, without a TIFF header of its own. */
function addExif(parts: Parts, block: Uint8Array): void {
  const last = parts.exif.at(-1);
  if (last === undefined || beginsTiff(block)) parts.exif.push([block]);
  else last.push(block);
}

/** Some generators leave plain text in a segment of their own. */
function addText(found: Findings, number: number, payload: Uint8Array): void {
  // An identifier that ends with NUL may stand before the text.
  const nul = payload.indexOf(0);
  const from = nul > 0 && nul < MAX_IDENTIFIER && looksLikeText(payload.subarray(0, nul)) ? nul + 1 : 0;
  for (const text of new Set([trimmed(payload), trimmed(payload.subarray(from))])) {
    if (text.length >= 8 && looksLikeText(text, text.length)) {
      found.field(`jpeg.app${number}`, decodeText(text));
      return;
    }
  }
}

/** Without the zeros at both ends. */
function trimmed(bytes: Uint8Array): Uint8Array {
  let [from, end] = [0, bytes.length];
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  while (from < end && bytes[from] === 0) from += 1;
  return bytes.subarray(from, end);
}
