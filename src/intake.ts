import { isNestedProduction, isOwnState } from './configuration/own-state.ts';
import { patternsOf } from './configuration/patterns-of.ts';
import type { AssetId } from './domain/asset.ts';
import type { Evidence } from './domain/evidence.ts';
import type { ExamineResult } from './domain/examination.ts';
import type { Observation, Recorded } from './domain/observation.ts';
import { type RelPath, ROOT } from './domain/path.ts';
import type { LiveLocation } from './domain/registry.ts';
import type { Runtime } from './domain/runtime.ts';
import { nameEvidence, originRuleEvidence } from './evidence/location.ts';
import { isJunk } from './files/junk.ts';
import { mountOf } from './files/mount.ts';
import { baseName, diskPath, parentOf } from './files/paths.ts';
import { entryAt, reach } from './files/reach.ts';
import type { Entry, EntryKind } from './files/snapshot.ts';
import { listNames } from './files/walk.ts';
import { type Beside, lookBeside, placeStamp, standsForPartner } from './sidecars/beside.ts';
import { ownSidecarCameAlong } from './sidecars/own-files.ts';

/** Why an entry is no asset. */
export type SkipReason =
  | 'own-state'
  | 'own-file'
  /** A foreign sidecar beside its partner: evidence, not an asset. */
  | 'sidecar'
  | 'link'
  | 'special-file'
  | 'folder'
  | 'ignored'
  | 'system-file'
  | 'nested-production';

/** What became of one path. */
export type IntakeResult =
  | {
      readonly kind: 'recorded';
      readonly path: RelPath;
      readonly recorded: Recorded;
      readonly bytesHashed: number;
      /** Files this one speaks of as a sidecar: they must be read again. */
      readonly partners: readonly RelPath[];
    }
  /** It changed while it was read: back to settle. */
  | { readonly kind: 'changed'; readonly path: RelPath }
  | { readonly kind: 'missing'; readonly path: RelPath }
  /** The system would not even say what is there. */
  | { readonly kind: 'unreachable'; readonly path: RelPath; readonly reason: string }
  | {
      readonly kind: 'skipped';
      readonly path: RelPath;
      readonly reason: SkipReason;
      readonly partners: readonly RelPath[];
    };

/** What a walk already knows of a path, so that it need not be looked up again for each of a million files. */
export interface Walked {
  readonly beside: Beside;
  /** The live place this file was renamed from. */
  readonly movedFrom: LiveLocation | undefined;
}

export interface IntakeOptions {
  /** A person named this path: `ignore` and the list of system files have no effect on it. */
  readonly named?: boolean;
  /** Reached by a walk that saw every folder above it. */
  readonly walked?: Walked;
}

/**
 * The whole path of one asset: look, decide whether it is one, gather what its place says, read its bytes, and record all of it in one
 * transaction. Throws ProvgateError of the registry only; what is wrong with the file is a result.
 */
export async function intake(
  runtime: Runtime,
  path: RelPath,
  options: IntakeOptions = {},
): Promise<IntakeResult> {
  const { registry, examiner } = runtime;
  const { root } = runtime.production;
  const observedAt = runtime.clock.now();

  const entry = reach(root, path);
  if (entry === undefined) return { kind: 'missing', path };
  if ('refused' in entry) return { kind: 'unreachable', path, reason: entry.refused };
  const reason = skipReason(runtime, path, entry.kind, options) ?? throughAncestors(runtime, path, options);
  if (reason !== undefined) return { kind: 'skipped', path, reason, partners: [] };

  const beside = options.walked?.beside ?? (await lookBeside(registry, runtime.production, path));
  if (beside.isOwn) return { kind: 'skipped', path, reason: 'own-file', partners: [] };
  const { partners } = beside;
  if (standsForPartner(path, beside)) return { kind: 'skipped', path, reason: 'sidecar', partners };
  const place = {
    path,
    observedAt,
    inDeliverable: patternsOf(runtime.production.configuration).deliverableOf(path) !== undefined,
    placeStamp: placeStamp(root, beside.sidecars, examiner),
  };

  const from = await renamedFrom(runtime, path, entry, options);
  if (from?.assetId !== undefined && (await hasNothingNewBeside(runtime, from.path, path, beside))) {
    const locationEvidence = await evidenceOfPlace(runtime, path, await formatOf(runtime, from.assetId), []);
    const moved = { kind: 'moved', from: from.path, assetId: from.assetId } as const;
    // As if nothing stood beside it: what came along is recorded as ours later, and read like any other sidecar if that fails.
    const alone = { ...place, placeStamp: placeStamp(root, [], examiner) };
    const observation = { ...alone, snapshot: entry.snapshot, locationEvidence, ...moved };
    return done(await runtime.recorder.record(observation), 0, partners);
  }

  const result = await examiner.examine(diskPath(root, path), {
    isKnown: async (sha256) => {
      const known = await registry.assets.byDigest(sha256);
      return known !== undefined && examiner.isCurrent(known);
    },
    sidecars: beside.sidecars.map((sidecar) => diskPath(root, sidecar)),
  });
  if (result.kind === 'missing' || result.kind === 'changed') return { kind: result.kind, path };
  const observation = await observed(runtime, place, entry, result);
  const bytesHashed = result.kind === 'unreadable' ? 0 : observation.snapshot.sizeBytes;
  return done(await runtime.recorder.record(observation), bytesHashed, partners);
}

/** Why an entry is no asset by its place and kind alone; undefined where it may be one. */
export function skipReason(
  runtime: Pick<Runtime, 'production'>,
  path: RelPath,
  kind: EntryKind,
  options: Pick<IntakeOptions, 'named'> = {},
): SkipReason | undefined {
  if (isOwnState(runtime.production, path)) return 'own-state';
  if (kind === 'folder') return 'folder';
  if (kind === 'link') return 'link';
  if (kind === 'special') return 'special-file';
  const patterns = patternsOf(runtime.production.configuration);
  const byPattern = patterns.isIgnored(path);
  if (!byPattern && !isJunk(baseName(path))) return undefined;
  if (options.named === true || patterns.deliverableOf(path) !== undefined) return undefined;
  return byPattern ? 'ignored' : 'system-file';
}

/** Looks at the folders above a path that no walk has seen: none may be a link or another production. */
function throughAncestors(runtime: Runtime, path: RelPath, options: IntakeOptions): SkipReason | undefined {
  if (options.walked !== undefined) return undefined;
  for (let folder = parentOf(path); folder !== ROOT; folder = parentOf(folder)) {
    if (entryAt(runtime.production.root, folder)?.kind === 'link') return 'link';
    if (isNestedProduction(runtime.production, folder)) return 'nested-production';
  }
  return undefined;
}

function hasNothingNewBeside(runtime: Runtime, from: RelPath, to: RelPath, beside: Beside): Promise<boolean> {
  const { registry, production } = runtime;
  if (beside.sidecars.length === 0) return Promise.resolve(true);
  return ownSidecarCameAlong(registry, production.root, from, to, beside.sidecars);
}

/** The live place whose file now stands at `path`, when everything says that it was only renamed. */
async function renamedFrom(
  runtime: Runtime,
  path: RelPath,
  entry: Entry,
  options: IntakeOptions,
): Promise<LiveLocation | undefined> {
  if (options.walked !== undefined) return options.walked.movedFrom;
  const { registry, production } = runtime;
  if ((await registry.locations.at([path])).has(path)) return undefined;
  const alike = await registry.locations.likeSnapshot(entry.snapshot);
  const gone = alike.find((live) => live.assetId !== undefined && isGone(production.root, live.path));
  if (gone === undefined) return undefined;
  // Inode numbers of network file systems are no identity.
  return isLocal(production.root) ? gone : undefined;
}

function isLocal(root: string): boolean {
  try {
    return mountOf(root).local;
  } catch {
    // The root went away this moment; nothing can be told of inodes on it.
    return false;
  }
}

/** Whether no entry of exactly this name is there; on disks that fold case another spelling is another name. */
export function isGone(root: string, path: RelPath): boolean {
  if (reach(root, path) === undefined) return true;
  const listing = listNames(root, parentOf(path));
  return listing.kind === 'names' && !listing.names.includes(baseName(path));
}

async function observed(
  runtime: Runtime,
  place: Pick<Observation, 'path' | 'observedAt' | 'inDeliverable' | 'placeStamp'>,
  entry: Entry,
  result: Exclude<ExamineResult, { kind: 'missing' | 'changed' }>,
): Promise<Observation> {
  if (result.kind === 'unreadable') {
    const locationEvidence = await evidenceOfPlace(runtime, place.path, undefined, []);
    const { reason } = result;
    return { ...place, snapshot: entry.snapshot, locationEvidence, kind: 'unreadable', reason };
  }
  if (result.kind === 'hashed') {
    const { sha256, snapshot, sidecarEvidence } = result;
    const format = (await runtime.registry.assets.byDigest(sha256))?.format;
    const locationEvidence = await evidenceOfPlace(runtime, place.path, format, sidecarEvidence);
    return { ...place, snapshot, locationEvidence, kind: 'hashed', sha256 };
  }
  const { examination, sidecarEvidence } = result;
  const { snapshot, type } = examination;
  const locationEvidence = await evidenceOfPlace(runtime, place.path, type.format, sidecarEvidence);
  return { ...place, snapshot, locationEvidence, kind: 'examined', examination };
}

/** What a file's name, folder rule and sidecars say; a folder rule speaks only where the format is known. */
async function evidenceOfPlace(
  runtime: Runtime,
  path: RelPath,
  format: string | undefined,
  sidecarEvidence: readonly Evidence[],
): Promise<readonly Evidence[]> {
  const rule = patternsOf(runtime.production.configuration).originOf(path);
  const byRule = rule === undefined || format === undefined ? [] : originRuleEvidence(rule, format, path);
  return [...nameEvidence(path), ...byRule, ...sidecarEvidence];
}

async function formatOf(runtime: Runtime, id: AssetId): Promise<string | undefined> {
  return (await runtime.registry.assets.byId(id))?.format;
}

function done(recorded: Recorded, bytesHashed: number, partners: readonly RelPath[]): IntakeResult {
  return { kind: 'recorded', path: recorded.path, recorded, bytesHashed, partners };
}
