import type { Instant } from '../domain/asset.ts';
import type { CheckCounts, CheckItem } from '../domain/check.ts';
import type { Destination } from '../domain/deliverable.ts';
import { type Finding, type Outcome, outcomeOf, type Severity, worst } from '../domain/finding.ts';
import type { LoadedPolicy } from '../domain/policy.ts';
import { clearanceOf } from '../policy/clearance-of.ts';
import { generalReasons } from './decision/general-reasons.ts';
import { decidingApproval, factsOf } from './decision/item-facts.ts';
import type { ItemInput } from './decision/item-input.ts';
import { packFindings } from './decision/pack-reasons.ts';
import { always, merged, type Reason } from './decision/reason.ts';

/** What a verdict on the whole scope depends on besides its items. */
export interface ScopeInput {
  readonly destination: Destination;
  readonly policies: readonly LoadedPolicy[];
  /** Entries that are no items: our own state and sidecars. */
  readonly skipped: number;
  /** Ids given by hand that have no record. */
  readonly unknownIds: readonly string[];
  /** What is the matter with the rules themselves. */
  readonly rules?: readonly Finding[];
  /** Set where the clock runs behind the newest event. */
  readonly clock: { readonly now: Instant; readonly newest: Instant } | undefined;
}

/** A verdict on a scope. */
export interface Decision {
  readonly outcome: Outcome;
  readonly items: readonly CheckItem[];
  readonly findings: readonly Finding[];
  readonly counts: CheckCounts;
  /** Outcome by pack id. */
  readonly byPack: ReadonlyMap<string, Outcome>;
}

/** Judges a scope: rules that hold in every pack, then the packs. Pure. */
export function decide(inputs: readonly ItemInput[], scope: ScopeInput): Decision {
  const severities = new Map<string, Set<Severity>>(scope.policies.map(({ pack }) => [pack.id, new Set()]));
  const note = (reasons: readonly Reason[]): void => {
    for (const { finding, pack } of reasons) {
      for (const [id, seen] of severities) if (pack === undefined || pack === id) seen.add(finding.severity);
    }
  };
  const top = scopeReasons(inputs, scope);
  note(top);
  const tally = emptyTally();
  const items = inputs.map((input) => {
    const reasons = itemReasons(input, scope);
    note(reasons);
    const item = judged(input, merged(reasons));
    count(tally, input, item);
    return item;
  });
  const findings = merged(top);
  return {
    outcome: outcomeOf([...findings.map(({ severity }) => severity), ...items.map(({ verdict }) => verdict)]),
    items,
    findings,
    counts: { ...tally, items: items.length, skipped: scope.skipped },
    byPack: new Map([...severities].map(([id, seen]) => [id, outcomeOf(seen)])),
  };
}

function scopeReasons(inputs: readonly ItemInput[], scope: ScopeInput): readonly Reason[] {
  return [
    ...(inputs.length === 0 ? [always('TML-003', 'incomplete')] : []),
    ...(scope.clock === undefined ? [] : [always('GAT-003', 'incomplete', { ...scope.clock })]),
    ...(scope.rules ?? []).map((finding): Reason => ({ finding, pack: undefined })),
    ...scope.unknownIds.map((id) =>
      always('APR-000', scope.destination === 'final' ? 'block' : 'warn', { id }),
    ),
  ];
}

/** Every reason that bears on one item: first those of every pack, then each pack's own. */
function itemReasons(input: ItemInput, { destination, policies }: ScopeInput): readonly Reason[] {
  const general = generalReasons(input, destination === 'final');
  const { asset } = input;
  if (asset === undefined) return general;
  const own = policies.flatMap((policy) =>
    packFindings(input, asset, policy, destination).map((finding) => ({ finding, pack: policy.pack.id })),
  );
  return [...general, ...own];
}

function judged(input: ItemInput, findings: readonly Finding[]): CheckItem {
  const { asset } = input;
  const verdict = worst(findings.map(({ severity }) => severity));
  return {
    path: input.path,
    assetId: asset?.id,
    sha256: asset?.sha256,
    sizeBytes: asset?.sizeBytes,
    kind: asset?.kind,
    format: asset?.format,
    verified: input.verified,
    origin: asset?.origin ?? 'unknown',
    involvement: asset?.involvement ?? 'undetermined',
    suspected: asset?.suspected ?? false,
    conflict: asset?.conflict ?? false,
    temporary: asset?.temporary ?? false,
    tool: asset?.tool,
    approvals: input.approvals.map(({ id, state }) => ({ id, state })),
    ...(asset?.overruledBy === undefined ? {} : { overruledBy: asset.overruledBy }),
    ...clearanceFor(input, verdict),
    verdict,
    findings,
  };
}

/** As the first pack sees it that asks about uses. */
function clearanceFor(input: ItemInput, verdict: Severity): Pick<CheckItem, 'clearance'> {
  const { asset, earlierApproval } = input;
  const [view] = input.byPack.values();
  if (asset === undefined || view === undefined) return {};
  const facts = factsOf(asset, decidingApproval(input, view), view.facts);
  const { asked, retired } = view;
  const approvedBefore = earlierApproval !== undefined;
  return { clearance: clearanceOf({ ...facts, asked, retired, approvedBefore }, verdict) };
}

type Tally = { -readonly [Name in Exclude<keyof CheckCounts, 'items' | 'skipped'>]: number };

function emptyTally(): Tally {
  return { pass: 0, warn: 0, review: 0, block: 0, incomplete: 0, unknown: 0, clearedByRuleOnly: 0 };
}

function count(tally: Tally, input: ItemInput, item: CheckItem): void {
  tally[item.verdict] += 1;
  if (item.origin === 'unknown') tally.unknown += 1;
  const cleared = item.verdict === 'pass' || item.verdict === 'warn';
  if (cleared && input.asset?.byRuleOnly === true) tally.clearedByRuleOnly += 1;
}
