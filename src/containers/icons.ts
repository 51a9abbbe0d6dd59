import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { printable } from './boxes.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { fourCc, u16, u32 } from './numbers.ts';

const MAX_ICONS = 1_000;

/** Icon files of Windows and macOS: the pictures in them are files of their own. */
export const icons: Container = {
  id: 'icons',
  version: 1,
  formats: ['ico', 'icns'],
  read(bytes, type) {
    const found = findings();
    found.attempt(() => (type.format === 'ico' ? readIco(found, bytes) : readIcns(found, bytes)));
    return found.contents();
  },
};

function readIco(found: Findings, source: ByteSource): void {
  const count = u16(take(source, 0, 6, 'ico'), 4, 'little');
  if (count > MAX_ICONS) throw new UnreadableMediaError('limit', 'ico', 'it has too many pictures');
  for (let index = 0; index < count; index++) {
    const entry = take(source, 6 + index * 16, 16, 'ico');
    addPicture(found, source, `ico.image[${index}]`, u32(entry, 12, 'little'), u32(entry, 8, 'little'));
  }
}

function readIcns(found: Findings, source: ByteSource): void {
  const end = u32(take(source, 0, 8, 'icns'), 4, 'big');
  let at = 8;
  for (let index = 0; at + 8 <= end; index++) {
    if (index >= MAX_ICONS) throw new UnreadableMediaError('limit', 'icns', 'it has too many pictures');
    const head = take(source, at, 8, 'icns');
    const size = u32(head, 4, 'big');
    if (size < 8)
      throw new UnreadableMediaError(
        'damaged',
        'icns',
        `picture ${fourCc(head, 0)} is smaller than its header`,
      );
    addPicture(found, source, `icns.${printable(fourCc(head, 0))}`, at + 8, size - 8);
    at += size;
  }
}

function addPicture(found: Findings, source: ByteSource, name: string, at: number, length: number): void {
  const picture = rangeOf(source, at, length);
  if (picture.sizeBytes < length) found.problem('cut', name, 'it runs past the end');
  found.member(name, picture);
}
