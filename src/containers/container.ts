import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource, Field, ManifestStore, MediaType, Metadata, Problem } from '../domain/media.ts';

/**
 * What a member is to its holder. `piece`: belongs to the same picture (second image of an MPF, what stands behind the end
 * mark). `part`: a file of its own where it is media (texture, cover, picture of a document). `file`: a file put in by name.
 */
export type MemberRole = 'piece' | 'part' | 'file';

/** A part of a file that is a file of its own. */
export interface Member {
  readonly name: string;
  readonly role: MemberRole;
  /** Its bytes, unpacked when its turn comes, so that only one is held at a time. Throws UnreadableMediaError. */
  readonly open: () => ByteSource;
}

/** What a container reader returns; members are read afterwards with the reader of their own format. */
export interface Contents extends Metadata {
  readonly members?: readonly Member[];
}

/** Finds metadata in files of certain formats. It says nothing of what the metadata means. */
export interface Container {
  readonly id: string;
  /** Rises whenever it returns anything else for the same bytes; part of the evidence engine's version. */
  readonly version: number;
  readonly formats: readonly string[];
  /** May throw UnreadableMediaError; what was found before that is then lost, so report problems instead where possible. */
  read(bytes: ByteSource, type: MediaType): Promise<Contents> | Contents;
}

/** Bounds that hold for one file, whatever its format. Reaching one is a problem of kind `limit`. */
export const LIMITS = {
  /** Text kept from one file, in UTF-16 units. */
  textChars: 16 * 1024 * 1024,
  fields: 20_000,
  problems: 100,
  /** Of one kind at one place; the first ones say it all. */
  problemsAlike: 3,
  manifests: 64,
  manifestBytes: 64 * 1024 * 1024,
  /** XML parsed in one file, in UTF-16 units. */
  xmlChars: 16 * 1024 * 1024,
  /** Pieces of one picture. */
  members: 64,
  /** Files inside one file, at all depths together. */
  files: 10_000,
  /** Members inside members inside the file. */
  memberDepth: 4,
} as const;

/** Collects what a reader finds, within the limits of one file. */
export interface Findings {
  field(where: string, value: string): void;
  fields(fields: readonly Field[]): void;
  manifest(where: string, jumbf: Uint8Array): void;
  member(name: string, bytes: ByteSource | (() => ByteSource), role?: MemberRole): void;
  problem(kind: Problem['kind'], where: string, reason: string): void;
  /** Does a piece of work; UnreadableMediaError becomes a problem, so that one bad part does not hide the others. */
  attempt(work: () => void): void;
  /** Counts XML about to be parsed; throws `limit` once a file asks for too much of it. */
  countXml(chars: number, where: string): void;
  /** Characters of text that may still be kept. */
  room(): number;
  contents(): Contents;
}

/** An empty collection for one file. */
export function findings(): Findings {
  const fields: Field[] = [];
  const manifests: ManifestStore[] = [];
  const members: Member[] = [];
  const problems: Problem[] = [];
  const full = new Set<string>();
  let chars = 0;
  let xmlChars = 0;
  let manifestBytes = 0;

  const problem = (kind: Problem['kind'], where: string, reason: string): void => {
    const alike = problems.filter((other) => other.kind === kind && other.where === where).length;
    if (problems.length < LIMITS.problems && alike < LIMITS.problemsAlike)
      problems.push({ kind, where, reason });
  };
  /** One word on each limit is enough. */
  const limit = (what: string, where: string, reason: string): void => {
    if (!full.has(what)) problem('limit', where, reason);
    full.add(what);
  };
  const add = (field: Field): void => {
    if (fields.length >= LIMITS.fields) {
      limit('fields', field.where, 'too many fields');
    } else if (chars + field.value.length > LIMITS.textChars) {
      limit('text', field.where, 'too much text');
    } else {
      chars += field.value.length;
      fields.push(field);
    }
  };

  return {
    field: (where, value) => {
      if (value !== '') add({ where, value });
    },
    fields: (more) => more.forEach(add),
    manifest: (where, jumbf) => {
      manifestBytes += jumbf.length;
      if (manifests.length >= LIMITS.manifests || manifestBytes > LIMITS.manifestBytes) {
        limit('manifests', where, 'too many manifest stores');
      } else manifests.push({ where, jumbf });
    },
    member: (name, bytes, role = 'piece') => {
      const most = role === 'piece' ? LIMITS.members : LIMITS.files;
      if (members.length >= most) limit('members', name, 'too many embedded files');
      else members.push({ name, role, open: typeof bytes === 'function' ? bytes : () => bytes });
    },
    problem,
    attempt: (work) => {
      try {
        work();
      } catch (error) {
        if (!(error instanceof UnreadableMediaError)) throw error;
        problem(error.kind, error.where, error.message);
      }
    },
    countXml: (more, where) => {
      xmlChars += more;
      if (xmlChars > LIMITS.xmlChars) throw new UnreadableMediaError('limit', where, 'too much XML');
    },
    room: () => Math.max(0, LIMITS.textChars - chars),
    contents: () => ({ fields, manifests, problems, supported: true, members }),
  };
}

/** Metadata of a file no reader knows. */
export const UNSUPPORTED: Metadata = { fields: [], manifests: [], problems: [], supported: false };

/** Both together; supported where either is. */
export function mergeMetadata(first: Metadata, second: Metadata): Metadata {
  return mergeAll([first, second]);
}

/** All together, in time linear in what they hold; supported where any is. */
export function mergeAll(all: readonly Metadata[]): Metadata {
  return {
    fields: all.flatMap(({ fields }) => fields),
    manifests: all.flatMap(({ manifests }) => manifests),
    problems: all.flatMap(({ problems }) => problems),
    supported: all.some(({ supported }) => supported),
  };
}

/** Exactly `length` bytes from `offset`; throws `cut` where the file ends before. */
export function take(source: ByteSource, offset: number, length: number, where: string): Uint8Array {
  const bytes = source.read(offset, length);
  if (bytes.length < length) {
    const missing = length - bytes.length;
    throw new UnreadableMediaError('cut', where, `${missing} of ${length} bytes lie beyond the end`);
  }
  return bytes;
}
