import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { u8, u16, u32 } from './numbers.ts';
import { asBuffer, decodeText, latin1, untilNul } from './text.ts';

const HEAD_BYTES = 16 * 1024;
const TGA_FOOTER_BYTES = 26;

/** Old picture formats whose few words stand in a header or footer of fixed form. */
export const simpleHeaders: Container = {
  id: 'simple-headers',
  version: 1,
  formats: ['tga', 'hdr', 'pnm', 'sgi'],
  read(bytes, type) {
    const found = findings();
    found.attempt(() => READERS[type.format]?.(found, bytes));
    return found.contents();
  },
};

const READERS: Readonly<Record<string, (found: Findings, source: ByteSource) => void>> = {
  /** Truevision TGA 2.0: author, comments, job and software in the extension area that the footer points to. */
  tga: (found, source) => {
    refuseCutTga(source);
    found.field('tga.id', untilNul(decodeText(source.read(18, u8(take(source, 0, 18, 'tga'), 0)))).trim());
    const footer = take(source, source.sizeBytes - TGA_FOOTER_BYTES, TGA_FOOTER_BYTES, 'tga');
    const at = u32(footer, 0, 'little');
    if (!latin1(footer).includes('TRUEVISION-XFILE') || at === 0) return;
    const area = take(source, at, 495, 'tga');
    for (const [name, from, to] of TGA_TEXTS)
      found.field(`tga.${name}`, untilNul(latin1(area.subarray(from, to))).trim());
  },
  /** Radiance: `NAME=value` lines up to an empty one. */
  hdr: (found, source) => {
    const head = asBuffer(source.read(0, HEAD_BYTES)).toString('latin1');
    const end = head.indexOf('\n\n');
    if (end === -1) throw new UnreadableMediaError('cut', 'hdr', 'its header has no end');
    for (const line of head.slice(0, end).split('\n').slice(1)) {
      const equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith('#'))
        found.field(`hdr.${line.slice(0, equals).trim()}`, line.slice(equals + 1).trim());
      else found.field('hdr.comment', line.replace(/^#\s*/, '').trim());
    }
  },
  /** Netpbm: comments anywhere in the header. Lines that follow one another are one text. */
  pnm: (found, source) => {
    const head = decodeText(source.read(0, HEAD_BYTES));
    const comments: string[] = [];
    // Magic, width, height and, but in bitmaps, the largest value; PAM and its like end otherwise.
    let left = /^P[14]/.test(head) ? 3 : 4;
    const isPam = head.startsWith('P7');
    for (const [token] of head.matchAll(/#[^\n]*|[^\s#]+/g)) {
      if (token.startsWith('#')) comments.push(token.slice(1).trim());
      else if (isPam ? token === 'ENDHDR' : --left === 0) break;
    }
    found.field('pnm.comment', comments.join('\n').trim());
  },
  /** SGI image: the name in its header. */
  sgi: (found, source) => found.field('sgi.name', untilNul(latin1(take(source, 24, 80, 'sgi'))).trim()),
};

/** Pixels that are not run-length encoded have a known length. */
function refuseCutTga(source: ByteSource): void {
  const header = take(source, 0, 18, 'tga');
  const kind = u8(header, 2);
  if (kind === 0 || kind > 3) return;
  const mapBytes = u16(header, 5, 'little') * Math.ceil(u8(header, 7) / 8);
  const pixels = u16(header, 12, 'little') * u16(header, 14, 'little');
  const end = 18 + u8(header, 0) + mapBytes + pixels * Math.ceil(u8(header, 16) / 8);
  if (end > source.sizeBytes) throw new UnreadableMediaError('cut', 'tga', 'its pixels run past the end');
}

const TGA_TEXTS = [
  ['author', 2, 43],
  ['comments', 43, 367],
  ['job', 379, 420],
  ['software', 426, 467],
] as const;
