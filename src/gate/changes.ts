import type { Check, CheckChanges, CheckItem } from '../domain/check.ts';
import type { Severity } from '../domain/finding.ts';
import type { RelPath } from '../domain/path.ts';
import type { StoredCheck } from '../domain/registry.ts';

const WEIGHT: Readonly<Record<Severity, number>> = { pass: 0, warn: 1, incomplete: 2, review: 3, block: 4 };

/** What a check found otherwise than the one before; undefined where there was none. Passed items are not stored one by one. */
export function changesSince(before: StoredCheck | undefined, check: Check): CheckChanges | undefined {
  if (before === undefined) return undefined;
  const earlier = new Map(before.check.items.map((item) => [item.path, weightOf(item)]));
  const worse: RelPath[] = [];
  const better: RelPath[] = [];
  for (const item of check.items) {
    const was = earlier.get(item.path) ?? WEIGHT.pass;
    earlier.delete(item.path);
    if (weightOf(item) > was) worse.push(item.path);
    else if (weightOf(item) < was) better.push(item.path);
  }
  const gone = [...earlier].filter(([, weight]) => weight > WEIGHT.warn).map(([path]) => path);
  const { id, checkedAt, outcome, counts } = before.check;
  return { checkId: id, at: checkedAt, outcome, itemsBefore: counts.items, worse, better, gone };
}

function weightOf(item: CheckItem): number {
  return WEIGHT[item.verdict];
}
