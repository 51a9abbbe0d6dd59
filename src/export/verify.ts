import { setImmediate } from 'node:timers/promises';
import { EXIT, type ExitCode, ProvgateError, UnreadableMediaError } from '../domain/errors.ts';
import { type RelPath, ROOT } from '../domain/path.ts';
import { openRegular } from '../files/open.ts';
import { comparePaths, diskPath } from '../files/paths.ts';
import { lookAt } from '../files/snapshot.ts';
import { walk } from '../files/walk.ts';
import { hashGently } from './copy-file.ts';
import { fold } from './layout.ts';
import { MANIFEST_NAME, type ManifestJson, parseManifest, placeOf } from './manifest.ts';

/** How a delivery compares with its manifest. Paths are relative to the delivery, in byte order. */
export interface Verification {
  readonly ok: boolean;
  readonly files: number;
  readonly altered: readonly RelPath[];
  readonly missing: readonly RelPath[];
  readonly extra: readonly RelPath[];
  readonly unreadable: readonly RelPath[];
  /** Files found under another spelling of their name (case, composed letters) with the right bytes. */
  readonly twins: readonly { readonly listed: RelPath; readonly found: RelPath }[];
  readonly manifest: ManifestJson;
}

/** Longest manifest that is read: a few million files. */
const MOST_MANIFEST_BYTES = 2 ** 30;

export interface VerifyDeliveryOptions {
  /** Absolute path of the manifest; by default the one at the top of the delivery. */
  readonly manifest?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: { readonly done: number; readonly total: number }) => void) | undefined;
}

/**
 * Compares a delivery with its manifest, byte for byte; writes nothing, asks nothing of network or registry. Throws
 * `path-missing` where there is no delivery, `could-not-read` where there is no manifest to verify against.
 */
export async function verify(dir: string, options: VerifyDeliveryOptions = {}): Promise<Verification> {
  if (lookAt(dir)?.kind !== 'folder')
    throw new ProvgateError(
      'path-missing',
      'There is no delivery folder at this place.',
      'Name the folder that holds the delivery.',
    );
  const { bytes: manifestBytes, manifest } = readManifest(options.manifest ?? `${dir}/${MANIFEST_NAME}`);
  const listed = new Map(manifest.files.map((file) => [placeOf(file), file]));
  const found = look(dir);
  const altered: RelPath[] = [];
  const missing: RelPath[] = [];
  const unreadable: RelPath[] = [...found.unreadable];
  const twins: { listed: RelPath; found: RelPath }[] = [];
  const rest = new Set([...found.files, ...found.others]);
  const byFold = new Map(
    [...found.files].filter((path) => !listed.has(path)).map((path) => [fold(path), path]),
  );
  await checkInnerManifest(dir, manifestBytes, rest, { altered, unreadable });
  let done = 0;
  for (const [place, file] of listed) {
    options.signal?.throwIfAborted();
    const twin = rest.has(place) ? undefined : byFold.get(fold(place));
    const path = twin ?? place;
    if (!rest.has(path)) {
      missing.push(place);
      continue;
    }
    const result = found.files.has(path) ? await compare(dir, path, file.sha256) : 'altered';
    if (twin !== undefined && result === 'altered') {
      missing.push(place);
      continue;
    }
    rest.delete(path);
    if (result === 'altered') altered.push(place);
    else if (result === 'unreadable') unreadable.push(path);
    else if (twin !== undefined) twins.push({ listed: place, found: twin });
    done += 1;
    options.onProgress?.({ done, total: listed.size });
    await setImmediate();
  }
  const lists = {
    altered: altered.sort(comparePaths),
    missing: missing.sort(comparePaths),
    extra: [...rest].sort(comparePaths),
    unreadable: unreadable.sort(comparePaths),
  };
  const ok = Object.values(lists).every((list) => list.length === 0);
  return { ok, files: listed.size, ...lists, twins, manifest };
}

/** The exit code of a verification: altered or extra 1, missing or unreadable 3. */
export function exitOfVerification({ ok, altered, extra }: Verification): ExitCode {
  if (ok) return EXIT.pass;
  return altered.length > 0 || extra.length > 0 ? EXIT.blocked : EXIT.undecided;
}

function readManifest(path: string): { readonly bytes: Buffer; readonly manifest: ManifestJson } {
  const bytes = wholeFile(path);
  const manifest = parseManifest(bytes.toString('utf8'));
  if (manifest !== undefined) return { bytes, manifest };
  throw new ProvgateError(
    'could-not-read',
    'The manifest is damaged or of another kind, so there is nothing to verify against.',
    'Ask whoever made the delivery for its manifest, and name it with --manifest FILE.',
  );
}

function wholeFile(path: string): Buffer {
  try {
    const file = openRegular(path);
    try {
      const size = Math.min(file.snapshot.sizeBytes, MOST_MANIFEST_BYTES);
      return Buffer.from(file.bytes.read(0, size));
    } finally {
      file.close();
    }
  } catch (error) {
    if (!(error instanceof ProvgateError) && !(error instanceof UnreadableMediaError)) throw error;
    throw new ProvgateError(
      'could-not-read',
      'There is no manifest that could be read, so there is nothing to verify against.',
      `A delivery holds ${MANIFEST_NAME}; name another manifest with --manifest FILE.`,
      { cause: error },
    );
  }
}

/** The manifest inside the delivery is no item; where another one was named, the two must be the same. */
async function checkInnerManifest(
  dir: string,
  bytes: Buffer,
  rest: Set<RelPath>,
  into: { readonly altered: RelPath[]; readonly unreadable: RelPath[] },
): Promise<void> {
  const place = MANIFEST_NAME as RelPath;
  if (!rest.delete(place)) return;
  try {
    if (!wholeFile(`${dir}/${MANIFEST_NAME}`).equals(bytes)) into.altered.push(place);
  } catch (error) {
    if (!(error instanceof ProvgateError)) throw error;
    into.unreadable.push(place);
  }
}

interface Found {
  readonly files: ReadonlySet<RelPath>;
  /** Links and special files: never opened, never part of a delivery. */
  readonly others: ReadonlySet<RelPath>;
  readonly unreadable: readonly RelPath[];
}

function look(dir: string): Found {
  const files = new Set<RelPath>();
  const others = new Set<RelPath>();
  const unreadable: RelPath[] = [];
  for (const batch of walk(dir, ROOT, () => true)) {
    for (const step of batch) {
      if ('unlistable' in step) unreadable.push(step.path);
      else if (step.entry.kind === 'file') files.add(step.path);
      else if (step.entry.kind !== 'folder') others.add(step.path);
    }
  }
  return { files, others, unreadable };
}

async function compare(
  dir: string,
  path: RelPath,
  expected: string,
): Promise<'same' | 'altered' | 'unreadable'> {
  try {
    const file = openRegular(diskPath(dir, path));
    try {
      return (await hashGently(file)) === expected ? 'same' : 'altered';
    } finally {
      file.close();
    }
  } catch (error) {
    const isSystem = error instanceof Error && 'syscall' in error;
    if (isSystem || error instanceof ProvgateError || error instanceof UnreadableMediaError)
      return 'unreadable';
    throw error;
  }
}
