import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { type Findings, take } from './container.ts';
import { fourCc, u32 } from './numbers.ts';
import { decodeText, latin1, untilNul } from './text.ts';

const MAX_ITEMS = 10_000;
const MAX_TEXT_BYTES = 16 * 1024 * 1024;

/** `LIST INFO`: chunks of text named by four characters (RIFF 1991 §2), as fields `riff.info.<fourcc>`. */
export function addInfoList(found: Findings, items: ByteSource): void {
  forEachItem(found, items, (id, value) => found.field(`riff.info.${id}`, decodeText(value).trim()));
}

/** `LIST exif` of EXIF audio files (EXIF 3.0 §5.6): maker and model in chunks of their own. */
export function addExifList(found: Findings, items: ByteSource): void {
  forEachItem(found, items, (id, value) => {
    const name = EXIF_AUDIO[id];
    if (name !== undefined) found.field(`exif.${name}`, decodeText(value).trim());
  });
}

const EXIF_AUDIO: Readonly<Record<string, string>> = {
  ever: 'ExifVersion',
  erel: 'RelatedImageFile',
  etim: 'DateTime',
  ecor: 'Make',
  emdl: 'Model',
  eucm: 'UserComment',
};

function forEachItem(
  found: Findings,
  items: ByteSource,
  visit: (id: string, value: Uint8Array) => void,
): void {
  found.attempt(() => {
    let count = 0;
    for (let at = 0; at + 8 <= items.sizeBytes; count++) {
      if (count >= MAX_ITEMS) {
        found.problem('limit', 'riff.info', 'too many entries');
        return;
      }
      const head = take(items, at, 8, 'riff.info');
      const size = u32(head, 4, 'little');
      const value = rangeOf(items, at + 8, size);
      if (value.sizeBytes < size)
        found.problem('cut', 'riff.info', `${fourCc(head, 0)} runs past the end of its list`);
      visit(fourCc(head, 0), value.read(0, Math.min(size, MAX_TEXT_BYTES)));
      at += 8 + size + (size & 1);
    }
  });
}

/** `bext` (EBU Tech 3285 §2.3), as fields `riff.bext.<Field>`. */
export function addBroadcastExtension(found: Findings, chunk: Uint8Array): void {
  const text = (at: number, length: number): string =>
    untilNul(decodeText(chunk.subarray(at, at + length))).trim();
  found.field('riff.bext.Description', text(0, 256));
  found.field('riff.bext.Originator', text(256, 32));
  found.field('riff.bext.OriginatorReference', text(288, 32));
  found.field('riff.bext.OriginationDate', text(320, 10));
  found.field('riff.bext.OriginationTime', text(330, 8));
  if (chunk.length >= 346) {
    const samples = u32(chunk, 338, 'little') + u32(chunk, 342, 'little') * 2 ** 32;
    found.field('riff.bext.TimeReference', String(samples));
  }
  found.field('riff.bext.CodingHistory', untilNul(latin1(chunk.subarray(602))).trim());
}
