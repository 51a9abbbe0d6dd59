import { UnreadableMediaError } from '../domain/errors.ts';
import type { Findings } from './container.ts';

/** `C2PATXT` and a zero, the version, then the length of the store (C2PA 2.4 §A.8). */
const MAGIC = Buffer.from('C2PATXT\0', 'latin1');
const MAX_BYTES = 16 * 1024 * 1024;

/** A manifest store in unstructured text, written in invisible variation selectors after a zero-width no-break space. */
export function addTextManifest(found: Findings, text: string): void {
  for (const [run] of text.matchAll(/\uFEFF([\uFE00-\uFE0F]|\uDB40[\uDD00-\uDDEF])+/g)) {
    const bytes = bytesOf(run.slice(1));
    if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) continue;
    if (bytes.length < 13)
      throw new UnreadableMediaError('cut', 'text.manifest', 'it ends within its header');
    const length = bytes.readUInt32BE(9);
    if (13 + length > bytes.length)
      throw new UnreadableMediaError('cut', 'text.manifest', 'it runs past its end');
    found.manifest('text.manifest', bytes.subarray(13, 13 + length));
  }
}

/** Selectors 1 to 16 stand for the bytes 0 to 15, 17 to 256 for the others. */
function bytesOf(run: string): Buffer {
  const bytes = Buffer.alloc(Math.min(run.length, MAX_BYTES));
  let length = 0;
  for (const character of run) {
    if (length >= MAX_BYTES) throw new UnreadableMediaError('limit', 'text.manifest', 'it is too long');
    const code = character.codePointAt(0) ?? 0;
    bytes[length++] = code < 0xe0100 ? code - 0xfe00 : code - 0xe0100 + 16;
  }
  return bytes.subarray(0, length);
}
