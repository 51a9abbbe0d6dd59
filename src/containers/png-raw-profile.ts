import { asBuffer, latin1 } from './text.ts';

/** A metadata block that ImageMagick and others write as hexadecimal text. */
export interface RawProfile {
  readonly kind: 'exif' | 'xmp' | 'iptc' | 'resources';
  readonly bytes: Uint8Array;
}

const KEYWORD = 'Raw profile type ';
const EXIF = 'Exif\0\0';
const XMP = 'http://ns.adobe.com/xap/1.0/\0';

/** The block in a text chunk `Raw profile type exif|xmp|iptc|8bim|APP1`; undefined where the text is none. */
export function rawProfile(keyword: string, text: Uint8Array): RawProfile | undefined {
  if (!keyword.startsWith(KEYWORD)) return undefined;
  const bytes = fromHex(text);
  if (bytes === undefined) return undefined;
  const start = latin1(bytes.subarray(0, XMP.length));
  if (start.startsWith(EXIF)) return { kind: 'exif', bytes: bytes.subarray(EXIF.length) };
  if (start.startsWith(XMP)) return { kind: 'xmp', bytes: bytes.subarray(XMP.length) };
  if (start.startsWith('8BIM')) return { kind: 'resources', bytes };
  if (/^(II\*\0|MM\0\*)/.test(start)) return { kind: 'exif', bytes };
  if (start.startsWith('\x1c')) return { kind: 'iptc', bytes };
  return start.startsWith('<') ? { kind: 'xmp', bytes } : undefined;
}

/** Blank line, name, length in decimal, then the bytes in lines of hexadecimal. */
function fromHex(text: Uint8Array): Uint8Array | undefined {
  const head = /^\s*[^\n\d][^\n]{0,80}\n\s*\d+\s/.exec(latin1(text.subarray(0, 200)));
  if (head === null) return undefined;
  const digits = asBuffer(text).toString('latin1', head[0].length).replace(/\s+/g, '');
  return digits.length > 0 ? Buffer.from(digits, 'hex') : undefined;
}
