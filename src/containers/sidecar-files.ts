import { UnreadableMediaError } from '../domain/errors.ts';
import { type Container, findings, LIMITS } from './container.ts';
import { jumbfLabel } from './jumbf-boxes.ts';
import { decodeText } from './text.ts';
import { addTextManifest } from './text-manifest.ts';
import { addXmp } from './xmp.ts';

/** XMP in a file of its own (ISO 16684-3 §5.1). */
export const xmpFile: Container = {
  id: 'xmp',
  version: 1,
  formats: ['xmp'],
  read(bytes) {
    const found = findings();
    found.attempt(() => addXmp(found, bytes.read(0, bytes.sizeBytes), 'xmp'));
    return found.contents();
  },
};

/** A C2PA manifest store in a file of its own (C2PA 2.2 §11.4). */
export const c2paFile: Container = {
  id: 'c2pa',
  version: 1,
  formats: ['c2pa'],
  read(bytes) {
    const found = findings();
    found.attempt(() => {
      const jumbf = bytes.read(0, bytes.sizeBytes);
      if (jumbfLabel(jumbf) !== 'c2pa')
        throw new UnreadableMediaError('damaged', 'c2pa', 'it is no manifest store');
      found.manifest('c2pa.file', jumbf);
    });
    return found.contents();
  },
};

/**
 * Text (subtitles and scripts among it), JSON and XML whole, for the prompts and graphs that generators leave beside their
 * pictures; in running text also a manifest store among the letters.
 */
export const textFile: Container = {
  id: 'text',
  version: 1,
  formats: ['text', 'json', 'xml'],
  read(bytes, type) {
    const found = findings();
    found.attempt(() => {
      if (bytes.sizeBytes > LIMITS.textChars) {
        throw new UnreadableMediaError('limit', 'file.text', `it is longer than ${LIMITS.textChars} bytes`);
      }
      const text = decodeText(bytes.read(0, bytes.sizeBytes));
      found.field('file.text', text);
      if (type.format === 'text') addTextManifest(found, text);
    });
    return found.contents();
  },
};
