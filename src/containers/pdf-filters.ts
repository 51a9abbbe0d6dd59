import { UnreadableMediaError } from '../domain/errors.ts';
import { inflate } from './inflate.ts';
import type { PdfDictionary, PdfValue } from './pdf-syntax.ts';
import { asBuffer } from './text.ts';

/** Decodes a stream (ISO 32000-2 §7.4) into at most `maxBytes`. Throws `limit` for filters that are not read. */
export function decodeStream(
  bytes: Uint8Array,
  dictionary: PdfDictionary,
  maxBytes: number,
  where: string,
): Uint8Array {
  const filters = listOf(dictionary.get('Filter') ?? dictionary.get('F'));
  const parameters = listOf(dictionary.get('DecodeParms') ?? dictionary.get('DP'));
  let decoded = bytes;
  filters.forEach((filter, index) => {
    const name = filter.kind === 'name' ? filter.name : '';
    if (name === 'FlateDecode' || name === 'Fl') {
      decoded = unpredict(inflate(decoded, 'zlib', maxBytes, where), parameters[index], where);
    } else if (name === 'ASCIIHexDecode' || name === 'AHx') decoded = fromHex(decoded);
    else if (name === 'ASCII85Decode' || name === 'A85') decoded = fromAscii85(decoded, where);
    else if (PICTURES.has(name) && index === filters.length - 1) return;
    else if (name !== 'Crypt') {
      throw new UnreadableMediaError('limit', where, `its compression ${name || '?'} is not read`);
    }
  });
  if (decoded.length > maxBytes) throw new UnreadableMediaError('limit', where, 'it is too large');
  return decoded;
}

/** Filters whose encoded form is a picture file; as the last one it is left as it is. */
const PICTURES = new Set(['DCTDecode', 'DCT', 'JPXDecode']);

function listOf(value: PdfValue | undefined): readonly PdfValue[] {
  if (value === undefined || value.kind === 'null') return [];
  return value.kind === 'array' ? value.items : [value];
}

/** Undoes the PNG predictors (§7.4.4.4), which cross-reference streams use; TIFF's occur in pictures only. */
function unpredict(bytes: Buffer, parameters: PdfValue | undefined, where: string): Uint8Array {
  const entries: PdfDictionary = parameters?.kind === 'dictionary' ? parameters.entries : new Map();
  const number = (key: string, fallback: number): number => {
    const value = entries.get(key);
    return value?.kind === 'number' ? value.value : fallback;
  };
  const predictor = number('Predictor', 1);
  if (predictor === 1) return bytes;
  if (predictor < 10)
    throw new UnreadableMediaError('limit', where, `its predictor ${predictor} is not read`);
  const pixelBytes = Math.max(1, (number('Colors', 1) * number('BitsPerComponent', 8)) >> 3);
  const rowBytes = Math.ceil(
    (number('Columns', 1) * number('Colors', 1) * number('BitsPerComponent', 8)) / 8,
  );
  if (!(rowBytes > 0 && rowBytes <= bytes.length))
    throw new UnreadableMediaError('damaged', where, 'its rows are nonsense');
  return unpredictRows(bytes, rowBytes, pixelBytes);
}

function unpredictRows(bytes: Buffer, rowBytes: number, pixelBytes: number): Uint8Array {
  const rows = Math.floor(bytes.length / (rowBytes + 1));
  const out = Buffer.alloc(rows * rowBytes);
  for (let row = 0; row < rows; row++) {
    const from = row * (rowBytes + 1);
    const kind = bytes[from] ?? 0;
    for (let column = 0; column < rowBytes; column++) {
      const at = row * rowBytes + column;
      const left = column >= pixelBytes ? (out[at - pixelBytes] ?? 0) : 0;
      const up = row > 0 ? (out[at - rowBytes] ?? 0) : 0;
      const corner = row > 0 && column >= pixelBytes ? (out[at - rowBytes - pixelBytes] ?? 0) : 0;
      out[at] = (bytes[from + 1 + column] ?? 0) + predicted(kind, left, up, corner);
    }
  }
  return out;
}

function predicted(kind: number, left: number, up: number, corner: number): number {
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return (left + up) >> 1;
  if (kind !== 4) return 0;
  const guess = left + up - corner;
  const [byLeft, byUp, byCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}

function fromHex(bytes: Uint8Array): Uint8Array {
  const text = asBuffer(bytes).toString('latin1');
  return Buffer.from(text.slice(0, text.indexOf('>') >>> 0).replace(/[^0-9a-f]/gi, ''), 'hex');
}

/** §7.4.3: five digits of base 85 stand for four bytes. */
function fromAscii85(bytes: Uint8Array, where: string): Uint8Array {
  const out: number[] = [];
  let group: number[] = [];
  for (const byte of bytes) {
    if (byte === 0x7e) break;
    if (byte <= 0x20) continue;
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0);
    else if (byte < 0x21 || byte > 0x75)
      throw new UnreadableMediaError('damaged', where, 'it is no base-85 text');
    else if (group.push(byte - 0x21) === 5) {
      out.push(...groupBytes(group, 4));
      group = [];
    }
  }
  if (group.length > 1) out.push(...groupBytes([...group, 84, 84, 84, 84].slice(0, 5), group.length - 1));
  return Uint8Array.from(out);
}

function groupBytes(digits: readonly number[], count: number): readonly number[] {
  const value = digits.reduce((sum, digit) => sum * 85 + digit, 0);
  return [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff].slice(0, count);
}
