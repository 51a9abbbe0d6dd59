import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { fourCc, u32 } from './numbers.ts';
import { latin1, untilNul, utf16 } from './text.ts';

const MAX_ENTRIES = 1000;
const MAX_PROPERTIES = 1000;
/** Sigma's property names for what EXIF calls otherwise; the rest is about exposure and processing. */
const NAMES: Readonly<Record<string, string>> = {
  CAMMANUF: 'Make',
  CAMMODEL: 'Model',
  CAMSERIAL: 'BodySerialNumber',
  FIRMVERS: 'Software',
  EXPTIME: 'X3fExposureTime',
  ISO: 'PhotographicSensitivity',
  APERTURE: 'FNumber',
  FLENGTH: 'FocalLength',
};

/** Sigma X3F: a directory at the end of the file, whose property list names maker and model. */
export const x3f: Container = {
  id: 'x3f',
  version: 1,
  formats: ['x3f'],
  read(bytes) {
    const found = findings();
    found.attempt(() => {
      const directoryAt = u32(take(bytes, Math.max(0, bytes.sizeBytes - 4), 4, 'x3f'), 0, 'little');
      const head = take(bytes, directoryAt, 12, 'x3f');
      if (fourCc(head, 0) !== 'SECd')
        throw new UnreadableMediaError('cut', 'x3f', 'its directory is missing');
      const count = u32(head, 8, 'little');
      if (count > MAX_ENTRIES) throw new UnreadableMediaError('limit', 'x3f', 'its directory is too long');
      const entries = take(bytes, directoryAt + 12, count * 12, 'x3f');
      for (let at = 0; at < entries.length; at += 12) {
        const section = rangeOf(bytes, u32(entries, at, 'little'), u32(entries, at + 4, 'little'));
        if (fourCc(entries, at + 8) === 'PROP') found.attempt(() => readProperties(found, section));
        else if (fourCc(entries, at + 8) === 'IMA2') addPreview(found, section);
      }
    });
    return found.contents();
  },
};

/** `SECp`: pairs of offsets into UTF-16 text, counted in characters. */
function readProperties(found: Findings, section: ByteSource): void {
  const head = take(section, 0, 24, 'x3f');
  const count = Math.min(u32(head, 8, 'little'), MAX_PROPERTIES);
  const pairs = take(section, 24, count * 8, 'x3f');
  const text = utf16(section.read(24 + count * 8, section.sizeBytes), 'little');
  for (let at = 0; at < pairs.length; at += 8) {
    const name = untilNul(text.slice(u32(pairs, at, 'little')));
    const exif = NAMES[name];
    if (exif !== undefined) found.field(`exif.${exif}`, untilNul(text.slice(u32(pairs, at + 4, 'little'))));
  }
}

/** Newer cameras keep EXIF in a JPEG preview behind a header of 28 bytes. */
function addPreview(found: Findings, section: ByteSource): void {
  if (latin1(section.read(28, 3)) === '\xff\xd8\xff')
    found.member('preview', rangeOf(section, 28, section.sizeBytes));
}
