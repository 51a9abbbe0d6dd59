import { join, u16be } from './bytes.ts';

const APP1 = 0xe1;

function segment(marker: number, body: Uint8Array): Buffer {
  return join(Buffer.of(0xff, marker), u16be(body.length + 2), body);
}

/** An APP1 segment with an EXIF block (EXIF 3.0 §4.7.2). */
export function exifSegment(tiff: Uint8Array): Buffer {
  return segment(APP1, join('Exif\0\0', tiff));
}

/** An APP1 segment with an XMP packet (XMP part 3 §1.1.3). */
export function xmpSegment(packet: string): Buffer {
  return segment(APP1, join('http://ns.adobe.com/xap/1.0/\0', Buffer.from(packet, 'utf8')));
}

/** The same picture with these segments right after SOI, before any other. */
export function withSegments(jpeg: Uint8Array, ...segments: readonly Buffer[]): Buffer {
  return join(jpeg.subarray(0, 2), ...segments, jpeg.subarray(2));
}
