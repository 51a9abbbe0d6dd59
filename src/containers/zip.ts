import type { ByteSource } from '../domain/media.ts';
import { bufferBytes } from '../files/bytes.ts';
import { type Container, type Findings, findings } from './container.ts';
import { addOfficeProperties } from './ooxml.ts';
import { decodeText } from './text.ts';
import { entryBytes, readDirectory, type ZipEntry } from './zip-directory.ts';

/** Where a manifest store stands in files based on ZIP (C2PA 2.4 §A.3.10). */
const MANIFEST = 'META-INF/content_credential.c2pa';
const MAX_ENTRY_BYTES = 32 * 1024 * 1024;
const MAX_ANNOTATION_BYTES = 1024 * 1024;
/** Names kept as fields; the directory itself is read to its end. */
const MAX_NAMES = 5_000;

/**
 * ZIP and what is built on it: the names in the directory, a manifest store, document properties, annotations of a
 * painting. Nothing else is unpacked.
 */
export const zip: Container = {
  id: 'zip',
  version: 1,
  formats: ['zip', 'otioz', 'drp', 'docx', 'xlsx', 'pptx', 'odf', 'epub', 'kra', 'ora', 'usdz', '3mf'],
  read(bytes, type) {
    const found = findings();
    found.attempt(() => {
      const entries = readDirectory(bytes);
      entries.slice(0, MAX_NAMES).forEach((entry) => {
        found.field('zip.entry', entry.name);
      });
      for (const entry of entries) {
        found.attempt(() => readEntry(found, bytes, entry, type.format));
      }
    });
    return found.contents();
  },
};

const PAINTINGS = new Set(['kra', 'ora']);
const DOCUMENTS = new Set(['docx', 'xlsx', 'pptx', '3mf']);

function readEntry(found: Findings, source: ByteSource, entry: ZipEntry, format: string): void {
  const read = (): Uint8Array => entryBytes(source, entry, MAX_ENTRY_BYTES);
  if (entry.name === MANIFEST) found.manifest('zip.manifest', read());
  else if (DOCUMENTS.has(format) && entry.name.startsWith('docProps/')) {
    addOfficeProperties(found, entry.name, read);
  } else if (format === 'odf' && entry.name === 'meta.xml') addOfficeProperties(found, entry.name, read);
  else if (PAINTINGS.has(format)) addPainting(found, source, entry);
}

/** Krita keeps what plug-ins add under `annotations/`; the flattened picture is a file of its own. */
function addPainting(found: Findings, source: ByteSource, entry: ZipEntry): void {
  const annotation = /(?:^|\/)annotations\/(.+)$/.exec(entry.name)?.[1];
  if (annotation !== undefined && annotation !== 'icc') {
    const isText = /\.(?:json|txt|xml)$/.test(annotation) && entry.sizeBytes <= MAX_ANNOTATION_BYTES;
    const text = isText ? decodeText(entryBytes(source, entry, MAX_ANNOTATION_BYTES)) : '';
    found.field(`kra.annotation.${annotation}`, text === '' ? `${entry.sizeBytes} bytes` : text);
  } else if (entry.name === 'mergedimage.png') {
    found.member('kra.mergedimage', bufferBytes(entryBytes(source, entry, MAX_PICTURE_BYTES)));
  }
}

const MAX_PICTURE_BYTES = 64 * 1024 * 1024;
