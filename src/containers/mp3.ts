import { type Container, findings } from './container.ts';
import { addFlac } from './flac.ts';
import { addId3Tags } from './id3.ts';
import { addTailTags } from './tail-tags.ts';
import { latin1 } from './text.ts';

/** MPEG audio and streams like it: ID3v2 tags before the sound, others after it. FLAC behind a tag is read as well. */
export const mp3: Container = {
  id: 'mp3',
  version: 1,
  formats: ['mp3', 'aac', 'ape', 'wavpack'],
  read(bytes) {
    const found = findings();
    const at = addId3Tags(found, bytes);
    if (latin1(bytes.read(at, 4)) === 'fLaC') addFlac(found, bytes, at);
    addTailTags(found, bytes);
    return found.contents();
  },
};
