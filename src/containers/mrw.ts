import { rangeOf } from '../files/bytes.ts';
import { type Container, findings, take } from './container.ts';
import { type ByteOrder, fourCc, u8, u32 } from './numbers.ts';
import { addTiff } from './tiff.ts';

const MAX_BLOCKS = 100;

/** Minolta MRW: a list of blocks before the sensor data; `TTW` holds the EXIF as a TIFF. */
export const mrw: Container = {
  id: 'mrw',
  version: 1,
  formats: ['mrw'],
  read(bytes) {
    const found = findings();
    found.attempt(() => {
      const head = take(bytes, 0, 8, 'mrw');
      const order: ByteOrder = u8(head, 3) === 0x49 ? 'little' : 'big';
      const end = 8 + u32(head, 4, order);
      let at = 8;
      for (let count = 0; at + 8 <= end && count < MAX_BLOCKS; count++) {
        const block = take(bytes, at, 8, 'mrw');
        const size = u32(block, 4, order);
        if (fourCc(block, 0) === '\0TTW') addTiff(found, rangeOf(bytes, at + 8, size), 'exif');
        at += 8 + size;
      }
      if (end >= bytes.sizeBytes) found.problem('cut', 'mrw', 'it has no image data');
    });
    return found.contents();
  },
};
