import type { Instant } from '../../src/domain/asset.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { POINTS } from '../../src/domain/origin.ts';
import type { RelPath } from '../../src/domain/path.ts';
import type { Runtime } from '../../src/domain/runtime.ts';
import { diskPath } from '../../src/files/paths.ts';
import { placeStamp } from '../../src/sidecars/beside.ts';

/** Older than every engine there was. */
export const BEFORE_ALL = 0;

/** What a mistaken reader once said: a camera made this. */
export const SAYS_CAMERA: Evidence = {
  subject: 'content',
  reader: 'camera-native',
  readerVersion: 1,
  rule: 'a-rule-of-old',
  points: POINTS.captured,
  strength: 'tool',
  where: 'exif.MakerNote',
  excerpt: 'Canon',
  status: 'read',
};

/** What a mistaken reader once said: a model made this. */
export const SAYS_GENAI: Evidence = {
  ...SAYS_CAMERA,
  reader: 'generator-signature',
  points: POINTS.generated,
  where: 'png.text.Title',
  excerpt: 'quay',
  tool: 'Old Generator',
};

/** Registers a file as an engine read it, with what that engine found in it; long enough ago for `stat` to prove its bytes. */
export async function recordOlder(
  runtime: Runtime,
  path: string,
  evidence: readonly Evidence[],
  engineVersion = BEFORE_ALL,
): Promise<void> {
  const { production, examiner, recorder } = runtime;
  const result = await examiner.examine(diskPath(production.root, path as RelPath));
  if (result.kind !== 'examined') throw new Error(`${path}: ${result.kind}`);
  const { examination } = result;
  const afterwards = new Date(examination.snapshot.ctimeUs / 1000 + 10_000).toISOString() as Instant;
  await recorder.record({
    kind: 'examined',
    path: path as RelPath,
    snapshot: examination.snapshot,
    observedAt: afterwards,
    locationEvidence: [],
    inDeliverable: false,
    placeStamp: placeStamp(production.root, [], examiner),
    examination: { ...examination, evidence, engineVersion, state: 'ok', stateReason: undefined },
  });
}
