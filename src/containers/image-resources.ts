import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { type Findings, take } from './container.ts';
import { addIptc } from './iptc.ts';
import { fourCc, u8, u16, u32 } from './numbers.ts';
import { addXmp } from './xmp.ts';

const MAX_RESOURCES = 10_000;
const SIGNATURES = new Set(['8BIM', 'MeSa', 'AgHg', 'PHUT', 'DCSR', '8B64']);
const IPTC = 0x0404;
const EXIF = 0x0422;
const EXIF_3 = 0x0423;
const XMP = 0x0424;

/**
 * Photoshop image resources (JPEG APP13, TIFF tag 34377, PSD section 3): IPTC and XMP inside them.
 * Returns the EXIF blocks it met, for the caller to read.
 */
export function addImageResources(found: Findings, source: ByteSource, where: string): readonly ByteSource[] {
  const exifBlocks: ByteSource[] = [];
  found.attempt(() => {
    let at = 0;
    for (let count = 0; at + 12 <= source.sizeBytes; count++) {
      if (count >= MAX_RESOURCES) {
        found.problem('limit', where, 'too many image resources');
        return;
      }
      const head = take(source, at, 8, where);
      if (!SIGNATURES.has(fourCc(head, 0))) {
        found.problem('damaged', where, `no image resource at byte ${at}`);
        return;
      }
      const nameBytes = (u8(head, 6) + 2) & ~1;
      const sizeAt = at + 6 + nameBytes;
      const size = u32(take(source, sizeAt, 4, where), 0, 'big');
      const id = u16(head, 4, 'big');
      const content = rangeOf(source, sizeAt + 4, size);
      if (content.sizeBytes < size) found.problem('cut', where, `image resource ${id} runs past the end`);
      if (id === IPTC) addIptc(found, content.read(0, size), where);
      else if (id === XMP) addXmp(found, content.read(0, size), where);
      else if (id === EXIF || id === EXIF_3) exifBlocks.push(content);
      at = sizeAt + 4 + size + (size & 1);
    }
  });
  return exifBlocks;
}
