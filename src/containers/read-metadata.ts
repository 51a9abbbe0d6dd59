import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource, Field, ManifestStore, MediaType, Metadata, Problem } from '../domain/media.ts';
import {
  type Container,
  type Contents,
  LIMITS,
  type Member,
  mergeMetadata,
  UNSUPPORTED,
} from './container.ts';
import { areSiblings, type Format, formatNamed, hasSignature, typeOf } from './formats.ts';
import { containers } from './index.ts';
import { sniff } from './sniff.ts';
import { latin1 } from './text.ts';

const READER_OF: ReadonlyMap<string, Container> = new Map(
  containers.flatMap((container) => container.formats.map((format) => [format, container] as const)),
);

/**
 * Everything the reader of a file's format finds in it, and in the files inside it. Where the extension names another
 * format, that is a field `file.mismatch`, and the other reader runs too if its mark is in the file.
 * Never throws for a file's content: what cannot be read is a problem.
 */
export async function readMetadata(type: MediaType, bytes: ByteSource, extension: string): Promise<Metadata> {
  const found = await readAs(type, bytes, { depth: 0, left: LIMITS.members });
  return mergeMetadata(found, await readMismatch(type, bytes, extension));
}

/** Members that may still be read, shared by all levels. */
interface MemberBudget {
  readonly depth: number;
  left: number;
}

async function readAs(type: MediaType, bytes: ByteSource, budget: MemberBudget): Promise<Metadata> {
  const reader = READER_OF.get(type.format);
  if (reader === undefined) return UNSUPPORTED;
  let contents: Contents;
  try {
    contents = await reader.read(bytes, type);
  } catch (error) {
    if (!(error instanceof UnreadableMediaError)) throw error;
    const problem: Problem = { kind: error.kind, where: error.where, reason: error.message };
    return { fields: [], manifests: [], problems: [problem], supported: true };
  }
  const { fields, manifests, problems, supported } = contents;
  let all: Metadata = { fields, manifests, problems, supported };
  for (const member of contents.members ?? []) all = mergeMetadata(all, await readMember(member, budget));
  return all;
}

/** What a member holds, marked with its name; a member of no known format holds nothing we could read. */
async function readMember(member: Member, budget: MemberBudget): Promise<Metadata> {
  const type = sniff(member.bytes, '');
  if (!READER_OF.has(type.format)) return UNSUPPORTED;
  if (budget.depth >= LIMITS.memberDepth || budget.left <= 0) {
    return {
      ...UNSUPPORTED,
      problems: [{ kind: 'limit', where: member.name, reason: 'too many files inside files' }],
    };
  }
  budget.left -= 1;
  const inner: MemberBudget = { depth: budget.depth + 1, left: budget.left };
  const found = await readAs(type, member.bytes, inner);
  budget.left = inner.left;
  const named = <T extends Field | ManifestStore>(item: T): T => ({
    ...item,
    member: nested(member.name, item.member),
  });
  return {
    fields: found.fields.map(named),
    manifests: found.manifests.map(named),
    problems: found.problems.map((problem) => ({ ...problem, where: `${member.name}: ${problem.where}` })),
    supported: true,
  };
}

function nested(outer: string, inner: string | undefined): string {
  return inner === undefined ? outer : `${outer}/${inner}`;
}

/** What the name claims, where it claims something else than the bytes are. */
async function readMismatch(type: MediaType, bytes: ByteSource, extension: string): Promise<Metadata> {
  const named = formatNamed(extension);
  if (named === undefined || areSiblings(named.format, type.format)) return UNSUPPORTED;
  if (type.format === 'unknown' && isBlank(named, bytes)) return blank(named, bytes);
  const mismatch: Field = { where: 'file.mismatch', value: `${extension}≠${type.format}` };
  const own: Metadata = { ...UNSUPPORTED, fields: [mismatch] };
  if (type.format !== 'unknown' && !carriesMarkOf(named.format, bytes)) return own;
  const other = await readAs(typeOf(named.format), bytes, { depth: 0, left: LIMITS.members });
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
