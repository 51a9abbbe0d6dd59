import { hdrPlusModel } from './hdrplus-note.ts';
import { type ByteOrder, u16, u32 } from './numbers.ts';
import { asBuffer, latin1 } from './text.ts';

/** How a maker's private block begins and where its directory stands. */
interface Vendor {
  readonly vendor: string;
  readonly start: string;
  /** Offset of the directory; a number read at `pointerAt` where the block says it itself. */
  readonly directoryAt?: number;
  readonly pointerAt?: number;
  /** Offset of a byte-order mark `II` or `MM`; the enclosing file's order where there is none. */
  readonly orderAt?: number;
  readonly order?: ByteOrder;
}

/** From the makers' own layouts as documented by ExifTool's MakerNotes module; longer starts stand first. */
const VENDORS: readonly Vendor[] = [
  { vendor: 'Apple', start: 'Apple iOS\0', directoryAt: 14, orderAt: 12 },
  { vendor: 'Nikon', start: 'Nikon\0\x02', directoryAt: 18, orderAt: 10 },
  { vendor: 'Nikon', start: 'Nikon\0\x01', directoryAt: 8 },
  { vendor: 'OM System', start: 'OM SYSTEM\0', directoryAt: 16, orderAt: 12 },
  { vendor: 'Olympus', start: 'OLYMPUS\0', directoryAt: 12, orderAt: 8 },
  { vendor: 'Olympus', start: 'OLYMP\0', directoryAt: 8 },
  { vendor: 'Fujifilm', start: 'FUJIFILM', pointerAt: 8, order: 'little' },
  { vendor: 'General Imaging', start: 'GENERALE', pointerAt: 8, order: 'little' },
  { vendor: 'Panasonic', start: 'Panasonic\0', directoryAt: 12 },
  { vendor: 'Sony', start: 'SONY', directoryAt: 12 },
  { vendor: 'Pentax', start: 'PENTAX \0', directoryAt: 10, orderAt: 8 },
  { vendor: 'Pentax', start: 'AOC\0', directoryAt: 6 },
  { vendor: 'Leica', start: 'LEICA\0', directoryAt: 8 },
  { vendor: 'Sigma', start: 'SIGMA\0', directoryAt: 10 },
  { vendor: 'Sigma', start: 'FOVEON\0', directoryAt: 10 },
  { vendor: 'Casio', start: 'QVC\0', directoryAt: 6, order: 'big' },
  { vendor: 'Casio', start: 'DCI\0', directoryAt: 6, order: 'big' },
  { vendor: 'Ricoh', start: 'Ricoh\0', directoryAt: 8 },
  { vendor: 'Ricoh', start: 'RICOH\0', directoryAt: 8 },
  { vendor: 'Kodak', start: 'KDK' },
  { vendor: 'Epson', start: 'EPSON\0', directoryAt: 8 },
  { vendor: 'Minolta', start: 'MINOL\0', directoryAt: 8 },
  { vendor: 'Leica', start: 'LEICA CAMERA AG\0', directoryAt: 18 },
  { vendor: 'JVC', start: 'JVC ', directoryAt: 4 },
  { vendor: 'Samsung', start: 'ISLMAKERNOTE000\0', directoryAt: 24 },
  { vendor: 'Sanyo', start: 'SANYO\0', directoryAt: 8 },
  { vendor: 'Sony', start: 'VHAB     \0', directoryAt: 12 },
  { vendor: 'Sony Ericsson', start: 'SEMC MS\0', directoryAt: 20 },
  { vendor: 'Kyocera', start: 'KYOCERA', directoryAt: 22 },
  { vendor: 'Motorola', start: 'MOT\0', directoryAt: 8 },
  { vendor: 'Huawei', start: 'HUAWEI\0', directoryAt: 16, orderAt: 8 },
  { vendor: 'Rollei', start: 'ROL' },
];

const MAX_ENTRIES = 1000;
const MIN_HEADERLESS_ENTRIES = 3;
const ENTRY_BYTES = 12;

/**
 * What a MakerNote is: its vendor, followed by `parsed` where a directory of TIFF entries stands where that vendor puts it;
 * `headerless parsed` for a bare directory (Canon, older Nikon, Minolta, Samsung); `unknown` for anything else.
 */
export function describeMakerNote(note: Uint8Array, order: ByteOrder): string {
  const start = latin1(note.subarray(0, 16));
  if (start.startsWith('HDRP')) return hdrPlusModel(note) === undefined ? 'Google' : 'Google parsed';
  if (/^(?:II|MM)/.test(start) && PHASE_ONE.test(start))
    return holdsPhaseOne(note) ? 'Phase One parsed' : 'Phase One';
  const vendor = VENDORS.find((candidate) => start.startsWith(candidate.start));
  if (vendor === undefined) {
    return holdsDirectory(note, 0, order, MIN_HEADERLESS_ENTRIES) ? 'headerless parsed' : 'unknown';
  }
  return holdsVendorDirectory(note, vendor, order) ? `${vendor.vendor} parsed` : vendor.vendor;
}

const PHASE_ONE = /^(?:IIII.waR|MMMMRaw.)/s;

/** Phase One and Leaf: a count, a word of zero, then entries of 16 bytes with the size of a value in them. */
function holdsPhaseOne(note: Uint8Array): boolean {
  const order = note[0] === 0x49 ? 'little' : 'big';
  if (note.length < 12) return false;
  const at = u32(note, 8, order);
  if (at + 8 > note.length) return false;
  const count = u32(note, at, order);
  if (count < 2 || count > MAX_ENTRIES || at + 8 + count * 16 > note.length) return false;
  for (let entry = 0; entry < count; entry++) {
    const format = u32(note, at + 8 + entry * 16 + 4, order);
    if (format < 1 || format > 4) return false;
  }
  return true;
}

function holdsVendorDirectory(note: Uint8Array, vendor: Vendor, outer: ByteOrder): boolean {
  const order = vendor.order ?? orderAt(note, vendor.orderAt) ?? outer;
  if (vendor.pointerAt !== undefined) {
    if (note.length < vendor.pointerAt + 4) return false;
    return holdsDirectory(note, u32(note, vendor.pointerAt, order), order, 1);
  }
  return vendor.directoryAt !== undefined && holdsDirectory(note, vendor.directoryAt, order, 1);
}

function orderAt(note: Uint8Array, at: number | undefined): ByteOrder | undefined {
  if (at === undefined) return undefined;
  const mark = asBuffer(note).toString('latin1', at, at + 2);
  if (mark === 'II') return 'little';
  return mark === 'MM' ? 'big' : undefined;
}

/** Whether a count and that many entries of known types stand at `at` (TIFF 6.0 §2). */
function holdsDirectory(note: Uint8Array, at: number, order: ByteOrder, atLeast: number): boolean {
  if (at + 2 > note.length) return false;
  const count = u16(note, at, order);
  if (count < atLeast || count > MAX_ENTRIES || at + 2 + count * ENTRY_BYTES > note.length) return false;
  for (let entry = 0; entry < count; entry++) {
    const type = u16(note, at + 2 + entry * ENTRY_BYTES + 2, order);
    if (type < 1 || type > 13) return false;
  }
  return true;
}
