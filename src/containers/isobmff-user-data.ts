import type { Box } from './boxes.ts';
import { printable } from './boxes.ts';
import type { Findings } from './container.ts';
import { u16 } from './numbers.ts';
import { decodeText, latin1, looksLikeText, utf16 } from './text.ts';

const MAX_TEXT_BYTES = 16 * 1024 * 1024;
/** How far into binary user data a maker's name is looked for. */
const PEEK_BYTES = 256;
/** Text of 3GPP (TS 26.244 §8): full box, language, then UTF-8 or UTF-16 with a mark. */
const LANGUAGE_TEXT = new Set([
  'titl',
  'auth',
  'dscp',
  'perf',
  'gnre',
  'cprt',
  'albm',
  'coll',
  'kywd',
  'clsf',
  'rtng',
]);
const UNTOLD = new Set(['free', 'skip', 'thmb', 'tagc', 'LOOP', 'AllF', 'SelO', 'WLOC', 'loci', '©xyz']);

/** Text in a user data box, as fields `isobmff.udta.<fourcc>`. Places (`©xyz`, `loci`) are left out. */
export function addUserDataText(found: Findings, box: Box): void {
  if (UNTOLD.has(box.type)) return;
  const where = `isobmff.udta.${printable(box.type).trimEnd()}`;
  const bytes = box.content.read(0, Math.min(box.content.sizeBytes, MAX_TEXT_BYTES));
  if (box.type.startsWith('\xa9')) {
    for (const text of internationalTexts(bytes)) found.field(where, text);
  } else if (LANGUAGE_TEXT.has(box.type)) found.field(where, wideOrNarrow(bytes.subarray(6)));
  else found.field(where, plainText(bytes));
}

/** QuickTime international text: for each language a length, a language code, and the text. */
function internationalTexts(bytes: Uint8Array): readonly string[] {
  const texts: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = u16(bytes, at, 'big');
    if (at + 4 + length > bytes.length) break;
    const text = bytes.subarray(at + 4, at + 4 + length);
    texts.push(decodeText(text).trim());
    at += 4 + length;
  }
  return texts.length > 0 ? texts : [plainText(bytes)];
}

function wideOrNarrow(bytes: Uint8Array): string {
  const isWide = bytes[0] === 0xfe && bytes[1] === 0xff;
  return (isWide ? utf16(bytes.subarray(2), 'big') : decodeText(bytes)).replaceAll('\0', '').trim();
}

/** The whole where it is text; else the readable words near the beginning, where cameras put their name. */
function plainText(bytes: Uint8Array): string {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  const text = bytes.subarray(0, end);
  if (looksLikeText(text, text.length)) return decodeText(text).trim();
  return (latin1(bytes.subarray(0, PEEK_BYTES)).match(/[\x20-\x7e]{4,}/g) ?? []).join(' ').trim();
}
