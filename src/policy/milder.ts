import type { Configuration, DeliverableRule, OriginRule, PolicyChoice } from '../domain/configuration.ts';
import type { PolicySetting } from '../domain/policy.ts';
import { isMilderValue } from './settings.ts';

/** The settings a policy has, by the name `provgate.json` gives it; undefined where it is not known any more. */
export type SettingsOf = (policy: string) => Readonly<Record<string, PolicySetting>> | undefined;

/** Whether replacing one configuration by another can make any verdict milder. In doubt it can. */
export function isMilder(before: Configuration, after: Configuration, settingsOf: SettingsOf): boolean {
  return milderParts(before, after, settingsOf).length > 0;
}

/** The parts of `provgate.json` whose change can make a verdict milder, by their keys. */
export function milderParts(
  before: Configuration,
  after: Configuration,
  settingsOf: SettingsOf,
): readonly string[] {
  const parts: readonly (readonly [part: keyof Configuration, isMilder: boolean])[] = [
    ['policy', arePoliciesMilder(before.policy, after.policy, settingsOf)],
    ['deliverables', areDeliverablesMilder(before.deliverables, after.deliverables)],
    ['origins', areOriginsMilder(before.origins, after.origins)],
    // What a sweep leaves out was never seen when its bytes turn up elsewhere.
    ['ignore', after.ignore.some((pattern) => !before.ignore.includes(pattern))],
    ['sidecars', before.sidecars === 'temporary' && after.sidecars === 'off'],
    // Another mapping finds other media for the same cut.
    ['pathMap', !isSame(before.pathMap, after.pathMap)],
    ['root', before.root !== after.root],
    // Consents are given for a title.
    ['title', before.title !== after.title],
  ];
  const weighed = new Set<string>([...parts.map(([part]) => part), ...HARMLESS]);
  const now = new Map<string, unknown>(Object.entries(after));
  const rest = Object.entries(before).filter(
    ([part, was]) => !weighed.has(part) && !isSame(was, now.get(part)),
  );
  return [...parts.filter(([, isMilder]) => isMilder), ...rest].map(([part]) => part);
}

/** What bears on no verdict. Any part that is neither here nor weighed counts as milder when it changes. */
const HARMLESS = [
  'id',
  'registry',
  'suppliers',
  'settleMs',
  'sweepMinutes',
  'readMBps',
  'outboxes',
  'onEvent',
] as const satisfies readonly (keyof Configuration)[];

function arePoliciesMilder(
  before: readonly PolicyChoice[],
  after: readonly PolicyChoice[],
  settingsOf: SettingsOf,
): boolean {
  return before.some((old) => {
    const now = after.find(({ pack }) => pack === old.pack);
    if (now === undefined) return true;
    if (isSame(old.settings, now.settings)) return false;
    const settings = settingsOf(old.pack);
    if (settings === undefined) return true;
    const [was, is] = [new Map(Object.entries(old.settings)), new Map(Object.entries(now.settings))];
    return Object.entries(settings).some(([name, setting]) =>
      isMilderValue(setting, was.get(name) ?? setting.default, is.get(name) ?? setting.default),
    );
  });
}

/** Every entry must still be there, in the same order, asking for no less; and no new one may take files from it. */
function areDeliverablesMilder(
  before: readonly DeliverableRule[],
  after: readonly DeliverableRule[],
): boolean {
  let from = 0;
  const kept = new Set<number>();
  for (const old of before) {
    const index = after.findIndex((rule, n) => n >= from && rule.path === old.path && asksAll(rule, old));
    if (index === -1) return true;
    kept.add(index);
    from = index + 1;
  }
  // The last match wins: a new entry takes over what an earlier one covers.
  return after.some(
    (added, n) =>
      !kept.has(n) &&
      after.some(
        (rule, earlier) =>
          earlier < n && kept.has(earlier) && mayOverlap(rule.path, added.path) && !asksAll(added, rule),
      ),
  );
}

/** Whether what a rule asks of approvals includes all that another asks. */
function asksAll(rule: DeliverableRule, other: DeliverableRule): boolean {
  return (
    (rule.type === other.type || rule.type === 'unspecified') &&
    (rule.episode === other.episode || rule.episode === undefined) &&
    includesAll(rule.territories, other.territories, 'worldwide') &&
    includesAll(rule.channels, other.channels, undefined)
  );
}

/** An absent list is everything. */
function includesAll(
  list: readonly string[] | undefined,
  other: readonly string[] | undefined,
  everything: string | undefined,
): boolean {
  const isAll = (each: readonly string[] | undefined): boolean =>
    each === undefined || (everything !== undefined && each.includes(everything));
  if (isAll(list)) return true;
  return !isAll(other) && (other ?? []).every((each) => list?.includes(each) === true);
}

/** Whether two patterns may match the same file, judged by what stands before their first wildcard. */
function mayOverlap(one: string, other: string): boolean {
  const [a, b] = [one, other].map((pattern) =>
    (/^[^*?[\]{}()!+@\\]*/.exec(pattern)?.[0] ?? '').toLowerCase(),
  );
  if (a === undefined || b === undefined) return true;
  return a.startsWith(b) || b.startsWith(a);
}

/** Rules that clear may only go, rules that say GenAI may only come, and what stays keeps its order: the last match wins. */
function areOriginsMilder(before: readonly OriginRule[], after: readonly OriginRule[]): boolean {
  const key = ({ path, origin }: OriginRule): string => `${origin} ${path}`;
  const clears = ({ origin }: OriginRule): boolean => origin !== 'genai';
  const [was, is] = [before.map(key), after.map(key)];
  const added = after.filter((rule) => !was.includes(key(rule)));
  const gone = before.filter((rule) => !is.includes(key(rule)));
  if (added.some(clears) || gone.some((rule) => !clears(rule))) return true;
  return !isSame(
    was.filter((each) => is.includes(each)),
    is.filter((each) => was.includes(each)),
  );
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
