import type { Check, CheckItem } from '../domain/check.ts';
import type { Finding, FindingCode, Severity } from '../domain/finding.ts';
import type { RelPath } from '../domain/path.ts';
import { baseName, joinPath, parentOf } from '../files/paths.ts';
import { frameName } from '../files/sequences.ts';

/** Findings of one code in one place, as a person would deal with them together. */
export interface FindingGroup {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly count: number;
  /** What one command would be given: the file, or the folder that holds them all. Undefined for the whole check. */
  readonly target: RelPath | undefined;
  /** The items' common name with `#` for digits, where they are frames of one sequence. */
  readonly sequence: string | undefined;
  /** The tool all of them name. */
  readonly tool: string | undefined;
  /** One of them, whose words stand for the group. */
  readonly first: { readonly finding: Finding; readonly path: RelPath | undefined };
}

interface Found {
  readonly finding: Finding;
  readonly item: CheckItem | undefined;
}

const WEIGHT: Readonly<Record<Severity, number>> = { block: 0, review: 1, incomplete: 2, warn: 3, pass: 4 };

/**
 * All findings that are no mere pass, grouped by code and folder. Folders are widened until at most `limit` groups are left;
 * weightiest first.
 */
export function groupFindings(
  check: Pick<Check, 'findings' | 'items'>,
  limit: number,
): readonly FindingGroup[] {
  const found = [...collect(check)];
  let groups = groupAt(found, Number.POSITIVE_INFINITY);
  let depth = deepest(found);
  while (groups.size > limit && depth > 0) {
    depth -= 1;
    groups = groupAt(found, depth);
  }
  return [...groups.values()]
    .map(asGroup)
    .sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity] || b.count - a.count);
}

function* collect(check: Pick<Check, 'findings' | 'items'>): Generator<Found> {
  for (const finding of check.findings) {
    if (finding.severity !== 'pass') yield { finding, item: undefined };
  }
  for (const item of check.items) {
    for (const finding of item.findings) if (finding.severity !== 'pass') yield { finding, item };
  }
}

function groupAt(found: readonly Found[], depth: number): Map<string, Found[]> {
  const groups = new Map<string, Found[]>();
  for (const each of found) {
    const place = each.item === undefined ? '' : `/${cutAt(parentOf(each.item.path), depth)}`;
    const key = `${each.finding.code} ${each.finding.severity} ${place}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return groups;
}

function asGroup(found: readonly Found[]): FindingGroup {
  const first = found[0];
  if (first === undefined) throw new RangeError('a group holds at least one finding');
  const items = found.flatMap(({ item }) => (item === undefined ? [] : [item]));
  const { finding } = first;
  return {
    code: finding.code,
    severity: finding.severity,
    count: found.length,
    target: items.length === 0 ? undefined : items.length === 1 ? items[0]?.path : commonFolder(items),
    sequence: items.length > 1 ? shared(items, ({ path }) => masked(path)) : undefined,
    tool: shared(items, ({ tool }) => tool),
    first: { finding, path: first.item?.path },
  };
}

/** `folder/shot_####.exr` for a frame's path. */
function masked(path: RelPath): string | undefined {
  const frame = frameName(baseName(path));
  return frame === undefined
    ? undefined
    : joinPath(parentOf(path), `${frame.prefix}${'#'.repeat(frame.digits.length)}${frame.suffix}`);
}

/** The value all items have in common, or undefined. */
function shared(
  items: readonly CheckItem[],
  of: (item: CheckItem) => string | undefined,
): string | undefined {
  const [head] = items;
  if (head === undefined) return undefined;
  const value = of(head);
  return items.every((item) => of(item) === value) ? value : undefined;
}

function commonFolder(items: readonly CheckItem[]): RelPath {
  let folder = parentOf(items[0]?.path ?? ('' as RelPath));
  for (const { path } of items) {
    while (folder !== '' && !path.startsWith(`${folder}/`)) folder = parentOf(folder);
  }
  return folder;
}

function cutAt(folder: RelPath, depth: number): string {
  return Number.isFinite(depth) ? folder.split('/').slice(0, depth).join('/') : folder;
}

function deepest(found: readonly Found[]): number {
  let depth = 0;
  for (const { item } of found) {
    if (item !== undefined) depth = Math.max(depth, item.path.split('/').length - 1);
  }
  return depth;
}
