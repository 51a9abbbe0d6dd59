import { unlinkSync } from 'node:fs';
import type { Asset } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import { type RelPath, ROOT } from '../domain/path.ts';
import type { LocatedAsset, OwnFile } from '../domain/registry.ts';
import type { Runtime } from '../domain/runtime.ts';
import { hashBytes } from '../files/hash.ts';
import { baseName, diskPath, joinPath, parentOf } from '../files/paths.ts';
import { reach } from '../files/reach.ts';
import { frameName, groupSequences, type Sequence, sequencePath } from '../files/sequences.ts';
import { errorCode, listNames } from '../files/walk.ts';
import { mayStand, openSeals } from './allowed.ts';
import { assetFacts, sequenceFacts } from './facts.ts';
import { isUntouched, sidecarOf, writeOwn } from './own-files.ts';
import { sidecarText } from './xmp-text.ts';

/** What became of one sidecar. `foreign`: somebody else's file stands there and was left alone. */
export interface SidecarOutcome {
  readonly path: RelPath;
  readonly kind: 'written' | 'unchanged' | 'removed' | 'foreign' | 'refused';
  /** Why it was refused. */
  readonly reason: string | undefined;
}

/** Places asked for at once. */
const BATCH = 500;

/**
 * Brings the sidecars of these media paths to what the registry says now: written, rewritten or removed, one for a whole sequence. Doing
 * it twice changes nothing, and stopping anywhere leaves what the next call completes.
 */
export async function settleSidecars(
  runtime: Runtime,
  paths: readonly RelPath[],
): Promise<readonly SidecarOutcome[]> {
  const { root } = runtime.production;
  const own = new Map((await runtime.registry.ownFiles.all()).map((file) => [file.path, file]));
  const isSealed = openSeals(root);
  const sequencesIn = sequencesByFolder(root);
  const outcomes: SidecarOutcome[] = [];
  const settled = new Set<RelPath>();

  async function settle(target: RelPath, text: string | undefined): Promise<void> {
    const outcome = await apply(runtime, target, text, own.get(target));
    if (outcome !== undefined) outcomes.push(outcome);
  }

  async function settleSequence(sequence: Sequence): Promise<void> {
    const target = sidecarOf(sequencePath(sequence));
    if (settled.has(target)) return;
    settled.add(target);
    const temporary = await temporaryAt(runtime, sequence.frames);
    const first = sequence.frames[0];
    const wanted =
      temporary.length > 0 && first !== undefined && mayStand(runtime.production, first, isSealed);
    await settle(target, wanted ? sidecarText(await sequenceFacts(runtime, sequence, temporary)) : undefined);
    // Frames that came before there were enough of them had a sidecar each.
    for (const frame of sequence.frames) {
      if (own.has(sidecarOf(frame))) await settle(sidecarOf(frame), undefined);
    }
  }

  async function settleSingle(path: RelPath): Promise<void> {
    const target = sidecarOf(path);
    if (settled.has(target)) return;
    settled.add(target);
    const [asset] = await temporaryAt(runtime, [path]);
    const wanted = asset !== undefined && mayStand(runtime.production, path, isSealed);
    await settle(target, wanted ? sidecarText(await assetFacts(runtime, asset)) : undefined);
  }

  for (const path of new Set(paths)) {
    const inFolder = sequencesIn(parentOf(path));
    const sequence = inFolder.byFrame.get(path);
    if (sequence !== undefined) await settleSequence(sequence);
    else await settleSingle(path);
    for (const dissolved of formerSequences(path, own, inFolder.byPath)) {
      await settle(dissolved, undefined);
      for (const frame of inFolder.framesLike(path)) await settleSingle(frame);
    }
  }
  return outcomes;
}

/** Media files whose own sidecars no longer have a live place beside them; their sidecars are owed a look. */
export async function orphanedSidecars(runtime: Runtime): Promise<readonly RelPath[]> {
  const own = (await runtime.registry.ownFiles.all()).filter((file) => file.purpose === 'sidecar');
  // Any frame stands for the sequence it is, or once was, part of.
  const media = own.map(({ path }) => joinPath(ROOT, path.slice(0, -'.xmp'.length).replaceAll('#', '0')));
  const orphans: RelPath[] = [];
  for (let at = 0; at < media.length; at += BATCH) {
    const batch = media.slice(at, at + BATCH);
    const live = await runtime.registry.locations.at(batch);
    orphans.push(...batch.filter((path) => !live.has(path)));
  }
  return orphans;
}

interface FolderSequences {
  readonly byFrame: ReadonlyMap<RelPath, Sequence>;
  readonly byPath: ReadonlyMap<RelPath, Sequence>;
  /** Files in the folder named like frames beside this one. */
  framesLike(path: RelPath): readonly RelPath[];
}

function sequencesByFolder(root: string): (folder: RelPath) => FolderSequences {
  const known = new Map<RelPath, FolderSequences>();
  return (folder) => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const listing = listNames(root, folder);
    const paths = listing.kind === 'names' ? listing.names.map((name) => joinPath(folder, name)) : [];
    const sequences = groupSequences(paths);
    const found: FolderSequences = {
      byFrame: new Map(sequences.flatMap((sequence) => sequence.frames.map((frame) => [frame, sequence]))),
      byPath: new Map(sequences.map((sequence) => [sequencePath(sequence), sequence])),
      framesLike(path) {
        const shape = frameName(baseName(path));
        return paths.filter((other) => {
          const parts = frameName(baseName(other));
          return parts !== undefined && parts.prefix === shape?.prefix && parts.suffix === shape.suffix;
        });
      },
    };
    known.set(folder, found);
    return found;
  };
}

/** Own sidecars of sequences this frame may once have been part of and that are none now. */
function formerSequences(
  path: RelPath,
  own: ReadonlyMap<RelPath, OwnFile>,
  sequences: ReadonlyMap<RelPath, Sequence>,
): readonly RelPath[] {
  const parts = frameName(baseName(path));
  if (parts === undefined) return [];
  const folder = parentOf(path);
  return [parts.digits.length, 0]
    .map((padding) => sequencePath({ folder, padding, ...parts }))
    .filter((sequence) => !sequences.has(sequence))
    .map(sidecarOf)
    .filter((sidecar, index, all) => own.has(sidecar) && all.indexOf(sidecar) === index);
}

async function temporaryAt(runtime: Runtime, paths: readonly RelPath[]): Promise<readonly Asset[]> {
  const found: Asset[] = [];
  for (let at = 0; at < paths.length; at += BATCH) {
    const batch = paths.slice(at, at + BATCH);
    const live = await runtime.registry.locations.at(batch);
    for (const path of batch) found.push(...temporaryOf(live.get(path)));
  }
  return found;
}

function temporaryOf(located: LocatedAsset | undefined): readonly Asset[] {
  return located?.asset?.temporary === true ? [located.asset] : [];
}

async function apply(
  runtime: Runtime,
  path: RelPath,
  text: string | undefined,
  own: OwnFile | undefined,
): Promise<SidecarOutcome | undefined> {
  const { root } = runtime.production;
  const isOurs = own !== undefined && isUntouched(root, own);
  try {
    return text === undefined
      ? await remove(runtime, path, own, isOurs)
      : await write(runtime, path, text, own, isOurs);
  } catch (error) {
    if (!(error instanceof ProvgateError) && !(error instanceof Error && 'syscall' in error)) throw error;
    // A full disk is worth stopping for; a folder that takes no files is worth saying once and living with.
    if (error instanceof ProvgateError && error.code !== 'could-not-read') throw error;
    return { path, kind: 'refused', reason: errorCode(error) };
  }
}

async function remove(
  runtime: Runtime,
  path: RelPath,
  own: OwnFile | undefined,
  isOurs: boolean,
): Promise<SidecarOutcome | undefined> {
  if (own === undefined) return undefined;
  const isThere = reach(runtime.production.root, path) !== undefined;
  // Somebody changed it: it is theirs now.
  if (isOurs) unlinkSync(diskPath(runtime.production.root, path));
  await runtime.registry.ownFiles.remove(path);
  return { path, kind: isThere && !isOurs ? 'foreign' : 'removed', reason: undefined };
}

async function write(
  runtime: Runtime,
  path: RelPath,
  text: string,
  own: OwnFile | undefined,
  isOurs: boolean,
): Promise<SidecarOutcome> {
  const { root } = runtime.production;
  const wanted: OwnFile = { path, sha256: hashBytes(text), purpose: 'sidecar' };
  if (isOurs && own?.sha256 === wanted.sha256) return { path, kind: 'unchanged', reason: undefined };
  if (!isOurs && reach(root, path) !== undefined) {
    // It came along when its folder was renamed.
    if (!isUntouched(root, wanted)) return { path, kind: 'foreign', reason: undefined };
    await runtime.registry.ownFiles.put(wanted);
    return { path, kind: 'unchanged', reason: undefined };
  }
  if (!path.isWellFormed()) return { path, kind: 'refused', reason: 'its name is no UTF-8' };
  await writeOwn(runtime.registry, root, wanted, text);
  return { path, kind: 'written', reason: undefined };
}
