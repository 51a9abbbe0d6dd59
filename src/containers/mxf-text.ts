import type { Findings } from './container.ts';
import { asBuffer, decodeText, utf16 } from './text.ts';
import { addXmp } from './xmp.ts';

const OPENINGS = ['<?xpacket', '<x:xmpmeta', '<rdf:RDF'];
const CLOSING = /<\/(?:x:xmpmeta|rdf:RDF)\s*>(?:\s*<\?xpacket end[^>]*\?>)?/g;
/** Largest set looked at for text of its own. */
const MAX_TEXT_BYTES = 4 * 1024 * 1024;

/**
 * An XMP packet in metadata whose key is not known: text-based sets keep it under tags of the file's own (SMPTE RP 2057), other
 * writers in packets of their own. UTF-8, or UTF-16 with the high byte first as MXF writes text.
 */
export function addDarkText(found: Findings, content: Uint8Array): void {
  if (content.length > MAX_TEXT_BYTES) return;
  const bytes = asBuffer(content);
  for (const opening of OPENINGS) {
    const at = bytes.indexOf(opening, 0, 'latin1');
    if (at !== -1) {
      addXmp(found, untilClosing(decodeText(bytes.subarray(at))), 'mxf.xmp');
      return;
    }
    const wideAt = bytes.indexOf(Buffer.from(opening, 'utf16le').swap16());
    if (wideAt !== -1) {
      addXmp(found, untilClosing(utf16(bytes.subarray(wideAt), 'big')), 'mxf.xmp');
      return;
    }
  }
}

/** What follows the packet in its set is something else. */
function untilClosing(text: string): string {
  const last = [...text.matchAll(CLOSING)].at(-1);
  return last === undefined ? text : text.slice(0, last.index + last[0].length);
}
