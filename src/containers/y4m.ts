import { UnreadableMediaError } from '../domain/errors.ts';
import { type Container, findings } from './container.ts';
import { latin1 } from './text.ts';

const HEAD_BYTES = 64 * 1024;
/** Bytes of a frame for each pixel, by colour space (mjpegtools `yuv4mpeg`). */
const DENSITY: readonly (readonly [RegExp, number])[] = [
  [/^(?:420(?:jpeg|mpeg2|paldv)?)?$/, 1.5],
  [/^422$/, 2],
  [/^444$/, 3],
  [/^mono$/, 1],
];

/** YUV4MPEG2: comments of its header, and whether the last frame is whole. */
export const y4m: Container = {
  id: 'y4m',
  version: 1,
  formats: ['y4m'],
  read(bytes) {
    const found = findings();
    found.attempt(() => {
      const head = latin1(bytes.read(0, HEAD_BYTES));
      const end = head.indexOf('\n');
      if (end === -1) throw new UnreadableMediaError('cut', 'y4m', 'its header has no end');
      const words = head.slice(0, end).split(' ');
      for (const word of words) if (word.startsWith('X')) found.field('y4m.comment', word.slice(1));
      const value = (letter: string): string => words.find((word) => word.startsWith(letter))?.slice(1) ?? '';
      const density = DENSITY.find(([name]) => name.test(value('C')))?.[1];
      const isPlain = head.startsWith('FRAME\n', end + 1);
      if (density === undefined || !isPlain) return;
      const frameBytes = 'FRAME\n'.length + Math.ceil(Number(value('W')) * Number(value('H')) * density);
      if ((bytes.sizeBytes - end - 1) % frameBytes !== 0)
        throw new UnreadableMediaError('cut', 'y4m', 'its last frame is not whole');
    });
    return found.contents();
  },
};
