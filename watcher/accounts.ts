import { judge } from '../src/deliverables/judge.ts';
import { writeNotice } from '../src/deliverables/notice.ts';
import { putAside } from '../src/deliverables/quarantine.ts';
import { mergeUnits, pathOf, type Unit, unitOf } from '../src/deliverables/units.ts';
import type { RelPath } from '../src/domain/path.ts';
import type { OutboxEntry } from '../src/domain/registry.ts';
import type { Runtime } from '../src/domain/runtime.ts';
import { displayPath } from '../src/files/paths.ts';
import { orphanedSidecars, type SidecarOutcome, settleSidecars } from '../src/sidecars/settle-sidecars.ts';

/** Entries taken up at once. */
const BATCH = 1000;

/** Whether files below a folder are still coming. */
export type IsBusy = (folder: RelPath) => boolean;

/**
 * Does what is owed after commits: sidecars, judgements of deliverable folders, quarantine and its notices. `due` are folders to judge
 * whatever is owed. What cannot be done yet stays owed; doing it all again changes nothing.
 */
export async function settleAccounts(
  runtime: Runtime,
  due: readonly Unit[],
  isBusy: IsBusy = () => false,
): Promise<void> {
  const { outbox } = runtime.registry;
  await outbox.add(due.map((unit) => ({ kind: 'judge', path: pathOf(unit) })));
  const taken = new Set<number>();
  for (;;) {
    const entries = (await outbox.pending(taken.size + BATCH)).filter((entry) => !taken.has(entry.id));
    if (entries.length === 0) return;
    for (const { id } of entries) taken.add(id);
    await settleTags(
      runtime,
      entries.filter((entry) => entry.kind === 'sidecar'),
    );
    await settleJudgements(
      runtime,
      entries.filter((entry) => entry.kind !== 'sidecar'),
      isBusy,
    );
  }
}

/** Owes a look at sidecars of ours whose media are gone, left behind by a stop at the wrong moment. */
export async function oweOrphans(runtime: Runtime): Promise<void> {
  const orphans = await orphanedSidecars(runtime);
  if (orphans.length > 0)
    await runtime.registry.outbox.add(orphans.map((path) => ({ kind: 'sidecar', path })));
}

async function settleTags(runtime: Runtime, entries: readonly OutboxEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const outcomes = await settleSidecars(
    runtime,
    entries.map((entry) => entry.path),
  );
  tellOutcomes(runtime, outcomes);
  await runtime.registry.outbox.done(entries.map((entry) => entry.id));
}

/** Tells what was left alone or could not be written: once a reason, not once a file. */
function tellOutcomes(runtime: Runtime, outcomes: readonly SidecarOutcome[]): void {
  const groups = new Map<string, SidecarOutcome[]>();
  for (const outcome of outcomes) {
    if (outcome.kind !== 'foreign' && outcome.kind !== 'refused') continue;
    const key = `sidecar-${outcome.kind} ${outcome.reason ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), outcome]);
  }
  for (const [first, ...others] of groups.values()) {
    if (first === undefined) continue;
    const { kind, path, reason } = first;
    runtime.log.warn(`sidecar-${kind}`, { files: others.length + 1, path: displayPath(path), reason });
  }
}

async function settleJudgements(
  runtime: Runtime,
  entries: readonly OutboxEntry[],
  isBusy: IsBusy,
): Promise<void> {
  const owed = entries.map((entry) => ({ entry, unit: unitOf(runtime, entry.path) }));
  const outside = owed.filter(({ unit }) => unit === undefined).map(({ entry }) => entry.id);
  if (outside.length > 0) await runtime.registry.outbox.done(outside);
  for (const unit of mergeUnits(owed.flatMap((each) => each.unit ?? []))) {
    if (isBusy(unit.folder)) continue;
    const isDone = await judgeUnit(runtime, unit);
    const ids = owed.filter((each) => isOf(each.unit, unit)).map((each) => each.entry.id);
    if (isDone) await runtime.registry.outbox.done(ids);
  }
}

/** Judges one unit and acts on it; false where something must be tried again later. */
async function judgeUnit(runtime: Runtime, unit: Unit): Promise<boolean> {
  const { log } = runtime;
  const folder = displayPath(unit.folder);
  const { check, outcome, problem, noLongerCleared } = await judge(runtime, unit);
  if (check === undefined) {
    log.warn('deliverable-not-judged', { folder, problem });
    return false;
  }
  log.info('deliverable-judged', { folder, outcome, items: check.counts.items });
  if (noLongerCleared.length > 0) log.warn('no-longer-cleared', { folder, items: noLongerCleared.length });
  const held = await putAside(runtime, unit, check);
  if (unit.rule.onBlock === 'quarantine') await writeNotice(runtime, unit, held);
  return !held.some((each) => each.why === 'still-changing');
}

function isOf(unit: Unit | undefined, merged: Unit): boolean {
  return unit !== undefined && unit.folder === merged.folder && unit.rule === merged.rule;
}
