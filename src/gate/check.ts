import { patternsOf } from '../configuration/patterns-of.ts';
import { unprotected } from '../configuration/trust.ts';
import type { Asset, AssetId, FileSnapshot, Instant } from '../domain/asset.ts';
import type { Check, CheckChanges } from '../domain/check.ts';
import type { RelPath } from '../domain/path.ts';
import type { Runtime } from '../domain/runtime.ts';
import { changesSince } from './changes.ts';
import { decide } from './decide.ts';
import type { ItemInput } from './decision/item-input.ts';
import { type InsideScope, withInside } from './inside.ts';
import { countByWord } from './on-whose-word.ts';
import { type Purpose, purposeOf } from './purpose.ts';
import { holdersCovered, readInside } from './read-inside.ts';
import { type Records, readRecords } from './records.ts';
import type { CheckRequest } from './request.ts';
import { type Resolved, resolve, type ScopeEntry } from './resolve.ts';
import { underCurrentRules } from './rule-origin.ts';
import { rulesStanding } from './rules-standing.ts';
import { type Established, isStill, verifyBytes } from './verify-bytes.ts';

/** How far behind the newest event the clock may run (threats 36). */
const CLOCK_SLACK_MS = 120_000;

/** A check with what an export needs besides the verdict. */
export interface CheckRun {
  readonly check: Check;
  /** Against the last check of the same scope, where there was one. */
  readonly changes: CheckChanges | undefined;
  readonly resolved: Resolved;
  readonly purpose: Purpose;
  /** The stat identity each judged file had at the decision. */
  readonly snapshots: ReadonlyMap<RelPath, FileSnapshot>;
}

/** The gate: may these files leave? Registers what is new, reads what changed, decides, and stores the check. */
export async function check(runtime: Runtime, request: CheckRequest): Promise<Check> {
  return (await runCheck(runtime, request)).check;
}

/** As `check`, with what changed since the last one and what was judged. */
export async function runCheck(runtime: Runtime, request: CheckRequest): Promise<CheckRun> {
  const resolved = await resolve(runtime, request.paths, request.signal);
  const { configuration } = runtime.production;
  for (const { path, because } of resolved.skipped) runtime.log.debug('check-skipped', { path, because });
  const purpose = purposeOf(
    configuration.title,
    patternsOf(configuration),
    resolved.paths,
    resolved.entries.map(({ path }) => path),
    request,
  );
  return judge(runtime, resolved, purpose, request);
}

/** Judges a scope that was resolved before: the same items once more, with what is true of them now. */
export async function judge(
  runtime: Runtime,
  resolved: Resolved,
  purpose: Purpose,
  request: CheckRequest,
): Promise<CheckRun> {
  const { registry, production } = runtime;
  const files = resolved.entries.filter((entry) => entry.standing === 'file');
  const established = await verifyBytes(runtime, files, request);
  request.signal?.throwIfAborted();

  const now = runtime.clock.now();
  const newest = await registry.events.newestAt();
  const found = [...established.values()].filter((each) => each.kind === 'asset');
  const attached = request.approvalIds ?? [];
  const assets = found.map(({ asset }) => asset);
  const inside = await readInside(runtime, assets);
  const records = await readRecords(runtime, found, attached, purpose, now, inside);
  const covered = await holdersCovered(runtime, assets, inside, records);
  const rules = await rulesStanding(runtime);
  const head = await registry.events.head();
  const before = await registry.checks.lastOf(resolved.paths, purpose.destination);
  // Everything slow is done: what was judged must still be what stands there.
  const inputs = resolved.entries.map((entry) =>
    inputOf(runtime, entry, established.get(entry.path), { records, inside, covered }),
  );
  const decision = decide(inputs, {
    destination: purpose.destination,
    policies: runtime.policies,
    skipped: resolved.skipped.length,
    unknownIds: records.unknownIds,
    rules,
    clock: newest !== undefined && runsBehind(now, newest) ? { now, newest } : undefined,
  });

  const made: Check = {
    id: runtime.ids.next(),
    checkedAt: now,
    outcome: decision.outcome,
    destination: purpose.destination,
    deliverable: purpose.deliverable,
    overrides: purpose.overrides,
    policies: runtime.policies.map(({ pack, sha256, settingsSha256 }) => ({
      pack: pack.id,
      version: pack.version,
      sha256,
      settingsSha256,
      outcome: decision.byPack.get(pack.id) ?? 'incomplete',
    })),
    scope: { kind: 'files', paths: resolved.paths },
    counts: decision.counts,
    findings: decision.findings,
    items: decision.items,
    versions: {
      provgate: runtime.version,
      engine: runtime.examiner.engineVersion,
      configurationSha256: production.configurationSha256,
      eventSeq: head.seq,
    },
    accounts: records.byAccounts,
    onWordOf: await countByWord(runtime, decision.items, records.declarantOf),
    unprotected: unprotected(production),
  };
  if (request.unrecorded !== true) await registry.checks.record(made, runtime.actor);
  const snapshots = new Map(found.map(({ location }) => [location.path, location.snapshot]));
  return { check: made, changes: changesSince(before, made), resolved, purpose, snapshots };
}

/** What was read of the scope besides its bytes. */
interface Known {
  readonly records: Records;
  readonly inside: InsideScope;
  /** Holders whose members' approvals answer for them. */
  readonly covered: ReadonlySet<AssetId>;
}

function inputOf(
  runtime: Runtime,
  entry: ScopeEntry,
  established: Established | undefined,
  { records, inside, covered }: Known,
): ItemInput {
  if (entry.standing !== 'file') return withoutAsset(entry.path, entry.standing, entry.reason);
  const { path } = entry;
  if (established === undefined || established.kind === 'changed')
    return { ...withoutAsset(path, 'file', undefined), changed: true };
  if (established.kind === 'unreadable') return withoutAsset(path, 'unreadable', established.reason);
  const { location, verified } = established;
  const asset: Asset = underCurrentRules(established.asset, patternsOf(runtime.production.configuration));
  const facts = records.of(established.asset, location);
  const held = inside.get(asset.id) ?? [];
  const own = { judgements: facts.approvals, best: facts.bestApproval };
  const judged =
    held.length === 0
      ? { asset }
      : withInside(asset, held, { own, of: records.approvalsOf }, covered.has(asset.id));
  return {
    path,
    standing: 'file',
    reason: undefined,
    verified,
    changed: !isStill(runtime.production.root, path, location.snapshot),
    ...facts,
    ...judged,
    recordAltered:
      facts.recordAltered ||
      held.some((each) => each.asset !== undefined && records.isAltered(each.asset.id)),
  };
}

function withoutAsset(path: RelPath, standing: ItemInput['standing'], reason: string | undefined): ItemInput {
  return {
    path,
    standing,
    reason,
    asset: undefined,
    verified: undefined,
    changed: false,
    recordAltered: false,
    replacedTemporary: false,
    approvals: [],
    bestApproval: undefined,
    earlierApproval: undefined,
    byPack: new Map(),
  };
}

function runsBehind(now: Instant, newest: Instant): boolean {
  return Date.parse(now) + CLOCK_SLACK_MS < Date.parse(newest);
}
