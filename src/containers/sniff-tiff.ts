import type { ByteSource } from '../domain/media.ts';
import { formatNamed } from './formats.ts';
import { type ByteOrder, u16, u32 } from './numbers.ts';
import { latin1 } from './text.ts';

const MAX_ENTRIES = 1000;
const MAKE = 0x010f;
const DNG_VERSION = 0xc612;

/** Makers whose raw formats are TIFF; the name says which, the maker must agree. */
const MAKERS: Readonly<Record<string, RegExp>> = {
  nef: /^NIKON/i,
  arw: /^SONY/i,
  pef: /^(PENTAX|RICOH|ASAHI)/i,
  srw: /^SAMSUNG/i,
  iiq: /^(Phase One|Leaf)/i,
  '3fr': /^(Hasselblad|Imacon)/i,
  rw2: /^(Panasonic|LEICA)/i,
  orf: /^OLYMPUS/i,
};

/** Which TIFF (6.0 §2) this is: DNG by its version tag, a maker's raw format by maker and name together, else `tiff`. */
export function sniffTiff(bytes: ByteSource, head: Uint8Array, extension: string): string {
  const order: ByteOrder = head[0] === 0x49 ? 'little' : 'big';
  if (head.length < 8 || u16(head, 2, order) !== 42) return 'tiff';
  if (latin1(head.subarray(8, 10)) === 'CR') return 'cr2';
  if (/^(IIII|MMMM)/.test(latin1(head.subarray(8, 12)))) return 'iiq';
  const named = formatNamed(extension)?.format ?? '';
  const { isDng, make } = firstDirectory(bytes, u32(head, 4, order), order);
  if (isDng) return 'dng';
  return MAKERS[named]?.test(make) ? named : 'tiff';
}

function firstDirectory(
  bytes: ByteSource,
  offset: number,
  order: ByteOrder,
): { isDng: boolean; make: string } {
  const found = { isDng: false, make: '' };
  const counted = bytes.read(Math.min(offset, bytes.sizeBytes), 2);
  if (counted.length < 2) return found;
  const entries = bytes.read(offset + 2, 12 * Math.min(u16(counted, 0, order), MAX_ENTRIES));
  for (let at = 0; at + 12 <= entries.length; at += 12) {
    const tag = u16(entries, at, order);
    if (tag === DNG_VERSION) found.isDng = true;
    if (tag === MAKE) {
      const count = u32(entries, at + 4, order);
      const value =
        count <= 4 ? entries.subarray(at + 8, at + 8 + count) : valueAt(bytes, u32(entries, at + 8, order));
      found.make = latin1(value).trim();
    }
  }
  return found;
}

function valueAt(bytes: ByteSource, offset: number): Uint8Array {
  return bytes.read(Math.min(offset, bytes.sizeBytes), 32);
}
