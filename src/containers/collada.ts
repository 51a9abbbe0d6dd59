import { UnreadableMediaError } from '../domain/errors.ts';
import { type Container, findings } from './container.ts';
import { asBuffer } from './text.ts';
import { decodeEntities } from './xml.ts';

const HEAD_BYTES = 256 * 1024;
const TAIL_BYTES = 4096;

/** COLLADA 1.4 and 1.5: who made the scene with what, from its first `asset`. */
export const collada: Container = {
  id: 'collada',
  version: 1,
  formats: ['dae'],
  read(bytes) {
    const found = findings();
    found.attempt(() => {
      const head = asBuffer(bytes.read(0, HEAD_BYTES)).toString('utf8');
      const end = head.indexOf('</asset>');
      const asset = head.slice(0, end === -1 ? head.length : end);
      for (const [, name, text] of asset.matchAll(
        /<(authoring_tool|author|comments|title|keywords|copyright)>([^<]{0,8192})</g,
      ))
        found.field(`dae.${name}`, decodeEntities(text ?? '').trim());
      const tail = asBuffer(bytes.read(Math.max(0, bytes.sizeBytes - TAIL_BYTES), TAIL_BYTES)).toString(
        'latin1',
      );
      if (!/<\/(?:\w{1,32}:)?COLLADA\s*>/.test(tail))
        throw new UnreadableMediaError('cut', 'dae', 'the document is not closed');
    });
    return found.contents();
  },
};
