import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { bufferBytes, rangeOf } from '../files/bytes.ts';
import { boxesOf, MAX_BOXES } from './boxes.ts';
import { type Budget, openBudget } from './budget.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { inflate } from './inflate.ts';
import { fourCc, u32 } from './numbers.ts';
import { asBuffer } from './text.ts';
import { addTiff } from './tiff.ts';
import { addXmp } from './xmp.ts';

const MAX_BOX_BYTES = 32 * 1024 * 1024;

/** JPEG XL (ISO/IEC 18181-2): the boxes around the picture. A bare codestream cannot carry metadata. */
export const jxl: Container = {
  id: 'jxl',
  version: 1,
  formats: ['jxl'],
  read(bytes) {
    const found = findings();
    found.attempt(() => {
      const start = take(bytes, 0, 4, 'jxl');
      if (start[0] === 0xff) return;
      readBoxes(found, bytes);
    });
    return found.contents();
  },
};

function readBoxes(found: Findings, source: ByteSource): void {
  let hasPicture = false;
  const budget = openBudget('jxl');
  for (const box of boxesOf(source, { left: MAX_BOXES }, 'jxl')) {
    if (box.missingBytes > 0) {
      throw new UnreadableMediaError('cut', 'jxl', `${box.missingBytes} bytes lie beyond the end`);
    }
    if (box.type === 'jxlc' || box.type === 'jxlp') hasPicture = true;
    else if (TOLD.has(box.type)) found.attempt(() => readBox(found, box.type, box.content, budget));
  }
  if (!hasPicture) throw new UnreadableMediaError('cut', 'jxl', 'it holds no picture');
}

const TOLD = new Set(['Exif', 'xml ', 'jumb', 'brob']);

function readBox(found: Findings, type: string, content: ByteSource, budget: Budget): void {
  if (content.sizeBytes > MAX_BOX_BYTES)
    throw new UnreadableMediaError('limit', `jxl.${type}`, 'it is too large');
  if (type === 'brob') {
    // A Brotli box holds the type of the box inside, then its content compressed (ISO/IEC 18181-2 §9.8).
    const inner = fourCc(take(content, 0, 4, 'jxl.brob'), 0);
    if (!TOLD.has(inner) || inner === 'brob') return;
    const compressed = content.read(4, content.sizeBytes - 4);
    const bytes = budget.spend(
      inflate(compressed, 'brotli', budget.room(MAX_BOX_BYTES), `jxl.brob.${inner}`),
    );
    if (inner === 'jumb') found.manifest('jxl.brob', superbox(bytes));
    else readBox(found, inner, bufferBytes(bytes), budget);
  } else if (type === 'jumb') found.manifest('jxl.jumb', superbox(content.read(0, content.sizeBytes)));
  else if (type === 'xml ') addXmp(found, content.read(0, content.sizeBytes), 'jxl.xml');
  else {
    const offset = u32(take(content, 0, 4, 'jxl.Exif'), 0, 'big');
    addTiff(found, rangeOf(content, 4 + offset, content.sizeBytes), 'jxl.Exif');
  }
}

/** A superbox around its content: compression leaves its header out, and a 64-bit one is as good as a short one. */
export function superbox(content: Uint8Array): Uint8Array {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(content.length + 8, 0);
  header.write('jumb', 4, 'latin1');
  return Buffer.concat([header, asBuffer(content)]);
}
