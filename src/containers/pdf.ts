import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { bufferBytes } from '../files/bytes.ts';
import { type Budget, openBudget } from './budget.ts';
import { type Container, type Findings, findings } from './container.ts';
import { addAttachments, addFileSpecification } from './pdf-attachments.ts';
import { dictionaryOf, openPdf, type PdfFile, type PdfPlace } from './pdf-file.ts';
import { searchObjects } from './pdf-search.ts';
import { type PdfDictionary, pdfText } from './pdf-syntax.ts';
import { type CrossReference, readCrossReference } from './pdf-xref.ts';
import { asBuffer } from './text.ts';
import { addXmp, decodeXmp, readXmp } from './xmp.ts';

/** Objects whose first bytes are looked at for metadata and manifests that no index names. */
const MAX_GLANCES = 100_000;
const GLANCE_BYTES = 512;

/** PDF (ISO 32000-2), Illustrator files too: the information dictionary, XMP of document and parts, embedded manifests. */
export const pdf: Container = {
  id: 'pdf',
  version: 2,
  formats: ['pdf'],
  read(bytes) {
    const found = findings();
    found.attempt(() => readDocument(found, bytes));
    return found.contents();
  },
};

function readDocument(found: Findings, source: ByteSource): void {
  const file = locate(found, source);
  const catalog = dictionaryOf(file.resolve(file.trailer.get('Root')));
  const isEncrypted = file.trailer.has('Encrypt');
  if (isEncrypted) found.problem('limit', 'pdf', 'its metadata is encrypted');
  else found.attempt(() => addInformation(found, file));
  const metadata = catalog.get('Metadata');
  const main = metadata?.kind === 'reference' ? metadata.number : undefined;
  if (main !== undefined && !(isEncrypted && encryptsMetadata(file))) {
    found.attempt(() => addXmp(found, file.stream(main, 'pdf.metadata') ?? '', 'pdf.metadata'));
  }
  const attached = new Set<number>();
  found.attempt(() => addAttachments(found, file, catalog, attached));
  if (!isEncrypted) found.attempt(() => glance(found, source, file, main, attached));
}

/**
 * A file by its table of objects; where that is broken, by a search through all of it, which finds as much. What remains a
 * problem is a file that ends early, or one without a catalog.
 */
function locate(found: Findings, source: ByteSource): PdfFile {
  const budget = openBudget('pdf');
  const reference = crossReference(found, source, budget);
  if (reference !== undefined) {
    const file = openPdf(source, reference.places, reference.trailer, budget);
    if (hasCatalog(file)) return file;
    const shifted = openPdf(source, shift(source, reference.places), reference.trailer, budget);
    if (hasCatalog(shifted)) return shifted;
  }
  const { places, trailer } = searchObjects(found, source, budget);
  const file = openPdf(source, places, trailer, budget);
  if (!hasCatalog(file)) found.problem('damaged', 'pdf', 'it has no catalog');
  return file;
}

function crossReference(found: Findings, source: ByteSource, budget: Budget): CrossReference | undefined {
  try {
    return readCrossReference(source, budget);
  } catch (error) {
    if (!(error instanceof UnreadableMediaError)) throw error;
    if (error.kind !== 'damaged') found.problem(error.kind, error.where, error.message);
    return undefined;
  }
}

function hasCatalog(file: PdfFile): boolean {
  return file.resolve(file.trailer.get('Root'))?.kind === 'dictionary';
}

/** Offsets may count from a header that stands behind something else. */
function shift(source: ByteSource, places: ReadonlyMap<number, PdfPlace>): ReadonlyMap<number, PdfPlace> {
  const by = asBuffer(source.read(0, 1024)).indexOf('%PDF-', 0, 'latin1');
  if (by <= 0) return places;
  return new Map(
    [...places].map(([number, place]) => [
      number,
      place.kind === 'file' ? { kind: 'file', at: place.at + by } : place,
    ]),
  );
}

function encryptsMetadata(file: PdfFile): boolean {
  const flag = dictionaryOf(file.resolve(file.trailer.get('Encrypt'))).get('EncryptMetadata');
  return !(flag?.kind === 'word' && flag.text === 'false');
}

/** The document information dictionary (§14.3.3) as `pdf.info.<Key>`. */
function addInformation(found: Findings, file: PdfFile): void {
  const information: PdfDictionary = dictionaryOf(file.resolve(file.trailer.get('Info')));
  for (const [key, entry] of information) {
    const value = file.resolve(entry);
    if (value?.kind === 'string') found.field(`pdf.info.${key}`, pdfText(value.bytes));
    else if (value?.kind === 'name') found.field(`pdf.info.${key}`, value.name);
  }
}

/** Looks at the beginning of every object in the order of the file: XMP of pictures and pages, manifests in no index. */
function glance(
  found: Findings,
  source: ByteSource,
  file: PdfFile,
  main: number | undefined,
  attached: Set<number>,
): void {
  const inFile = [...file.places].flatMap(([number, place]) =>
    place.kind === 'file' && number !== main ? [{ number, at: place.at }] : [],
  );
  if (inFile.length > MAX_GLANCES) throw new UnreadableMediaError('limit', 'pdf', 'it has too many objects');
  inFile.sort((a, b) => a.at - b.at);
  for (const { number, at } of inFile) {
    const start = asBuffer(source.read(at, GLANCE_BYTES)).toString('latin1');
    const own = start.slice(0, (start.indexOf('endobj') + 1 || start.length + 1) - 1);
    if (/\/Type\s{0,4}\/Metadata\b/.test(own)) addPartMetadata(found, file, number);
    else if (isPicture(own)) addPicture(found, file, number);
    else if (/\/AFRelationship\s{0,4}\/C2PA_Manifest\b/.test(own)) {
      addFileSpecification(found, file, { kind: 'reference', number, generation: 0 }, attached);
    }
  }
}

/** Pictures kept as files of their own (§7.4.8, §7.4.9); others are only samples of the page, without a digest of their own. */
function isPicture(start: string): boolean {
  return /\/Subtype\s{0,4}\/Image\b/.test(start) && /\/(?:DCTDecode|JPXDecode)\b/.test(start);
}

function addPicture(found: Findings, file: PdfFile, number: number): void {
  const name = `pdf.object[${number}]`;
  found.member(name, () => file.picture(number, name) ?? bufferBytes(new Uint8Array()), 'part');
}

/** XMP of a part speaks of that part, not of the document. */
function addPartMetadata(found: Findings, file: PdfFile, number: number): void {
  const part = `pdf.object[${number}]`;
  found.attempt(() => {
    const packet = file.stream(number, part);
    if (packet === undefined || packet.length === 0) return;
    const fields = readXmp(decodeXmp(packet), part);
    found.fields(fields.map((field) => ({ ...field, member: part })));
  });
}
