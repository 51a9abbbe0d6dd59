import type { VisitMember } from '../containers/read-metadata.ts';
import type { FileSnapshot, ReadState, Sha256 } from '../domain/asset.ts';
import { ProvgateError, UnreadableMediaError } from '../domain/errors.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { ByteSource, MediaSource, MediaType, Metadata } from '../domain/media.ts';
import { lineageIds } from '../evidence/lineage-ids.ts';
import type { ReadingOptions } from '../evidence/reader.ts';
import { bufferBytes } from '../files/bytes.ts';
import { hashBytes, hashSlices } from '../files/hash.ts';
import { type OpenFile, openRegular } from '../files/open.ts';
import { extensionOf, pathFromBytes } from '../files/paths.ts';
import { errorCode } from '../files/walk.ts';
import { LARGE_BYTES } from './limits.ts';
import type { Decision, FileOrder, Outcome, ReadFile } from './messages.ts';
import { openMembers } from './read-members.ts';
import { UNKNOWN_TYPE, unreadableFile } from './unreadable.ts';

/** The readers an examination runs, in this order; a value, so that a test can give worse ones. */
export interface Readers {
  readonly engineVersion: number;
  readonly sniff: (bytes: ByteSource, extension: string) => MediaType;
  readonly readMetadata: (
    type: MediaType,
    bytes: ByteSource,
    extension: string,
    visit?: VisitMember,
  ) => Promise<Metadata>;
  readonly readEvidence: (source: MediaSource, options?: ReadingOptions) => Promise<readonly Evidence[]>;
  readonly readState: (
    source: Metadata & { readonly type: MediaType },
    evidence: readonly Evidence[],
  ) => { readonly state: ReadState; readonly reason: string | undefined };
}

/** What an examination tells and asks while it goes on. */
export interface Course {
  /** Runs one piece of work while nothing else in this process runs; `soon`, before files that have not begun. */
  step<T>(work: () => T | Promise<T>, soon?: boolean): Promise<T>;
  progress(bytes: number): void;
  /** Tells the digest and asks what to do with the bytes. */
  decide(sha256: Sha256 | undefined, snapshot: FileSnapshot): Promise<Decision>;
  /** Says that readers begin now; returns only when the word is on its way. */
  reading(): void;
  fault(error: unknown): void;
}

/** Small enough that the slowest share finishes one within the stall limit. */
const SLICE_BYTES = 4 * 1024 * 1024;
/** Up to here a file is read once, for its digest and its readers; a hundred of them may wait at a time. */
const HELD_BYTES = 256 * 1024;

/**
 * Examines one file through one descriptor: digest of all bytes, then as decided its type or its evidence, then
 * descriptor and path compared with the first look. Never throws for what a file is or holds.
 */
export async function examineFile(order: FileOrder, readers: Readers, course: Course): Promise<Outcome> {
  return withOpen(order.path, async (file) => {
    if (file.snapshot.sizeBytes > LARGE_BYTES && !order.large) return { kind: 'large' };
    const { digested, sha256 } = await digest(file, order, course);
    const decision = await course.decide(sha256, file.snapshot);
    return course.step(() => conclude(digested, decision, order.path, readers, course), digested !== file);
  });
}

/**
 * Opens a file, runs `work` on it and closes it. A file that is another one afterwards is `changed`, whatever `work`
 * found or threw; one that could not be opened or read is `missing` or `unreadable`.
 */
export async function withOpen(
  path: string | Buffer,
  work: (file: OpenFile) => Promise<Outcome>,
): Promise<Outcome> {
  try {
    const file = openRegular(path);
    try {
      const outcome = await work(file);
      return file.stillSame() ? outcome : { kind: 'changed' };
    } catch (error) {
      if (file.stillSame()) throw error;
      return { kind: 'changed' };
    } finally {
      file.close();
    }
  } catch (error) {
    if (error instanceof UnreadableMediaError) return { kind: 'unreadable', reason: error.message };
    if (!(error instanceof ProvgateError)) throw error;
    return error.code === 'path-missing'
      ? { kind: 'missing' }
      : { kind: 'unreadable', reason: error.message };
  }
}

/** A file with its digest where one is wanted; a small one with the very bytes that were hashed in memory. */
async function digest(
  file: OpenFile,
  order: FileOrder,
  course: Course,
): Promise<{ readonly digested: OpenFile; readonly sha256: Sha256 | undefined }> {
  const { sizeBytes } = file.snapshot;
  if (sizeBytes > order.digestUpToBytes) return { digested: file, sha256: undefined };
  if (sizeBytes > HELD_BYTES || order.decision !== 'read')
    return { digested: file, sha256: await hashAll(file, course) };
  return course.step(() => {
    const bytes = file.bytes.read(0, sizeBytes);
    return { digested: { ...file, bytes: bufferBytes(bytes) }, sha256: hashBytes(bytes) };
  });
}

/** The digest of a whole open file, a slice a step so that other files get their turn. */
export async function hashAll(file: OpenFile, course: Course): Promise<Sha256> {
  const slices = hashSlices(file.fd, file.snapshot.sizeBytes, SLICE_BYTES);
  for (;;) {
    const slice = await course.step(() => slices.next());
    if (slice.done) return slice.value;
    course.progress(SLICE_BYTES);
  }
}

async function conclude(
  file: OpenFile,
  decision: Decision,
  path: string | Buffer,
  readers: Readers,
  course: Course,
): Promise<Outcome> {
  if (decision === 'skip') return { kind: 'hashed' };
  course.reading();
  const bytes = counted(file.bytes, course);
  const extension = extensionOf(typeof path === 'string' ? path : pathFromBytes(path));
  let type = UNKNOWN_TYPE;
  try {
    type = readers.sniff(bytes, extension);
    if (decision === 'type') return { kind: 'typed', type };
    return { kind: 'examined', read: await read(type, bytes, extension, readers) };
  } catch (error) {
    const reason = readingFailure(error, course);
    return { kind: 'examined', read: unreadableFile(type, reason, readers.engineVersion) };
  }
}

async function read(
  type: MediaType,
  bytes: ByteSource,
  extension: string,
  readers: Readers,
): Promise<ReadFile> {
  const inside = openMembers(readers);
  const metadata = await readers.readMetadata(type, bytes, extension, inside.visit);
  const own = await readers.readEvidence({ ...metadata, type, bytes, extension });
  const evidence = [...own, ...inside.evidence()];
  const { state, reason } = readers.readState({ ...metadata, type }, evidence);
  const ids = lineageIds(metadata);
  return { type, evidence, state, stateReason: reason, members: inside.members(), ids };
}

/** Why readers failed, in words; a failure that is not the file's is reported as our fault as well. */
export function readingFailure(error: unknown, course: Course): string {
  if (error instanceof UnreadableMediaError) return error.message;
  // The operating system's limit shows itself as a failed allocation.
  if (error instanceof RangeError && /allocat|memory/i.test(error.message))
    return 'its reader ran out of memory';
  if (error instanceof Error && 'syscall' in error) return `could not read: ${errorCode(error)}`;
  course.fault(error);
  return 'its reader failed';
}

/** Tells how much is read, so that work linear in size gets time in proportion. */
export function counted(bytes: ByteSource, course: Course): ByteSource {
  return {
    sizeBytes: bytes.sizeBytes,
    read(offset, length) {
      const got = bytes.read(offset, length);
      if (got.length >= TOLD_BYTES) course.progress(got.length);
      return got;
    },
  };
}

/** Shorter reads are parsing, whose time is limited whatever the file's size. */
const TOLD_BYTES = 32 * 1024;
