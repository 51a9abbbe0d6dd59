import { createHash } from 'node:crypto';
import type { FileSnapshot, Instant, Sha256 } from '../../src/domain/asset.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { Examination } from '../../src/domain/examination.ts';
import type { Observation } from '../../src/domain/observation.ts';
import { POINTS } from '../../src/domain/origin.ts';
import type { RelPath } from '../../src/domain/path.ts';
import type { Clock, Ids } from '../../src/domain/ports.ts';

/** A path as the files room would make it. */
export function at(text: string): RelPath {
  return text as RelPath;
}

export function instant(text: string): Instant {
  return text as Instant;
}

export function sha(content: string): Sha256 {
  return createHash('sha256').update(content).digest('hex') as Sha256;
}

export function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

/** A clock that moves a second with every look, from a fixed start. */
export function steppingClock(): Clock & { moveMs(ms: number): void } {
  let nowMs = Date.UTC(2026, 10, 22, 10, 0, 0);
  const tick = () => {
    nowMs += 1000;
    return nowMs;
  };
  return {
    now: () => instant(new Date(tick()).toISOString()),
    nowUs: () => tick() * 1000,
    moveMs: (ms) => {
      nowMs += ms;
    },
  };
}

/** Ids that rise and tell which came first. */
export function countingIds(prefix = 'id'): Ids {
  let count = 0;
  return { next: () => `${prefix}-${String(++count).padStart(6, '0')}` };
}

export function snapshot(seed: number, changes: Partial<FileSnapshot> = {}): FileSnapshot {
  const us = 1_790_000_000_000_000 + seed;
  return {
    sizeBytes: 1_000 + seed,
    mtimeUs: us,
    ctimeUs: us,
    birthUs: us,
    inode: String(18_446_744_073_709_000_000n + BigInt(seed)),
    device: '2049',
    links: 1,
    ...changes,
  };
}

export function claim(changes: Partial<Evidence> = {}): Evidence {
  return {
    subject: 'content',
    reader: 'exif',
    readerVersion: 1,
    rule: 'camera-exif',
    strength: 'heuristic',
    where: 'exif.Make',
    excerpt: 'Canon',
    status: 'read',
    ...changes,
  };
}

export const generated = claim({
  reader: 'generators',
  rule: 'comfyui.prompt',
  points: POINTS.generated,
  strength: 'tool',
  where: 'png.text.prompt',
  excerpt: 'a quay at dusk',
  tool: 'ComfyUI',
});

export const captured = claim({
  reader: 'camera',
  rule: 'canon-structure',
  points: POINTS.captured,
  strength: 'tool',
  where: 'exif.MakerNote',
});

export const generatedName = claim({
  subject: 'location',
  reader: 'name',
  rule: 'generator-name',
  points: POINTS.generated,
  strength: 'heuristic',
  where: 'ChatGPT Image.png',
});

/** The claim of a folder rule at a path. */
export function cameraFolder(path: RelPath): Evidence {
  return claim({
    subject: 'location',
    reader: 'origins',
    rule: 'origin-rule',
    points: POINTS.captured,
    strength: 'rule',
    where: path,
  });
}

interface Seen {
  readonly content: string;
  readonly evidence?: readonly Evidence[];
  readonly place?: readonly Evidence[];
  readonly at?: string;
  readonly inDeliverable?: boolean;
  readonly snapshot?: FileSnapshot;
  readonly placeStamp?: string;
  readonly examination?: Partial<Examination>;
}

const START = '2026-11-22T09:00:00.000Z';

function common(path: string, seen: Omit<Seen, 'content'>, seed: number) {
  return {
    path: at(path),
    snapshot: seen.snapshot ?? snapshot(seed),
    observedAt: instant(seen.at ?? START),
    locationEvidence: seen.place ?? [],
    inDeliverable: seen.inDeliverable ?? false,
    ...(seen.placeStamp !== undefined && { placeStamp: seen.placeStamp }),
  };
}

/** A file whose bytes were read; `content` stands for them. */
export function examined(path: string, seen: Seen): Observation {
  const base = common(path, seen, seedOf(seen.content));
  return {
    ...base,
    kind: 'examined',
    examination: {
      sha256: sha(seen.content),
      snapshot: base.snapshot,
      type: { kind: 'image', format: 'png', holdsMedia: false },
      evidence: seen.evidence ?? [],
      state: 'ok',
      stateReason: undefined,
      engineVersion: 1,
      ...seen.examination,
    },
  };
}

/** A file whose bytes are those of a known asset. */
export function hashed(path: string, seen: Seen): Observation {
  return { ...common(path, seen, seedOf(seen.content)), kind: 'hashed', sha256: sha(seen.content) };
}

/** A file that could not be read. */
export function unreadable(path: string, reason: string, seen: Omit<Seen, 'content'> = {}): Observation {
  return { ...common(path, seen, seedOf(path)), kind: 'unreadable', reason };
}

/** A rename. */
export function moved(
  from: string,
  path: string,
  assetId: Extract<Observation, { kind: 'moved' }>['assetId'],
  seen: Omit<Seen, 'content'> = {},
): Observation {
  return { ...common(path, seen, seedOf(path)), kind: 'moved', from: at(from), assetId };
}

function seedOf(text: string): number {
  return Number.parseInt(sha(text).slice(0, 6), 16);
}
