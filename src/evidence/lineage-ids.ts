import type { Foreign } from '../containers/cbor.ts';
import { member, readManifestStore } from '../containers/jumbf.ts';
import { UnreadableMediaError } from '../domain/errors.ts';
import { comparableId, type IdRole, type LineageId, MAX_IDS } from '../domain/lineage.ts';
import type { Field, ManifestStore, MediaSource } from '../domain/media.ts';
import { lastStep, placeOf } from './claim.ts';
import { readLabel } from './tc260-label.ts';

/** An id and where it stands. */
export interface FoundId extends LineageId {
  readonly where: string;
  /** As written. */
  readonly text: string;
}

/** Ids that templates and libraries write into unrelated files; they join nothing. */
const BOILERPLATE = new Set(
  ['cb9f5498-bb58-4572-8043-8c369e6bfb9b'].flatMap((uuid) => [uuid, `xmp.did:${uuid}`, `xmp.iid:${uuid}`]),
);
/** Nothing but zeros behind its scheme. */
const BLANK = /^(?:[a-z.:]*:)?[0{}-]{4,}$/;

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const BARE_UUID = new RegExp(`^\\s*(${UUID})\\s*$`, 'i');

/** Fields that hold an id, or text an id is cut out of by the first group of `part`. */
const FIELDS: readonly {
  readonly role: IdRole;
  readonly field: RegExp;
  readonly step?: RegExp;
  readonly part?: RegExp;
}[] = [
  {
    role: 'parent',
    field: /^xmp\.xmpMM:(?:DerivedFrom|Ingredients|RenditionOf|ManagedFrom)/,
    step: /^stRef:(?:documentID|instanceID|originalDocumentID|filePath)$/,
  },
  {
    role: 'parent',
    field: /^xmp\.xmpMM:Pantry/,
    step: /^xmpMM:(?:OriginalDocumentID|DocumentID|InstanceID)$/,
  },
  { role: 'version', field: /^xmp\.xmpMM:(?:History|Versions)/, step: /^stEvt:instanceID$/ },
  { role: 'original', field: /^xmp\.xmpMM:OriginalDocumentID$/ },
  { role: 'document', field: /^xmp\.xmpMM:DocumentID$/ },
  { role: 'instance', field: /^xmp\.xmpMM:InstanceID$/ },
  { role: 'ancestor', field: /^xmp\.photoshop:DocumentAncestors/ },
  { role: 'generation', field: /^xmp\./, step: /^Iptc4xmpExt:DigImageGUID$/ },
  { role: 'generation', field: /^png\.text\.hf-job-id$/ },
  {
    role: 'generation',
    field:
      /^(?:png\.text\.(?:Description|Comment)|exif\.(?:ImageDescription|UserComment)|xmp\.(?:dc:description|tiff:ImageDescription)|iptc\.2:120)/,
    part: new RegExp(`\\bJob ID: (${UUID})\\s*$`),
  },
  {
    role: 'generation',
    field: /^(?:id3|isobmff|vorbis|riff|matroska|ape|asf)\./,
    part: new RegExp(`^\\s*made with suno(?: studio)?;.{0,200}\\bid=(${UUID})`, 'i'),
  },
  {
    role: 'generation',
    field: /^id3\.(?:WOAS|WOAF|WOAR|WXXX)/,
    part: new RegExp(`^https?://(?:www\\.)?suno\\.(?:com|ai)/song/(${UUID})`, 'i'),
  },
  { role: 'manifest', field: /^xmp\./, step: /^dcterms:provenance$/, part: new RegExp(`(${UUID})`, 'i') },
];

/** Grok's pair: the picture's id stands as artist only where its signature stands as description. */
const GROK_SIGNATURE = /^\s*Signature:\s{0,8}[A-Za-z0-9+/]{64,}={0,2}\s*$/;
const ARTIST = /^(?:exif\.Artist|xmp\.dc:creator|xmp\.tiff:Artist|png\.text\.Author|iptc\.2:80)/;

/** Every id in a file that joins it with others, each once, at most `MAX_IDS`; `left` says how many more there were. */
export function findIds(source: Pick<MediaSource, 'fields' | 'manifests'>): {
  readonly ids: readonly FoundId[];
  readonly left: number;
} {
  const ids = new Map<string, FoundId>();
  let left = 0;
  for (const found of allIds(source)) {
    const key = `${found.role} ${found.id}`;
    if (BOILERPLATE.has(found.id) || BLANK.test(found.id) || ids.has(key)) continue;
    if (ids.size < MAX_IDS) ids.set(key, found);
    else left += 1;
  }
  return { ids: [...ids.values()], left };
}

/** The same without where they stand, as they are recorded. */
export function lineageIds(source: Pick<MediaSource, 'fields' | 'manifests'>): readonly LineageId[] {
  return findIds(source).ids.map(({ role, id }) => ({ role, id }));
}

function* allIds(source: Pick<MediaSource, 'fields' | 'manifests'>): Generator<FoundId> {
  const isGrok = source.fields.some((field) => GROK_SIGNATURE.test(field.value));
  for (const field of source.fields) {
    yield* fieldIds(field);
    if (isGrok && ARTIST.test(field.where))
      yield* idOf('generation', placeOf(field), partOf(field, BARE_UUID));
    yield* labelIds(field);
  }
  for (const store of source.manifests) yield* storeIds(store);
}

function* fieldIds(field: Field): Generator<FoundId> {
  const step = lastStep(field.where);
  for (const { role, field: where, step: last, part } of FIELDS) {
    if (!where.test(field.where) || !(last?.test(step) ?? true)) continue;
    yield* idOf(role, placeOf(field), part === undefined ? field.value : partOf(field, part));
  }
}

/** Longer texts are prompts and documents, and no place for an id. */
const MAX_TEXT_CHARS = 64 * 1024;

function partOf({ value }: Field, part: RegExp): string | undefined {
  return value.length > MAX_TEXT_CHARS ? undefined : part.exec(value)?.[1];
}

/** The ids of the Chinese national label (GB 45438-2025, Appendix E), wherever it is told. */
function* labelIds(field: Field): Generator<FoundId> {
  // The whole text of a settings file: its ids belong to the file it describes.
  if (field.where === 'file.text') return;
  if (!/AIGC/i.test(field.where) && !/"?(?:ProduceID|PropagateID)"?\s{0,8}:/i.test(field.value)) return;
  const label = readLabel(field.value, true);
  yield* idOf('generation', placeOf(field), label?.produceId);
  yield* idOf('generation', placeOf(field), label?.propagateId);
  yield* idOf('producer', placeOf(field), label?.producer);
}

/** Ids in a content credential: its own manifest and save, and those of everything it was made from. */
function* storeIds(store: ManifestStore): Generator<FoundId> {
  const where = placeOf(store);
  const manifests = readStore(store.jumbf);
  const active = manifests.at(-1);
  for (const manifest of manifests) {
    const isOwn = manifest === active && store.member === undefined;
    yield* idOf(isOwn ? 'manifest' : 'parent', where, uuidIn(manifest.label));
    yield* idOf(isOwn ? 'instance' : 'parent', where, text(member(manifest.claim, 'instanceID')));
    for (const { content } of manifest.ingredients)
      for (const key of ['instanceID', 'instance_id', 'documentID', 'document_id'])
        yield* idOf('parent', where, text(member(content, key)));
  }
}

/** A store that cannot be read is told of elsewhere. */
function readStore(jumbf: Uint8Array): ReturnType<typeof readManifestStore>['manifests'] {
  try {
    return readManifestStore(jumbf).manifests;
  } catch (error) {
    if (error instanceof UnreadableMediaError) return [];
    throw error;
  }
}

/** `urn:c2pa:UUID:adobe` and `urn-c2pa-UUID-adobe` in an address name the same manifest. */
function uuidIn(label: string): string {
  return new RegExp(UUID, 'i').exec(label)?.[0] ?? label;
}

function* idOf(role: IdRole, where: string, written: string | undefined): Generator<FoundId> {
  const id = written === undefined ? undefined : comparableId(written);
  if (id !== undefined && written !== undefined) yield { role, id, where, text: written.trim() };
}

function text(value: Foreign | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
