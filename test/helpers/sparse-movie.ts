import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join, u16be, u32be, u64be } from '../../fixtures/build/bytes.ts';
import { box, fullBox, xmpBox } from '../../fixtures/build/isobmff.ts';
import { xmpPacket } from '../../fixtures/build/xmp.ts';

const GENERATED = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';

/** A QuickTime movie of `sizeBytes` whose media is one hole in the file; its movie box and an XMP packet stand at its end. */
export function writeSparseMovie(path: string, sizeBytes: number): void {
  const head = box('ftyp', 'qt  ', u32be(0x200), 'qt  ');
  const times = [u32be(0), u32be(0), u32be(24), u32be(1), u32be(0x10000), u16be(0x100)];
  const movie = box('moov', fullBox('mvhd', 0, ...times, Buffer.alloc(70), u32be(2)));
  const tail = join(movie, xmpBox(xmpPacket({ 'Iptc4xmpExt:DigitalSourceType': GENERATED })));
  const media = join(u32be(1), 'mdat', u64be(sizeBytes - head.length - tail.length));
  const fd = openSync(path, 'w');
  writeSync(fd, join(head, media));
  ftruncateSync(fd, sizeBytes);
  writeSync(fd, tail, 0, tail.length, sizeBytes - tail.length);
  closeSync(fd);
}
