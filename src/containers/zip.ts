import type { ByteSource } from '../domain/media.ts';
import { type Budget, openBudget } from './budget.ts';
import { type Container, type Findings, findings } from './container.ts';
import { addOfficeProperties, isOfficeProperties } from './ooxml.ts';
import { decodeText } from './text.ts';
import { unpackRoom } from './unpack.ts';
import { entryBytes, entrySource, readDirectory, type ZipEntry } from './zip-directory.ts';
import { requireListed } from './zip-gaps.ts';

/** Where a manifest store stands in files based on ZIP (C2PA 2.4 §A.3.10). */
const MANIFEST = 'META-INF/content_credential.c2pa';
const MAX_ENTRY_BYTES = 32 * 1024 * 1024;
const MAX_ANNOTATION_BYTES = 1024 * 1024;
/** Names kept as fields; the directory itself is read to its end. */
const MAX_NAMES = 5_000;

/**
 * ZIP and what is built on it: the names in the directory, a manifest store, document properties, annotations of a
 * painting, and every entry as a file of its own.
 */
export const zip: Container = {
  id: 'zip',
  version: 2,
  formats: ['zip', 'otioz', 'drp', 'docx', 'xlsx', 'pptx', 'odf', 'epub', 'kra', 'ora', 'usdz', '3mf'],
  read(bytes, type) {
    const found = findings();
    found.attempt(() => {
      const entries = readDirectory(bytes);
      entries.slice(0, MAX_NAMES).forEach((entry) => {
        found.field('zip.entry', entry.name);
      });
      found.attempt(() => requireListed(bytes, entries));
      const reading = { found, bytes, format: type.format, budget: openBudget('zip') };
      for (const entry of entries) found.attempt(() => readEntry(reading, entry));
      addMembers(reading, entries, type.holdsMedia);
    });
    return found.contents();
  },
};

const PAINTINGS = new Set(['kra', 'ora']);
const DOCUMENTS = new Set(['docx', 'xlsx', 'pptx', '3mf']);

interface Reading {
  readonly found: Findings;
  readonly bytes: ByteSource;
  readonly format: string;
  readonly budget: Budget;
}

function readEntry(reading: Reading, entry: ZipEntry): void {
  const { found, format } = reading;
  const isOffice = DOCUMENTS.has(format) || format === 'odf';
  if (entry.name === MANIFEST) found.manifest('zip.manifest', unpack(reading, entry, MAX_ENTRY_BYTES));
  else if (isOffice && isOfficeProperties(entry.name)) {
    addOfficeProperties(found, entry.name, unpack(reading, entry, MAX_ENTRY_BYTES));
  } else if (PAINTINGS.has(format)) addAnnotation(reading, entry);
}

/** Krita keeps what plug-ins add under `annotations/`. */
function addAnnotation(reading: Reading, entry: ZipEntry): void {
  const { found } = reading;
  const annotation = /(?:^|\/)annotations\/(.+)$/.exec(entry.name)?.[1];
  if (annotation === undefined || annotation === 'icc') return;
  const isText = /\.(?:json|txt|xml)$/.test(annotation) && entry.sizeBytes <= MAX_ANNOTATION_BYTES;
  const text = isText ? decodeText(unpack(reading, entry, MAX_ANNOTATION_BYTES)) : '';
  found.field(`kra.annotation.${annotation}`, text === '' ? `${entry.sizeBytes} bytes` : text);
}

function unpack({ bytes, budget }: Reading, entry: ZipEntry, maxBytes: number): Uint8Array {
  return budget.spend(entryBytes(bytes, entry, budget.room(maxBytes)));
}

/** Every entry that is no folder: of an archive whatever it is, of a document what is media. */
function addMembers({ found, bytes }: Reading, entries: readonly ZipEntry[], isArchive: boolean): void {
  const room = unpackRoom('zip', bytes.sizeBytes);
  for (const entry of entries) {
    if (entry.name === MANIFEST || (entry.name.endsWith('/') && entry.sizeBytes === 0)) continue;
    const name = entry.name === 'mergedimage.png' ? 'kra.mergedimage' : entry.name;
    found.member(name, () => entrySource(bytes, entry, room), isArchive ? 'file' : 'part');
  }
}
