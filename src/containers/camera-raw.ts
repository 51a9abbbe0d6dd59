import { type Container, findings, take } from './container.ts';
import { latin1, untilNul } from './text.ts';

/** The header of a frame, before its picture. */
const HEADER_BYTES = 4096;
const MODEL_AT = 668;
const MODEL_BYTES = 64;

/** ARRIRAW frames: the camera's model in the header (the layout dcraw reads). */
export const cameraRaw: Container = {
  id: 'camera-raw',
  version: 1,
  formats: ['ari'],
  read(bytes) {
    const found = findings();
    found.attempt(() => {
      found.field('ari.magic', latin1(take(bytes, 0, 4, 'ari')));
      const header = take(bytes, 0, HEADER_BYTES, 'ari');
      const model = untilNul(latin1(header.subarray(MODEL_AT, MODEL_AT + MODEL_BYTES))).trim();
      if (/^[\x20-\x7e]+$/.test(model)) found.field('ari.CameraModel', model);
    });
    return found.contents();
  },
};
