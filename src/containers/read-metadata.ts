import type { Sha256 } from '../domain/asset.ts';
import { UnreadableMediaError } from '../domain/errors.ts';
import type {
  ByteSource,
  Field,
  ManifestStore,
  MediaSource,
  MediaType,
  Metadata,
  Problem,
} from '../domain/media.ts';
import { hashSource } from '../files/hash.ts';
import { extensionOf } from '../files/paths.ts';
import {
  type Container,
  type Contents,
  LIMITS,
  type Member,
  mergeAll,
  mergeMetadata,
  UNSUPPORTED,
} from './container.ts';
import { areSiblings, type Format, formatNamed, hasSignature, typeOf } from './formats.ts';
import { containers } from './index.ts';
import { memberName } from './member-name.ts';
import { sniff } from './sniff.ts';
import { latin1 } from './text.ts';

const READER_OF: ReadonlyMap<string, Container> = new Map(
  containers.flatMap((container) => container.formats.map((format) => [format, container] as const)),
);

/** A file inside a file, read while its bytes were at hand. */
export interface FoundMember extends MediaSource {
  /** Its name within the file, those of the files around it in front; whatever it spells, it is only a name. */
  readonly path: string;
  readonly sha256: Sha256;
}

/** Told of every file inside a file that is media or was put in by name, inner ones before the one around them. */
export type VisitMember = (member: FoundMember) => Promise<void>;

/**
 * Everything the reader of a file's format finds in it, and in the files inside it. With `visit`, members that are files of their
 * own are told one by one instead of counting as the file itself. Where the extension names another format, that is a field
 * `file.mismatch`, and the other reader runs too if its mark is in the file.
 * Never throws for a file's content: what cannot be read is a problem.
 */
export async function readMetadata(
  type: MediaType,
  bytes: ByteSource,
  extension: string,
  visit?: VisitMember,
): Promise<Metadata> {
  return readNamed(type, bytes, extension, openWalk(visit));
}

async function readNamed(
  type: MediaType,
  bytes: ByteSource,
  extension: string,
  walk: Walk,
): Promise<Metadata> {
  const found = await readAs(type, bytes, walk);
  return mergeMetadata(found, await readMismatch(type, bytes, extension, walk));
}

/** Where reading stands among members; what may still be read is shared by all levels. */
interface Walk {
  readonly visit: VisitMember | undefined;
  readonly left: { pieces: number; files: number };
  readonly depth: number;
  readonly path: string;
}

function openWalk(visit: VisitMember | undefined): Walk {
  return { visit, left: { pieces: LIMITS.members, files: LIMITS.files }, depth: 0, path: '' };
}

async function readAs(type: MediaType, bytes: ByteSource, walk: Walk): Promise<Metadata> {
  const reader = READER_OF.get(type.format);
  if (reader === undefined) return UNSUPPORTED;
  let contents: Contents;
  try {
    contents = await reader.read(bytes, type);
  } catch (error) {
    return unread(error, undefined);
  }
  const { fields, manifests, problems, supported } = contents;
  const all: Metadata[] = [{ fields, manifests, problems, supported }];
  for (const member of contents.members ?? []) all.push(await readMember(member, walk));
  const merged = mergeAll(all);
  // The first ones say it all: ten thousand broken parts are one broken file.
  return { ...merged, problems: merged.problems.slice(0, LIMITS.problems) };
}

/** What a member holds, marked with its name; one of no known format holds nothing we could read. */
async function readMember(member: Member, walk: Walk): Promise<Metadata> {
  const name = memberName(member.name);
  try {
    const bytes = member.open();
    const extension = member.role === 'file' ? extensionOf(name) : '';
    const type = sniff(bytes, extension);
    const isOwn = walk.visit !== undefined && isFile(member, type, bytes);
    const isRead = READER_OF.has(type.format) && !(member.role === 'part' && NO_MEDIA.has(type.kind));
    if (!isRead && !isOwn) return UNSUPPORTED;
    const kind = member.role === 'piece' ? 'pieces' : 'files';
    if (walk.depth >= LIMITS.memberDepth || walk.left[kind] <= 0) return tooMany(name);
    walk.left[kind] -= 1;
    const path = nested(name, undefined, walk.path);
    const inner: Walk = { ...walk, depth: walk.depth + 1, path };
    const found = await readNamed(type, bytes, extension, inner);
    if (!isOwn || walk.visit === undefined) return marked(found, name);
    await walk.visit({ ...found, type, bytes, extension, path, sha256: hashSource(bytes) });
    return UNSUPPORTED;
  } catch (error) {
    return unread(error, name);
  }
}

/** Whether a member counts as a file of its own: whatever was put in by name, and all media. */
function isFile({ role }: Member, { kind }: MediaType, { sizeBytes }: ByteSource): boolean {
  if (role === 'piece' || sizeBytes === 0) return false;
  return role === 'file' || !NO_MEDIA.has(kind);
}

const NO_MEDIA: ReadonlySet<MediaType['kind']> = new Set(['text', 'sidecar', 'other']);

function tooMany(name: string): Metadata {
  const problem: Problem = { kind: 'limit', where: name, reason: 'too many files inside files' };
  return { ...UNSUPPORTED, problems: [problem] };
}

/** A member or reader that could not be opened, as a problem of what holds it. */
function unread(error: unknown, name: string | undefined): Metadata {
  if (!(error instanceof UnreadableMediaError)) throw error;
  const { kind, message, where } = error;
  const place = name === undefined || where.endsWith(name) ? where : `${name}: ${where}`;
  return { ...UNSUPPORTED, supported: true, problems: [{ kind, where: place, reason: message }] };
}

function marked(found: Metadata, name: string): Metadata {
  const named = <T extends Field | ManifestStore>(item: T): T => ({
    ...item,
    member: nested(name, item.member, ''),
  });
  return {
    fields: found.fields.map(named),
    manifests: found.manifests.map(named),
    problems: found.problems.map((problem) => ({ ...problem, where: `${name}: ${problem.where}` })),
    supported: true,
  };
}

function nested(name: string, inner: string | undefined, outer: string): string {
  return [outer, name, inner ?? ''].filter((step) => step !== '').join('/');
}

/** What the name claims, where it claims something else than the bytes are. */
async function readMismatch(
  type: MediaType,
  bytes: ByteSource,
  extension: string,
  walk: Walk,
): Promise<Metadata> {
  const named = formatNamed(extension);
  if (named === undefined || named.format === type.format) return UNSUPPORTED;
  if (type.kind === 'text' && hasSignature(named.format) && bytes.sizeBytes < SHORTEST_BYTES)
    return tooShort(named);
  if (areSiblings(named.format, type.format)) return UNSUPPORTED;
  if (type.format === 'unknown' && isBlank(named, bytes)) return blank(named, bytes);
  const mismatch: Field = { where: 'file.mismatch', value: `${extension}≠${type.format}` };
  const own: Metadata = { ...UNSUPPORTED, fields: [mismatch] };
  if (type.format !== 'unknown' && !carriesMarkOf(named.format, bytes)) return own;
  const other = await readAs(typeOf(named.format), bytes, walk);
  // Bytes without a mark that the named reader reads to the end are what their name says.
  const isNamed = type.format === 'unknown' && other.supported && other.problems.length === 0;
  return isNamed ? other : mergeMetadata(own, other);
}

/** A file of zeros, or of nothing: its room was made, its bytes never came. An empty text is just empty. */
function blank(named: Format, bytes: ByteSource): Metadata {
  if (bytes.sizeBytes === 0 && named.kind === 'text') return { ...UNSUPPORTED, supported: true };
  const reason =
    bytes.sizeBytes === 0 ? 'the file is empty' : `the bytes that make it ${named.format} are zero`;
  return { ...UNSUPPORTED, problems: [{ kind: 'cut', where: 'file', reason }] };
}

/** The beginning of a signature may pass as text. */
const SHORTEST_BYTES = 8;

function tooShort({ format }: Format): Metadata {
  const reason = `it ends before the bytes that would make it ${format}`;
  return { ...UNSUPPORTED, problems: [{ kind: 'cut', where: 'file', reason }] };
}

const SIGNATURE_BYTES = 16;

function isBlank(named: Format, bytes: ByteSource): boolean {
  if (bytes.sizeBytes > 0 && !hasSignature(named.format)) return false;
  return bytes.read(0, SIGNATURE_BYTES).every((byte) => byte === 0);
}

/** Formats whose mark may stand elsewhere than at the beginning, so that one file can be two. */
function carriesMarkOf(format: string, bytes: ByteSource): boolean {
  if (format === 'pdf') return latin1(bytes.read(0, 1024)).includes('%PDF-');
  const isZip = areSiblings(format, 'zip');
  if (!isZip) return false;
  const tailBytes = Math.min(bytes.sizeBytes, 66_000);
  return latin1(bytes.read(bytes.sizeBytes - tailBytes, tailBytes)).includes('PK\x05\x06');
}
