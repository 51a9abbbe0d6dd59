import { rangeOf } from '../files/bytes.ts';
import { type Container, findings, take } from './container.ts';
import { u32 } from './numbers.ts';
import { latin1, untilNul } from './text.ts';

const MODEL_AT = 0x1c;
const PREVIEW_AT = 0x54;
const RAW_AT = 0x64;

/** Fujifilm RAF: a header with the model, then a JPEG that carries all metadata, then the sensor data. */
export const raf: Container = {
  id: 'raf',
  version: 1,
  formats: ['raf'],
  read(bytes) {
    const found = findings();
    found.attempt(() => {
      const head = take(bytes, 0, RAW_AT + 8, 'raf');
      found.field('exif.Model', untilNul(latin1(head.subarray(MODEL_AT, MODEL_AT + 32))).trim());
      const preview = { at: u32(head, PREVIEW_AT, 'big'), length: u32(head, PREVIEW_AT + 4, 'big') };
      const raw = { at: u32(head, RAW_AT, 'big'), length: u32(head, RAW_AT + 4, 'big') };
      found.member('preview', rangeOf(bytes, preview.at, preview.length));
      for (const part of [preview, raw]) {
        const missing = part.at + part.length - bytes.sizeBytes;
        if (missing > 0) found.problem('cut', 'raf', `${missing} bytes lie beyond the end`);
      }
    });
    return found.contents();
  },
};
