import { UnreadableMediaError } from '../domain/errors.ts';
import { type Container, findings, take } from './container.ts';
import { u32 } from './numbers.ts';
import { decodeText } from './text.ts';

const HEADER_BYTES = 24;
const MAX_NOTE_BYTES = 64 * 1024;
const UNTOLD = 0xffffffff;

/** Sun and NeXT audio: the annotation between header and sound. */
export const au: Container = {
  id: 'au',
  version: 1,
  formats: ['au'],
  read(bytes) {
    const found = findings();
    found.attempt(() => {
      const head = take(bytes, 0, HEADER_BYTES, 'au');
      const [soundAt, soundBytes] = [u32(head, 4, 'big'), u32(head, 8, 'big')];
      const noteBytes = Math.min(Math.max(0, soundAt - HEADER_BYTES), MAX_NOTE_BYTES);
      found.field('au.annotation', decodeText(take(bytes, HEADER_BYTES, noteBytes, 'au')).trim());
      if (soundBytes !== UNTOLD && soundAt + soundBytes > bytes.sizeBytes)
        throw new UnreadableMediaError('cut', 'au', 'its sound runs past the end');
    });
    return found.contents();
  },
};
