import type { Findings } from './container.ts';
import { u8, u16 } from './numbers.ts';
import { latin1 } from './text.ts';

/** Unregistered user data (ITU-T H.264 §D.1.7) begins with the identifier of who defined it. */
const CAMCORDER = Buffer.from('17ee8c60f84d11d98cd60800200c9a664d44504d', 'hex');
const X264 = Buffer.from('dc45e9bde6d948b7962cd820d923eeef', 'hex');
const USER_DATA = Buffer.of(0, 0, 1, 0xb2);
const MAX_NOTE_BYTES = 4096;
const MAX_USER_DATA = 16;

/** Makers by their number in AVCHD's notes (as documented by ExifTool's H264 module). */
const MAKERS: Readonly<Record<number, string>> = {
  259: 'Panasonic',
  264: 'Sony',
  4113: 'Canon',
  4356: 'JVC',
};
const MAKE = 0xe0;
const DATE = 0x18;

/** What stands beside the pictures of a video stream: a camcorder's notes, an encoder's name, MPEG-2 user data. */
export function addVideoNotes(found: Findings, stream: Buffer): void {
  const camcorder = stream.indexOf(CAMCORDER);
  if (camcorder !== -1) addCamcorder(found, noteAt(stream, camcorder + CAMCORDER.length));
  const encoder = stream.indexOf(X264);
  if (encoder !== -1) found.field('mpeg.encoder', words(noteAt(stream, encoder + X264.length)));
  let at = stream.indexOf(USER_DATA);
  for (let count = 0; at !== -1 && count < MAX_USER_DATA; count++) {
    const text = words(stream.subarray(at + 4, at + 4 + MAX_NOTE_BYTES));
    if (text.length >= 4) found.field('mpeg.user_data', text);
    at = stream.indexOf(USER_DATA, at + 4);
  }
}

/** Entries of a tag and four bytes, counted before. */
function addCamcorder(found: Findings, note: Buffer): void {
  const count = note[0] ?? 0;
  for (let entry = 0; entry < count && 6 + entry * 5 <= note.length; entry++) {
    const at = 1 + entry * 5;
    const tag = u8(note, at);
    const maker = MAKERS[u16(note, at + 1, 'big')];
    if (tag === MAKE && maker !== undefined) found.field('m2ts.mdpm.Make', maker);
    // Time zone, then century, year and month in packed decimals.
    if (tag === DATE)
      found.field('m2ts.mdpm.Date', note.toString('hex', at + 2, at + 5).replace(/^(\d{4})/, '$1-'));
  }
}

/** Bytes as they were before emulation prevention (§7.4.1). */
function noteAt(stream: Buffer, from: number): Buffer {
  const note: number[] = [];
  for (let at = from; at < Math.min(stream.length, from + MAX_NOTE_BYTES); at++) {
    const isPrevention = stream[at] === 3 && stream[at - 1] === 0 && stream[at - 2] === 0;
    if (!isPrevention) note.push(stream[at] ?? 0);
  }
  return Buffer.from(note);
}

function words(bytes: Buffer): string {
  return /^[\x20-\x7e]*/.exec(latin1(bytes))?.[0].trim() ?? '';
}
