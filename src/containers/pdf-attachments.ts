import { bufferBytes } from '../files/bytes.ts';
import type { Findings } from './container.ts';
import { dictionaryOf, type PdfFile } from './pdf-file.ts';
import { type PdfDictionary, type PdfValue, pdfText } from './pdf-syntax.ts';

/** The relationship and the types by which a manifest store is embedded (C2PA 2.4 §A.3.8), current and old. */
const RELATIONSHIP = 'C2PA_Manifest';
const TYPES = new Set(['application/c2pa', 'application/x-c2pa-manifest-store']);
const MAX_NODES = 10_000;
const MAX_DEPTH = 32;

/** Embedded files of a document: their names, and manifest stores among them. */
export function addAttachments(
  found: Findings,
  file: PdfFile,
  catalog: PdfDictionary,
  done: Set<number>,
): void {
  const visit = (value: PdfValue): void => addFileSpecification(found, file, value, done);
  const associated = file.resolve(catalog.get('AF'));
  if (associated?.kind === 'array') associated.items.forEach(visit);
  const names = dictionaryOf(file.resolve(catalog.get('Names')));
  walkNames(found, file, names.get('EmbeddedFiles'), visit);
}

/** One file specification (ISO 32000-2 §7.11.3), wherever it was met; each embedded stream is read once. */
export function addFileSpecification(
  found: Findings,
  file: PdfFile,
  value: PdfValue,
  done: Set<number>,
): void {
  const specification = dictionaryOf(file.resolve(value));
  const embedded = dictionaryOf(file.resolve(specification.get('EF')));
  const stream = embedded.get('F') ?? embedded.get('UF');
  if (stream?.kind !== 'reference' || done.has(stream.number)) return;
  done.add(stream.number);
  const relationship = nameIn(file, specification, 'AFRelationship');
  const type = nameIn(file, dictionaryOf(file.resolve(stream)), 'Subtype').toLowerCase();
  if (relationship === RELATIONSHIP || TYPES.has(type)) {
    found.attempt(() => {
      const jumbf = file.stream(stream.number, 'pdf.manifest');
      if (jumbf === undefined) found.problem('damaged', 'pdf.manifest', 'its stream is missing');
      else found.manifest('pdf.manifest', jumbf);
    });
  } else {
    const given = file.resolve(specification.get('UF')) ?? file.resolve(specification.get('F'));
    const name = given?.kind === 'string' ? pdfText(given.bytes) : '';
    if (name !== '') found.field('pdf.attachment', name);
    const place = name === '' ? `pdf.attachment[${stream.number}]` : name;
    found.member(place, () => bufferBytes(file.stream(stream.number, place) ?? new Uint8Array()), 'file');
  }
}

/** Leaves of a name tree (§7.9.6): names and values in turn. */
function walkNames(
  found: Findings,
  file: PdfFile,
  root: PdfValue | undefined,
  visit: (value: PdfValue) => void,
): void {
  const pending: { node: PdfValue | undefined; depth: number }[] = [{ node: root, depth: 0 }];
  for (let nodes = 0; nodes < MAX_NODES; nodes++) {
    const next = pending.pop();
    if (next === undefined) return;
    const node = dictionaryOf(file.resolve(next.node));
    const names = file.resolve(node.get('Names'));
    if (names?.kind === 'array') names.items.filter((_, index) => index % 2 === 1).forEach(visit);
    const kids = file.resolve(node.get('Kids'));
    if (kids?.kind !== 'array' || next.depth >= MAX_DEPTH) continue;
    for (const kid of kids.items) pending.push({ node: kid, depth: next.depth + 1 });
  }
  found.problem('limit', 'pdf', 'it has too many attachments');
}

function nameIn(file: PdfFile, entries: PdfDictionary, key: string): string {
  const value = file.resolve(entries.get(key));
  return value?.kind === 'name' ? value.name : '';
}
