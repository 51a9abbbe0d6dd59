import type { Evidence } from '../domain/evidence.ts';
import type { MediaSource } from '../domain/media.ts';
import type { RelPath } from '../domain/path.ts';
import type { OpenFile } from '../files/open.ts';
import { baseName, extensionOf, pathBytes, pathFromBytes } from '../files/paths.ts';
import { type Course, counted, hashAll, type Readers, readingFailure, withOpen } from './examine-file.ts';
import { SIDECAR_BYTES } from './limits.ts';
import type { Outcome, SidecarOrder } from './messages.ts';
import { unreadableEvidence } from './unreadable.ts';

/**
 * Reads one sidecar as evidence of the place it shares with its media file: its own fields and manifests, or for a
 * `.c2pa` file its manifest store judged against the media file's bytes (C2PA 2.4 §11.4, external manifests).
 */
export function examineSidecar(order: SidecarOrder, readers: Readers, course: Course): Promise<Outcome> {
  return withOpen(order.mediaPath, async (media) => {
    const name = baseName(keyOf(order.path));
    const outcome = await withOpen(order.path, async (file) => {
      if (file.snapshot.sizeBytes > SIDECAR_BYTES) return { kind: 'unreadable', reason: TOO_LARGE };
      const sha256 = await hashAll(file, course);
      const decision = await course.decide(sha256, file.snapshot);
      if (decision !== 'read') return { kind: 'unreadable', reason: 'its reader stopped twice' };
      const evidence = await course.step(() => read(name, file, media, order, readers, course));
      return { kind: 'sidecar', evidence, media: media.snapshot };
    });
    if (outcome.kind !== 'missing' && outcome.kind !== 'unreadable') return outcome;
    // A sidecar that is gone says nothing; one that is there and cannot be read is a fact about this place.
    const evidence =
      outcome.kind === 'missing'
        ? []
        : [unreadableEvidence('location', name, outcome.reason, readers.engineVersion)];
    return { kind: 'sidecar', evidence, media: media.snapshot };
  });
}

const TOO_LARGE = 'a sidecar larger than any of its kind';

async function read(
  name: string,
  file: OpenFile,
  media: OpenFile,
  order: SidecarOrder,
  readers: Readers,
  course: Course,
): Promise<readonly Evidence[]> {
  course.reading();
  try {
    const source =
      extensionOf(name) === 'c2pa'
        ? manifestOf(file, media, extensionOf(keyOf(order.mediaPath)), readers, course)
        : await ownSource(file, extensionOf(name), readers, course);
    const evidence = await readers.readEvidence(source, { isSidecar: true });
    const { state, reason } = readers.readState(source, evidence);
    const found = evidence.map((claim) => ({
      ...claim,
      subject: 'location' as const,
      where: `${name}/${claim.where}`,
    }));
    if (state === 'ok' || state === 'unsupported') return found;
    return [...found, unreadableEvidence('location', name, reason ?? state, readers.engineVersion)];
  } catch (error) {
    return [unreadableEvidence('location', name, readingFailure(error, course), readers.engineVersion)];
  }
}

/** The media file as it would be with the sidecar's manifest store inside it. */
function manifestOf(
  file: OpenFile,
  media: OpenFile,
  mediaExtension: string,
  readers: Readers,
  course: Course,
): MediaSource {
  const bytes = counted(media.bytes, course);
  return {
    type: readers.sniff(bytes, mediaExtension),
    bytes,
    extension: mediaExtension,
    fields: [],
    manifests: [{ where: 'c2pa.beside', jumbf: file.bytes.read(0, file.bytes.sizeBytes) }],
    problems: [],
    supported: true,
  };
}

async function ownSource(
  file: OpenFile,
  extension: string,
  readers: Readers,
  course: Course,
): Promise<MediaSource> {
  const bytes = counted(file.bytes, course);
  const type = readers.sniff(bytes, extension);
  return { ...(await readers.readMetadata(type, bytes, extension)), type, bytes, extension };
}

function keyOf(path: string | Buffer): RelPath {
  return pathFromBytes(typeof path === 'string' ? pathBytes(path) : path);
}
