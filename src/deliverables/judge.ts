import type { Check, CheckItem } from '../domain/check.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { Outcome } from '../domain/finding.ts';
import type { RelPath } from '../domain/path.ts';
import type { Runtime } from '../domain/runtime.ts';
import { check } from '../gate/check.ts';
import type { Unit } from './units.ts';

/** How a deliverable folder stands. */
export interface Judgement {
  readonly unit: Unit;
  readonly outcome: Outcome;
  /** Absent where the gate could not even begin; `problem` then says why. */
  readonly check: Check | undefined;
  readonly problem: string | undefined;
  /** Items objected to now that were there when this folder last passed. */
  readonly noLongerCleared: readonly RelPath[];
}

/** Asks the gate about a deliverable folder and stores the answer, unless it is the one already stored. */
export async function judge(runtime: Runtime, unit: Unit): Promise<Judgement> {
  try {
    const now = await check(runtime, { paths: unit.paths, unrecorded: true });
    const before = (await runtime.registry.checks.lastOf(now.scope.paths, now.destination))?.check;
    if (before === undefined || !repeats(before, now))
      await runtime.registry.checks.record(now, runtime.actor);
    const noLongerCleared = before === undefined ? [] : await lostSince(runtime, before, now);
    return { unit, outcome: now.outcome, check: now, problem: undefined, noLongerCleared };
  } catch (error) {
    // The gate could not begin (disk away, registry busy): that is an outcome, and the work stays owed.
    if (!(error instanceof ProvgateError)) throw error;
    return { unit, outcome: 'incomplete', check: undefined, problem: error.message, noLongerCleared: [] };
  }
}

/** Whether a check says what the stored one said, item for item; stored checks keep items that did not pass. */
export function repeats(stored: Check, now: Check): boolean {
  return signature(stored) === signature(now);
}

function signature(check: Check): string {
  const { outcome, counts, deliverable, overrides, policies, versions, findings } = check;
  const objections = check.items.filter(isObjection).map(({ path, sha256, verdict, findings: why }) => {
    return [path, sha256, verdict, why.map((finding) => finding.code)];
  });
  const made = [versions.provgate, versions.engine, versions.configurationSha256];
  return JSON.stringify([outcome, counts, deliverable, overrides, policies, made, findings, objections]);
}

/** Items objected to now that were in the folder when it passed; a folder that did not pass cleared nothing. */
async function lostSince(runtime: Runtime, before: Check, now: Check): Promise<readonly RelPath[]> {
  if (before.outcome !== 'pass') return [];
  const fresh = now.items.filter(isObjection);
  const places = await runtime.registry.locations.at(fresh.map((item) => item.path));
  return fresh
    .map((item) => item.path)
    .filter((path) => {
      const from = places.get(path)?.location.from;
      return from !== undefined && from < before.checkedAt;
    });
}

function isObjection(item: CheckItem): boolean {
  return item.verdict === 'block' || item.verdict === 'review' || item.verdict === 'incomplete';
}
