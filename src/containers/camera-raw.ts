import { type Container, findings, take } from './container.ts';
import { latin1 } from './text.ts';

/** Formats only cameras write, of which the mark alone is read: REDCODE and ARRIRAW. */
export const cameraRaw: Container = {
  id: 'camera-raw',
  version: 1,
  formats: ['r3d', 'ari'],
  read(bytes, type) {
    const found = findings();
    found.attempt(() => {
      if (type.format === 'ari') found.field('ari.magic', latin1(take(bytes, 0, 4, 'ari')));
      else found.field('r3d.magic', latin1(take(bytes, 4, 4, 'r3d')));
    });
    return found.contents();
  },
};
