import type { ByteSource, MediaType } from '../domain/media.ts';
import { formatNamed, typeOf } from './formats.ts';
import { MAGIC } from './magic.ts';
import { sniffGzip, sniffZip, sniffZstd } from './sniff-archive.ts';
import { sniffText } from './sniff-text.ts';
import { sniffTiff } from './sniff-tiff.ts';
import { latin1 } from './text.ts';

/** Read once; every signature but those of disk images lies within. */
const HEAD_BYTES = 64 * 1024;

/**
 * What a file is, from its bytes. The extension (lower case, without dot) only decides between formats that look alike,
 * and names a cut, project, package or archive whose bytes say nothing: such a file never passes as "no media inside".
 */
export function sniff(bytes: ByteSource, extension: string): MediaType {
  const head = bytes.read(0, HEAD_BYTES);
  const format =
    fromMagic(bytes, head, extension) ?? fromStructure(bytes, head, extension) ?? sniffText(head, extension);
  return typeOf(format ?? fromName(extension));
}

function fromMagic(bytes: ByteSource, head: Uint8Array, extension: string): string | undefined {
  for (const magic of MAGIC) {
    const found = magic.at + magic.bytes.length <= head.length && matches(head, magic.at, magic.bytes);
    if (!found) continue;
    const refine = REFINE[magic.format];
    const format = refine === undefined ? magic.format : refine(bytes, head, extension);
    if (format !== undefined) return format;
  }
  return undefined;
}

function matches(head: Uint8Array, at: number, bytes: string): boolean {
  for (let index = 0; index < bytes.length; index++) {
    if (head[at + index] !== bytes.charCodeAt(index)) return false;
  }
  return true;
}

type Refine = (bytes: ByteSource, head: Uint8Array, extension: string) => string | undefined;

/** Tells members of a family apart; undefined where it is none of them after all. */
const REFINE: Readonly<Record<string, Refine>> = {
  RIFF: (_, head) => RIFF_FORMS[word(head, 8)] ?? 'riff',
  IFF: (_, head) => IFF_FORMS[word(head, 8)],
  ISOBMFF: (_, head, extension) => sniffBrand(head, extension),
  TIFF: sniffTiff,
  EBML: (_, head) => (latin1(head.subarray(0, 256)).includes('webm') ? 'webm' : 'mkv'),
  OGG: (_, head) => (latin1(head.subarray(0, 64)).includes('OpusHead') ? 'opus' : 'ogg'),
  OLE: (_, head, extension) => sniffOle(head, extension),
  ZIP: sniffZip,
  GZIP: (_, head, extension) => sniffGzip(head, extension),
  ZSTD: (_, head) => sniffZstd(head),
  // Two bytes are little to go by: text in UTF-16 begins with FF FE, and much begins with `MZ`.
  mp3: (bytes, head, extension) => {
    if (word(head, 0).startsWith('ID3')) return isFlacBehindTag(bytes) ? 'flac' : 'mp3';
    return isNamed('mp3', extension) ? 'mp3' : undefined;
  },
  aac: (_, __, extension) => (isNamed('aac', extension) ? 'aac' : undefined),
  ac3: (_, __, extension) => (isNamed('ac3', extension) ? 'ac3' : undefined),
  ico: (_, head) => ((head[4] ?? 0) > 0 && head[5] === 0 && head[9] === 0 ? 'ico' : undefined),
  bmp: (_, head) => (BMP_HEADERS.has(head[14] ?? 0) && head[15] === 0 ? 'bmp' : undefined),
  pict: (_, __, extension) => (isNamed('pict', extension) ? 'pict' : undefined),
  jxl: (_, head, extension) => (head[0] === 0 || isNamed('jxl', extension) ? 'jxl' : undefined),
  executable: (_, head, extension) =>
    head[0] === 0x4d && !isNamed('executable', extension) ? undefined : 'executable',
  mov: (_, head, extension) =>
    isNamed('mov', extension) || isNamed('mp4', extension) || word(head, 4) === 'moov' ? 'mov' : undefined,
};

/** Lengths of the information header that follows the file header. */
const BMP_HEADERS = new Set([12, 16, 40, 52, 56, 64, 108, 124]);

const RIFF_FORMS: Readonly<Record<string, string>> = {
  WEBP: 'webp',
  WAVE: 'wav',
  'AVI ': 'avi',
  'Egg!': 'aep',
};
const IFF_FORMS: Readonly<Record<string, string>> = {
  AIFF: 'aiff',
  AIFC: 'aiff',
  ILBM: 'ilbm',
  DJVU: 'djvu',
};

const HEIF_BRANDS = new Set('heic heix heim heis hevc hevx mif1 mif2 msf1 miaf'.split(' '));

/** ISO base media brands (ISO/IEC 14496-12 §4.3): the major one, then the compatible ones. */
function sniffBrand(head: Uint8Array, extension: string): string {
  const size = (head[2] ?? 0) * 256 + (head[3] ?? 0);
  const brands = latin1(head.subarray(8, Math.min(size, 256))).match(/[\s\S]{4}/g) ?? [];
  const major = brands[0] ?? '';
  if (major === 'crx ') return extension === 'crm' ? 'crm' : 'cr3';
  if (major === 'qt  ') return extension === 'braw' ? 'braw' : 'mov';
  if (major === 'avif' || major === 'avis') return 'avif';
  if (HEIF_BRANDS.has(major)) return brands.some((brand) => /^avi[fs]$/.test(brand)) ? 'avif' : 'heic';
  if (/^M4[AB]/.test(major)) return 'm4a';
  if (major === 'jxl ') return 'jxl';
  if (major === 'jp2 ' || major === 'jpx ') return 'jp2';
  if (major.startsWith('3g')) return '3gp';
  return isNamed('m4a', extension) ? 'm4a' : 'mp4';
}

/** A compound file (MS-CFB §2.2) is a cut by its class id, which in AAF is a SMPTE label; else an Office document. */
function sniffOle(head: Uint8Array, extension: string): string {
  const isAaf = word(head, 16) === '\x06\x0e\x2b\x34' || word(head, 8) === 'AAFB';
  if (isAaf || isNamed('aaf', extension)) return 'aaf';
  return extension === 'fpx' ? 'flashpix' : 'ole';
}

/** Formats known by a pattern or by their end rather than by their first bytes. */
function fromStructure(bytes: ByteSource, head: Uint8Array, extension: string): string | undefined {
  if (isTransportStream(head, 188, 0) || isTransportStream(head, 192, 4)) return 'm2ts';
  if (endsWith(bytes, 512, 'koly')) return 'dmg';
  if (endsWith(bytes, 18, 'TRUEVISION-XFILE') || isOldTarga(head, extension)) return 'tga';
  const start = latin1(head);
  // A run-in of up to 64 KiB may stand before an MXF header partition (SMPTE ST 377-1 §6.5).
  if (start.includes('\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02\x01\x01\x02')) return 'mxf';
  if (start.slice(0, 1024).includes('%PDF-')) return 'pdf';
  // The header of a Netpbm picture is text, its pixels mostly are not.
  if (/^P[1-6]\s+(?:#[^\n]*\n\s*)*\d{1,9}\s|^P7\n|^P[Ff]\n\d/.test(start)) return 'pnm';
  if (start.slice(8, 16).startsWith('{"') && start.slice(2, 8) === '\0'.repeat(6)) return 'safetensors';
  return undefined;
}

/** Some writers put tags before FLAC; the size of each stands in four bytes of seven bits (ID3v2.4 §3.1). */
function isFlacBehindTag(bytes: ByteSource): boolean {
  let at = 0;
  for (let tag = 0; tag < MAX_TAGS; tag++) {
    const head = bytes.read(at, 10);
    if (word(head, 0) === 'fLaC') return true;
    if (!word(head, 0).startsWith('ID3')) return false;
    const size = [6, 7, 8, 9].reduce((value, index) => value * 128 + ((head[index] ?? 0) & 0x7f), 0);
    const hasFooter = ((head[5] ?? 0) & 0x10) !== 0;
    at += 10 + size + (hasFooter ? 10 : 0);
  }
  return false;
}

const MAX_TAGS = 16;

/** A Targa from before the footer has only its header to show. */
function isOldTarga(head: Uint8Array, extension: string): boolean {
  return isNamed('tga', extension) && (head[1] ?? 2) < 2 && TARGA_TYPES.has(head[2] ?? 0);
}

const TARGA_TYPES = new Set([1, 2, 3, 9, 10, 11]);

function isTransportStream(head: Uint8Array, packet: number, first: number): boolean {
  return head.length > first + 2 * packet && [0, 1, 2].every((n) => head[first + n * packet] === 0x47);
}

function endsWith(bytes: ByteSource, fromEnd: number, mark: string): boolean {
  if (bytes.sizeBytes < fromEnd) return false;
  return latin1(bytes.read(bytes.sizeBytes - fromEnd, mark.length)) === mark;
}

/** The word of a format whose bytes say nothing; only what holds media is believed by its name. */
function fromName(extension: string): string {
  const named = formatNamed(extension);
  return named?.kind === 'container' ? named.format : 'unknown';
}

function isNamed(format: string, extension: string): boolean {
  return formatNamed(extension)?.format === format;
}

function word(head: Uint8Array, at: number): string {
  return latin1(head.subarray(at, at + 4));
}
