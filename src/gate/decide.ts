import type { ApprovalJudgement, Authority } from '../domain/approval.ts';
import type { Asset, Instant } from '../domain/asset.ts';
import type { CheckCounts, CheckItem, Verified } from '../domain/check.ts';
import type { Destination } from '../domain/deliverable.ts';
import { type Finding, type Outcome, outcomeOf, type Severity, worst } from '../domain/finding.ts';
import type { RelPath } from '../domain/path.ts';
import {
  type ItemFacts,
  type LoadedPolicy,
  NOTHING_ASKED,
  type PolicyFinding,
  type UseFacts,
} from '../domain/policy.ts';
import { clearanceOf } from '../policy/clearance-of.ts';
import { evaluate } from '../policy/evaluate.ts';

/** What stands at a path of the scope. `folder` could not be listed, `unentered` was not looked into. */
export type Standing = 'file' | 'missing' | 'unreadable' | 'link' | 'special' | 'folder' | 'unentered';

/** Everything a verdict on one location depends on; values only. */
export interface ItemInput {
  readonly path: RelPath;
  readonly standing: Standing;
  /** Why it is no readable file, in a few words. */
  readonly reason: string | undefined;
  readonly asset: Asset | undefined;
  readonly verified: Verified | undefined;
  /** Bytes or stat identity changed between the first look and the decision. */
  readonly changed: boolean;
  /** The rows relied on differ from what was recorded. */
  readonly recordAltered: boolean;
  /** A temporary asset stood here before, and these bytes took its place. */
  readonly replacedTemporary: boolean;
  readonly approvals: readonly ApprovalJudgement[];
  readonly bestApproval: ApprovalJudgement | undefined;
  /** Id of an approval of the bytes that stood here before. */
  readonly earlierApproval: string | undefined;
  /** How each pack that asks about uses sees this one, by the pack's id. */
  readonly byPack: ReadonlyMap<string, PackView>;
  /** What findings say of the file inside this one that they are about. */
  readonly inside?: {
    readonly genai: Finding['args'];
    readonly suspected: Finding['args'];
    readonly unread: Finding['args'];
  };
}

/** How one pack sees the use of one asset. */
export interface PackView {
  readonly facts: UseFacts;
  /** Values the words of findings need, by code. */
  readonly args: ReadonlyMap<Finding['code'], Finding['args']>;
  readonly judgements: readonly ApprovalJudgement[];
  readonly best: ApprovalJudgement | undefined;
  /** The least authority that may approve the use. */
  readonly authority: Authority;
  /** The approval that decides was granted under another version of the pack. */
  readonly olderRules: boolean;
  /** Waivers that hold now for this deliverable. */
  readonly waivers: readonly {
    readonly id: string;
    readonly codes: readonly string[];
    readonly until: Instant;
  }[];
  /** Approval was asked for after the newest answer. */
  readonly asked: boolean;
  /** It is no longer used. */
  readonly retired: boolean;
}

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

/** A finding with the pack it came from; those every pack has come from none. */
interface Reason {
  readonly finding: Finding;
  readonly pack: string | undefined;
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
function itemReasons(input: ItemInput, scope: ScopeInput): readonly Reason[] {
  const general = generalReasons(input, scope.destination === 'final');
  if (input.asset === undefined) return general;
  const { asset } = input;
  const own = scope.policies.flatMap((policy) => {
    const view = input.byPack.get(policy.pack.id);
    const best = decidingApproval(input, view);
    const facts = factsOf(asset, best, view?.facts);
    const said = withoutPraise(evaluate(policy, facts, scope.destination)).map(
      ({ code, severity, rules }): Finding => ({
        code,
        severity,
        rules,
        args: argsOf(code, input, policy.pack.id, best, view),
      }),
    );
    const findings = view === undefined || !isWaivable(input) ? said : waived(said, policy, view);
    if (best?.state === 'valid' && view?.best === best && view.olderRules)
      return [...findings, stillStands(best)].map((finding) => ({ finding, pack: policy.pack.id }));
    return findings.map((finding) => ({ finding, pack: policy.pack.id }));
  });
  return [...general, ...own];
}

/** What is said of an approval older than the rules, where the pack does not want it asked again. */
function stillStands({ id }: ApprovalJudgement): Finding {
  return { code: 'APR-015', severity: 'warn', args: { id, still: 'yes' }, rules: ['G-5'] };
}

/** Nobody waives a question about what a file is. */
function isWaivable({ asset, replacedTemporary }: ItemInput): boolean {
  return asset?.suspected !== true && asset?.conflict !== true && !replacedTemporary;
}

/** Findings with those a waiver sets aside told as such; a pack says which codes it lets anybody waive. */
function waived(findings: readonly Finding[], { pack }: LoadedPolicy, view: PackView): readonly Finding[] {
  return findings.map((finding) => {
    const isHeavy = finding.severity === 'review' || finding.severity === 'block';
    if (!isHeavy || pack.guidance?.waivable.includes(finding.code) !== true) return finding;
    const waiver = view.waivers.find(({ codes }) => codes.includes(finding.code));
    if (waiver === undefined) return finding;
    const args = { waiver: waiver.id, until: waiver.until, codes: finding.code };
    return { code: 'WVR-001', severity: 'warn', rules: finding.rules, args };
  });
}

/** Rules no pack and no setting softens. In a temp scope what concerns one item only warns. */
function generalReasons(input: ItemInput, final: boolean): readonly Reason[] {
  const { asset, standing } = input;
  const args: Finding['args'] = input.reason === undefined ? {} : { reason: input.reason };
  const reasons: Reason[] = [];
  const add = (code: Finding['code'], severity: Severity, values = args): void => {
    reasons.push(always(code, severity, values));
  };
  const undecided = final ? 'incomplete' : 'warn';
  const question = final ? 'review' : 'warn';
  if (standing === 'missing') add('FIL-001', 'incomplete', { reason: 'missing' });
  if (standing === 'folder') add('FIL-004', 'incomplete');
  if (standing === 'unentered') add('FIL-005', 'incomplete');
  if (standing === 'link' || standing === 'special') add('FIL-003', undecided, { reason: standing });
  if (standing === 'unreadable') add('FIL-001', undecided);
  if (input.changed) add('INT-001', undecided, {});
  if (standing === 'file' && asset === undefined && !input.changed) add('REG-001', 'incomplete');
  if (input.recordAltered) add('GAT-002', 'incomplete', {});
  if (asset === undefined) return reasons;
  const why = asset.stateReason === undefined ? {} : { reason: asset.stateReason };
  if (asset.state === 'unreadable') add('FIL-001', undecided, why);
  if (asset.state === 'incomplete') add('FIL-002', undecided, why);
  if (holdsUnread(asset)) add('TML-001', undecided, { format: asset.format, ...input.inside?.unread });
  if (asset.conflict) add('ORG-002', question, {});
  if (asset.suspected && asset.origin !== 'genai')
    add(input.replacedTemporary ? 'ORG-006' : 'ORG-004', question, input.inside?.suspected ?? {});
  else if (input.replacedTemporary && !hasEvidenceOfItsOwn(asset)) add('ORG-006', question, {});
  return reasons;
}

/** A cut, project, package or archive that was not read to its last member, or one inside it. */
function holdsUnread({ holdsMedia, memberList }: Asset): boolean {
  return memberList === undefined ? holdsMedia : !memberList.whole;
}

/** Bytes that took a temporary asset's place need more than a folder rule to be believed. */
function hasEvidenceOfItsOwn(asset: Asset): boolean {
  return asset.origin === 'genai' || (asset.origin !== 'unknown' && !asset.byRuleOnly);
}

/** The facts a policy may know of an asset. */
export function factsOf(
  asset: Asset,
  approval: ApprovalJudgement | undefined,
  use: UseFacts = NOTHING_ASKED,
): ItemFacts {
  const overruled = asset.overruledBy !== undefined;
  return {
    origin: asset.origin,
    involvement: asset.involvement,
    temporary: asset.temporary,
    byRuleOnly: asset.byRuleOnly,
    state: asset.state,
    suspected: asset.suspected,
    conflict: asset.conflict,
    generative: needsApproval(asset),
    overruled,
    approval: approval?.state,
    ...use,
  };
}

/** Whether an asset may be in a final only with an approval. */
export function needsApproval(asset: Asset): boolean {
  return asset.origin === 'genai' || (asset.temporary && asset.overruledBy === undefined);
}

function argsOf(
  code: Finding['code'],
  input: ItemInput,
  pack: string,
  best: ApprovalJudgement | undefined,
  view: PackView | undefined,
): Readonly<Record<string, string>> {
  const inside = input.inside?.genai ?? {};
  const tool = input.asset?.tool === undefined ? {} : { tool: input.asset.tool };
  // An approval that does not say by whose authority counts for the least.
  const authority =
    view === undefined || view.authority === 'contact'
      ? {}
      : { authority: view.authority.replaceAll('_', '-') };
  if (code === 'APR-001')
    return {
      ...tool,
      ...inside,
      ...authority,
      ...(input.earlierApproval === undefined ? {} : { earlier: input.earlierApproval }),
    };
  if (code === 'APR-010') return { ...view?.args.get(code) };
  if (code.startsWith('APR-') || code === 'OK-002')
    return { ...best?.args, ...inside, ...(code === 'OK-002' ? {} : authority) };
  if (code === 'OK-001') return { origin: input.asset?.origin ?? 'unknown' };
  if (code === 'ORG-005')
    return input.asset?.overruledBy === undefined ? {} : { by: input.asset.overruledBy };
  if (code === 'AST-001' || code === 'AST-002' || code === 'DEC-001') return tool;
  const args = view?.args.get(code);
  if (args !== undefined) return args;
  return code === 'GAT-001' ? { pack } : {};
}

function always(
  code: Finding['code'],
  severity: Severity,
  args: Readonly<Record<string, string>> = {},
): Reason {
  return { finding: { code, severity, args, rules: [] }, pack: undefined };
}

/** Findings one a code: the weightiest, with the passages of all; weightiest first. */
function merged(reasons: readonly Reason[]): readonly Finding[] {
  const byCode = new Map<string, Finding>();
  for (const { finding } of reasons) {
    const key = keyOf(finding);
    const other = byCode.get(key);
    if (other === undefined) byCode.set(key, finding);
    else
      byCode.set(key, {
        ...other,
        severity: worst([other.severity, finding.severity]),
        rules: [...new Set([...other.rules, ...finding.rules])],
      });
  }
  return [...byCode.values()].sort((a, b) => weigh(a.severity) - weigh(b.severity));
}

/** What is inside a file is approved with it or by itself; no pack asks about its use twice. */
function decidingApproval(
  { inside, bestApproval }: ItemInput,
  view: PackView | undefined,
): ApprovalJudgement | undefined {
  return view?.best ?? (view === undefined || inside !== undefined ? bestApproval : undefined);
}

/** Codes that say all is well: from the same pack they would contradict whatever stops an item. */
const PRAISE: ReadonlySet<Finding['code']> = new Set(['OK-001', 'OK-002', 'OK-003']);

function withoutPraise(said: readonly PolicyFinding[]): readonly PolicyFinding[] {
  const stops = said.some(({ severity }) => severity !== 'pass' && severity !== 'warn');
  return stops ? said.filter(({ code }) => !PRAISE.has(code)) : said;
}

/** Unknown ids and unaccepted pack files are told one by one. */
function keyOf({ code, args }: Finding): string {
  if (code === 'APR-000') return `${code} ${args['id']}`;
  return code === 'GAT-001' ? `${code} ${args['pack']}` : code;
}

function weigh(severity: Severity): number {
  return ['block', 'review', 'incomplete', 'warn', 'pass'].indexOf(severity);
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
