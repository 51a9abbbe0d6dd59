import type { Findings } from './container.ts';
import { u8, u16, u32 } from './numbers.ts';
import { asBuffer, decodeText, latin1, looksLikeText } from './text.ts';

const MARKER = 0x1c;
const MAX_DATASETS = 10_000;
/** Dataset 1:90 names the character set; this escape sequence means UTF-8 (ISO 2022). */
const UTF8_ESCAPE = '\x1b%G';

/** IPTC IIM (4.2 §1.5) datasets as fields `iptc.<record>:<dataset>`. */
export function addIptc(found: Findings, bytes: Uint8Array, where: string): void {
  found.attempt(() => readDatasets(found, bytes, where));
}

function readDatasets(found: Findings, bytes: Uint8Array, where: string): void {
  let at = 0;
  let isUtf8 = false;
  for (let count = 0; at < bytes.length && bytes[at] === MARKER; count++) {
    if (count >= MAX_DATASETS) {
      found.problem('limit', where, 'too many IPTC datasets');
      return;
    }
    const [record, dataset] = [u8(bytes, at + 1), u8(bytes, at + 2)];
    const { length, start } = lengthAt(bytes, at + 3);
    const value = bytes.subarray(start, start + length);
    if (value.length < length) {
      found.problem('cut', where, `IPTC dataset ${record}:${dataset} runs past the end`);
    }
    if (record === 1 && dataset === 90) isUtf8 = latin1(value).startsWith(UTF8_ESCAPE);
    else if (looksLikeText(value, value.length)) {
      found.field(`iptc.${record}:${dataset}`, isUtf8 ? asBuffer(value).toString('utf8') : decodeText(value));
    }
    at = start + length;
  }
}

/** Standard length, or an extended one whose own length the first two bytes give (§1.5 c, d). */
function lengthAt(bytes: Uint8Array, at: number): { length: number; start: number } {
  const length = u16(bytes, at, 'big');
  if ((length & 0x8000) === 0) return { length, start: at + 2 };
  const digits = length & 0x7fff;
  return {
    length: digits === 4 ? u32(bytes, at + 2, 'big') : u16(bytes, at + 2, 'big'),
    start: at + 2 + digits,
  };
}
