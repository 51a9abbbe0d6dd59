import { constants, zstdDecompressSync } from 'node:zlib';
import type { ByteSource } from '../domain/media.ts';
import { formatNamed } from './formats.ts';
import { inflateWhatIsThere } from './inflate.ts';
import { u16, u32 } from './numbers.ts';
import { asBuffer, latin1 } from './text.ts';

const EOCD_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const MAX_DIRECTORY_BYTES = 256 * 1024;
const MAX_NAMES = 2000;
const PEEK_BYTES = 64 * 1024;

/** Which package a ZIP is (APPNOTE 6.3.10 §4.3.12), by the names in its directory. */
export function sniffZip(bytes: ByteSource, head: Uint8Array, extension: string): string {
  const mimetype = /^mimetype([ -~]+?)(PK|$)/.exec(latin1(head.subarray(30, 160)))?.[1] ?? '';
  if (mimetype.includes('epub+zip')) return 'epub';
  if (mimetype.includes('x-krita')) return 'kra';
  if (mimetype.includes('image/openraster')) return 'ora';
  if (mimetype.includes('opendocument')) return 'odf';
  const names = entryNames(bytes);
  const has = (start: string): boolean => names.some((name) => name.startsWith(start));
  if (names.includes('content.otio')) return 'otioz';
  if (names.includes('[Content_Types].xml')) {
    if (has('word/')) return 'docx';
    if (has('xl/')) return 'xlsx';
    if (has('ppt/')) return 'pptx';
    if (has('3D/')) return '3mf';
  }
  if (/\.usd[ac]?$/.test(names[0] ?? '')) return 'usdz';
  const named = formatNamed(extension)?.format;
  return named === 'drp' || named === 'otioz' ? named : 'zip';
}

/** Names in the central directory, as far as it lies in its first 256 KiB; none where it cannot be found. */
function entryNames(bytes: ByteSource): readonly string[] {
  const tailAt = Math.max(0, bytes.sizeBytes - EOCD_BYTES - MAX_COMMENT_BYTES);
  const tail = asBuffer(bytes.read(tailAt, EOCD_BYTES + MAX_COMMENT_BYTES));
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end === -1 || end + EOCD_BYTES > tail.length) return [];
  const size = Math.min(u32(tail, end + 12, 'little'), MAX_DIRECTORY_BYTES);
  const directory = bytes.read(Math.min(u32(tail, end + 16, 'little'), bytes.sizeBytes), size);
  const names: string[] = [];
  for (let at = 0; at + 46 <= directory.length && names.length < MAX_NAMES; ) {
    if (u32(directory, at, 'little') !== 0x02014b50) break;
    const nameBytes = u16(directory, at + 28, 'little');
    names.push(latin1(directory.subarray(at + 46, at + 46 + nameBytes)));
    at += 46 + nameBytes + u16(directory, at + 30, 'little') + u16(directory, at + 32, 'little');
  }
  return names;
}

/** A gzip that is a Premiere project, else just an archive. */
export function sniffGzip(head: Uint8Array, extension: string): string {
  const start = inflateWhatIsThere(head, 'gzip', 1024 * 1024)
    .subarray(0, PEEK_BYTES)
    .toString('latin1');
  if (start.includes('<PremiereData') || extension === 'prproj') return 'prproj';
  return start.startsWith('BLENDER') ? 'blend' : 'gzip';
}

/** A Zstandard stream (RFC 8878) that is a Blender file, else just an archive. */
export function sniffZstd(head: Uint8Array): string {
  try {
    const start = zstdDecompressSync(head, {
      maxOutputLength: 4 * 1024 * 1024,
      finishFlush: constants.ZSTD_e_flush,
    });
    return start.subarray(0, 7).toString('latin1') === 'BLENDER' ? 'blend' : 'zstd';
  } catch {
    // A stream that does not open is still an archive: the stricter of the two.
    return 'zstd';
  }
}
