import { type Container, findings } from './container.ts';
import { addFlac } from './flac.ts';
import { addId3 } from './id3.ts';
import { addTailTags } from './tail-tags.ts';
import { latin1 } from './text.ts';

/** Tags that follow one another at the beginning of a file. */
const MAX_TAGS = 16;

/** MPEG audio and streams like it: ID3v2 tags before the sound, others after it. FLAC behind a tag is read as well. */
export const mp3: Container = {
  id: 'mp3',
  version: 1,
  formats: ['mp3', 'aac', 'ape', 'wavpack'],
  read(bytes) {
    const found = findings();
    let at = 0;
    for (let tag = 0; tag < MAX_TAGS; tag++) {
      const end = addId3(found, bytes, at);
      if (end === at) break;
      at = end;
    }
    if (latin1(bytes.read(at, 4)) === 'fLaC') addFlac(found, bytes, at);
    addTailTags(found, bytes);
    return found.contents();
  },
};
