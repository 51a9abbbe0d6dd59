import type { Instant } from '../domain/asset.ts';
import type { Check, CheckItem } from '../domain/check.ts';
import type { RelPath } from '../domain/path.ts';
import type { LocatedAsset, QuarantineRecord } from '../domain/registry.ts';
import type { Runtime } from '../domain/runtime.ts';
import { baseName, joinPath, parentOf } from '../files/paths.ts';
import { entryAt, reach } from '../files/reach.ts';
import { intake } from '../intake.ts';
import { lookBeside } from '../sidecars/beside.ts';
import { roleOf } from '../sidecars/partner.ts';
import { isDiskRefusal, makeFolders, moveFile, moveFolder } from './move.ts';
import { type MoveGroup, moveGroups } from './move-groups.ts';
import { ruleSince } from './rule-since.ts';
import { QUARANTINE_FOLDER, type Unit } from './units.ts';

/** More groups than this at once: hold and ask. */
export const MOST_AT_ONCE = 20;

/** Why something blocked was left where it is. */
export type HoldReason =
  | 'was-there-before'
  | 'too-many'
  | 'whole-folder'
  | 'put-back'
  | 'still-changing'
  | 'other-disk'
  | 'could-not-move';

export interface Held {
  readonly at: RelPath;
  readonly why: HoldReason;
}

/**
 * Puts what a check blocked aside, into `_QUARANTINE/` beside the deliverable folder: whole sequences and packages, only what arrived
 * after watching and the rule began, and only where the folder is quiet. Nothing is deleted or replaced. What was left is returned.
 */
export async function putAside(runtime: Runtime, unit: Unit, check: Check): Promise<readonly Held[]> {
  if (unit.rule.onBlock !== 'quarantine' || check.outcome !== 'block') return [];
  const groups = moveGroups(runtime.production.root, unit, check.items);
  const records = await runtime.registry.quarantine.list();
  const since = await ruleSince(runtime);
  const held: Held[] = [];
  const movable: { readonly group: MoveGroup; readonly located: ReadonlyMap<RelPath, LocatedAsset> }[] = [];
  for (const group of groups) {
    const located = await runtime.registry.locations.at(group.items.map((item) => item.path));
    const why = holdReason(runtime, unit, group, { located, records, since });
    if (why === undefined) movable.push({ group, located });
    else held.push({ at: group.at, why });
  }
  if (movable.length > MOST_AT_ONCE) {
    return [...held, ...movable.map(({ group }) => ({ at: group.at, why: 'too-many' as const }))];
  }
  for (const { group, located } of movable) {
    const why = await moveGroup(runtime, unit, group, located, records);
    if (why !== undefined) held.push({ at: group.at, why });
  }
  return held;
}

interface Facts {
  readonly located: ReadonlyMap<RelPath, LocatedAsset>;
  readonly records: readonly QuarantineRecord[];
  /** Undefined before the first complete sweep. */
  readonly since: Instant | undefined;
}

/** Why a group may not be moved; undefined where it may. */
function holdReason(runtime: Runtime, unit: Unit, group: MoveGroup, facts: Facts): HoldReason | undefined {
  const { since } = facts;
  if (group.at === unit.folder) return 'whole-folder';
  const arrived = ({ path }: CheckItem): boolean => {
    const from = facts.located.get(path)?.location.from;
    return from !== undefined && since !== undefined && from > since;
  };
  if (!group.items.every(arrived)) return 'was-there-before';
  const wasPutBack = group.items.some((item) =>
    facts.records.some(
      (record) =>
        record.from === item.path && record.assetId === item.assetId && record.restoredAt !== undefined,
    ),
  );
  if (wasPutBack) return 'put-back';
  const settledUs = runtime.clock.nowUs() - runtime.production.configuration.settleMs * 1000;
  const isStill = ({ path }: CheckItem): boolean =>
    (entryAt(runtime.production.root, path)?.snapshot.ctimeUs ?? 0) <= settledUs;
  return group.items.every(isStill) ? undefined : 'still-changing';
}

async function moveGroup(
  runtime: Runtime,
  unit: Unit,
  group: MoveGroup,
  located: ReadonlyMap<RelPath, LocatedAsset>,
  records: readonly QuarantineRecord[],
): Promise<HoldReason | undefined> {
  const { root } = runtime.production;
  const items = group.items.map((item) => item.path);
  const companions = group.kind === 'package' ? [] : await travelling(runtime, items);
  const files = [...items, ...companions];
  const begun = new Map(
    records
      .filter((record) => isBegun(root, record, located.get(record.from)))
      .map((record) => [record.from, record.to]),
  );
  const target = targetFor(root, unit, files, begun);
  const at = runtime.clock.now();
  const codes = codesOf(group);
  for (const path of items) {
    const assetId = located.get(path)?.location.assetId;
    // The record comes first: a stop between the two leaves a move that the next judgement completes.
    if (assetId !== undefined && !begun.has(path)) {
      await runtime.registry.quarantine.record({ at, from: path, to: target(path), assetId, codes });
    }
  }
  const why = moveOnDisk(root, group, files, target);
  for (const path of items) await intake(runtime, target(path));
  return why;
}

/** Moves a group; undefined where all of it arrived. */
function moveOnDisk(
  root: string,
  group: MoveGroup,
  files: readonly RelPath[],
  target: (path: RelPath) => RelPath,
): HoldReason | undefined {
  try {
    makeFolders(root, parentOf(target(group.at)));
    const moved =
      group.kind === 'package'
        ? [moveFolder(root, group.at, target(group.at))]
        : moveEach(root, files, target);
    if (moved.includes('other-disk')) return 'other-disk';
    return moved.every((result) => result === 'moved') ? undefined : 'could-not-move';
  } catch (error) {
    if (!isDiskRefusal(error)) throw error;
    return 'could-not-move';
  }
}

function moveEach(
  root: string,
  files: readonly RelPath[],
  target: (path: RelPath) => RelPath,
): readonly ReturnType<typeof moveFile>[] {
  return files.map((path) => {
    makeFolders(root, parentOf(target(path)));
    return moveFile(root, path, target(path));
  });
}

/** Foreign sidecars that speak of nothing but what moves. */
async function travelling(runtime: Runtime, items: readonly RelPath[]): Promise<readonly RelPath[]> {
  const moving = new Set(items);
  const found = new Set<RelPath>();
  for (const path of items) {
    const { sidecars } = await lookBeside(runtime.registry, runtime.production, path);
    for (const sidecar of sidecars.filter((each) => roleOf(baseName(each)) === 'stands-for-partner')) {
      const { partners } = await lookBeside(runtime.registry, runtime.production, sidecar);
      if (partners.every((partner) => moving.has(partner))) found.add(sidecar);
    }
  }
  return [...found];
}

/** A move that was recorded and then cut short, before the file got its new name or before it lost the old one. */
function isBegun(root: string, record: QuarantineRecord, located: LocatedAsset | undefined): boolean {
  if (!isOpen(record) || located?.location.assetId !== record.assetId) return false;
  const [from, to] = [entryAt(root, record.from), reach(root, record.to)];
  return to === undefined || ('kind' in to && to.snapshot.inode === from?.snapshot.inode);
}

/** Where each path of a unit goes: `_QUARANTINE/FOLDER/…` beside it, under the first name at which nothing is in the way. */
function targetFor(
  root: string,
  unit: Unit,
  files: readonly RelPath[],
  begun: ReadonlyMap<RelPath, RelPath>,
): (path: RelPath) => RelPath {
  for (let number = 1; ; number++) {
    const folder = quarantineOf(unit, number);
    const target = (path: RelPath): RelPath => begun.get(path) ?? joinPath(folder, below(unit.folder, path));
    if (files.every((path) => begun.has(path) || reach(root, target(path)) === undefined)) return target;
  }
}

function quarantineOf(unit: Unit, number: number): RelPath {
  const name = number === 1 ? baseName(unit.folder) : `${baseName(unit.folder)} (${number})`;
  return joinPath(joinPath(parentOf(unit.folder), QUARANTINE_FOLDER), name);
}

function below(folder: RelPath, path: RelPath): string {
  return path.slice(folder.length + 1);
}

function codesOf(group: MoveGroup): readonly string[] {
  const codes = group.items.flatMap((item) =>
    item.findings.filter((finding) => finding.severity === 'block').map((finding) => finding.code),
  );
  return [...new Set(codes)].sort();
}

/** Whether what a record speaks of is still put aside. */
export function isOpen(record: QuarantineRecord): boolean {
  return record.restoredAt === undefined;
}
