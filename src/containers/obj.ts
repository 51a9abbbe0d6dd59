import { type Container, findings } from './container.ts';
import { asBuffer } from './text.ts';

const HEAD_BYTES = 64 * 1024;
const MAX_COMMENTS = 100;

/** Wavefront OBJ: the comments before its first statement, where programs sign. */
export const obj: Container = {
  id: 'obj',
  version: 1,
  formats: ['obj'],
  read(bytes) {
    const found = findings();
    const lines = asBuffer(bytes.read(0, HEAD_BYTES)).toString('utf8').split(/\r?\n/);
    const first = lines.findIndex((line) => line.trim() !== '' && !line.trim().startsWith('#'));
    const opening = lines.slice(0, first === -1 ? lines.length : first);
    for (const line of opening.slice(0, MAX_COMMENTS))
      found.field('obj.comment', line.trim().replace(/^#+\s*/, ''));
    return found.contents();
  },
};
