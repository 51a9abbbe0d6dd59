import { inflateWhatIsThere } from './inflate.ts';
import { u8 } from './numbers.ts';
import { asBuffer, latin1 } from './text.ts';

const MARK = 'HDRP';
/** Of the note this much is decoded; what it says of the device stands well before. */
const MAX_NOTE_BYTES = 2 * 1024 * 1024;
const MAX_PLAIN_BYTES = 8 * 1024 * 1024;
const MAX_VALUES = 100_000;
const SEED = 0x2515606b4a7791cdn;
const FACTOR = 0x2545f4914f6cdd1dn;
const WORD = 0xffffffffffffffffn;
/** The message about the device, and its make and model (as documented by ExifTool's Google module). */
const DEVICE = 12;
const MODEL = 2;

/**
 * The maker note of Google's HDR+ pipeline, in EXIF or as Base64 in XMP: masked with a fixed sequence, gzipped, then a
 * message (version 3) or text (version 2). Returns the model it names, an empty text where it names none, undefined where
 * it does not parse.
 */
export function hdrPlusModel(note: Uint8Array): string | undefined {
  const version = note[MARK.length];
  if (latin1(note.subarray(0, MARK.length)) !== MARK || (version !== 2 && version !== 3)) return undefined;
  const masked = asBuffer(note.subarray(MARK.length + 1, MARK.length + 1 + MAX_NOTE_BYTES));
  const plain = inflateWhatIsThere(unmask(masked), 'gzip', MAX_PLAIN_BYTES);
  if (version === 2)
    return /^ ?(?:ShotParams|StaticMetadata|InitParams|Payload )/m.test(latin1(plain)) ? '' : undefined;
  return modelIn(plain);
}

/** XOR with the sequence of xorshift64*, eight bytes at a time. */
function unmask(masked: Buffer): Buffer {
  const bytes = Buffer.alloc(Math.ceil(masked.length / 8) * 8);
  masked.copy(bytes);
  let state = SEED;
  for (let at = 0; at < bytes.length; at += 8) {
    state ^= state >> 12n;
    state ^= (state << 25n) & WORD;
    state ^= state >> 27n;
    state = (state * FACTOR) & WORD;
    bytes.writeBigUInt64LE(bytes.readBigUInt64LE(at) ^ state, at);
  }
  return bytes.subarray(0, masked.length);
}

function modelIn(message: Uint8Array): string | undefined {
  let model: string | undefined;
  for (const { field, content } of valuesOf(message)) {
    if (field !== DEVICE) continue;
    for (const inner of valuesOf(content))
      if (inner.field === MODEL) model = asBuffer(inner.content).toString('utf8');
  }
  return model;
}

/** Length-delimited values of a protocol buffer message; numbers are passed over, nonsense ends it. */
function* valuesOf(message: Uint8Array): Generator<{ readonly field: number; readonly content: Uint8Array }> {
  let at = 0;
  const number = (): number => {
    let [value, scale] = [0, 1];
    for (let count = 0; count < 10 && at < message.length; count++) {
      const byte = u8(message, at++);
      value += (byte & 0x7f) * scale;
      scale *= 128;
      if (byte < 0x80) break;
    }
    return value;
  };
  for (let count = 0; at < message.length && count < MAX_VALUES; count++) {
    const key = number();
    const kind = key % 8;
    if (kind === 0) number();
    else if (kind === 1) at += 8;
    else if (kind === 5) at += 4;
    else if (kind === 2) {
      const size = number();
      if (at + size > message.length) return;
      yield { field: Math.floor(key / 8), content: message.subarray(at, at + size) };
      at += size;
    } else return;
  }
}
