import { existsSync } from 'node:fs';
import type { PatternUse } from '../../configuration/patterns.ts';
import { patternsOf } from '../../configuration/patterns-of.ts';
import { unprotected } from '../../configuration/trust.ts';
import { mergeUnits, type Unit, unitOf } from '../../deliverables/units.ts';
import { ProvgateError } from '../../domain/errors.ts';
import { outcomeOf } from '../../domain/finding.ts';
import { type RelPath, ROOT } from '../../domain/path.ts';
import type { AssetFilter } from '../../domain/registry.ts';
import type { Runtime } from '../../domain/runtime.ts';
import { type CheckRun, runCheck } from '../../gate/check.ts';
import { openRules } from '../../gate/rules-standing.ts';
import { isSourceOld } from '../../policy/source-age.ts';
import { approvalsEnding } from '../approvals/ending.ts';
import { type DeliverableStatus, MOST_NAMES, type NotCleared, type StatusReport } from './status-output.ts';
import { unusedIgnores } from './unused-patterns.ts';

const SOON_DAYS = 14;

/** Everything `status` tells. Deliverable folders are judged now, without a record; nothing is asked of media that are away. */
export async function gatherStatus(runtime: Runtime, signal: AbortSignal): Promise<StatusReport> {
  const { registry, production, examiner, clock } = runtime;
  const away = existsSync(production.root) ? undefined : 'the media root is not there';
  const coverage = await registry.coverage.get();
  const places = await readPlaces(runtime);
  const ignores = patternsOf(production.configuration).all.filter(({ key }) => key === 'ignore');
  const idle = away === undefined ? unusedIgnores(runtime, ignores, coverage) : [];
  const now = clock.now();
  const ending = approvalsEnding(await registry.approvals.list(), now, SOON_DAYS);
  const aside = await registry.quarantine.list();
  const deliverables: DeliverableStatus[] = [];
  for (const unit of away === undefined ? places.units : [])
    deliverables.push(await judgeOne(runtime, unit, signal));
  const open = await openRules(runtime);
  return {
    title: production.configuration.title,
    at: now,
    counts: await registry.assets.counts(),
    coverage: { ...coverage, unavailable: away ?? coverage.unavailable },
    watched: (await registry.lease.holder(clock.nowUs())) !== undefined,
    suspected: await someNames(runtime, { suspected: true }),
    conflicts: await someNames(runtime, { conflict: true }),
    noLongerFound: await registry.assets.noLongerFound(),
    areReadersNewer: coverage.readersAt !== undefined && coverage.readersAt !== examiner.engineVersion,
    deliverables,
    endingSoon: ending.map(({ approval, until }) => ({ id: approval.id, until })),
    idlePatterns: [...places.idle, ...idle].map(({ key, pattern }) => ({ key, pattern })),
    unprotected: unprotected(production),
    remembrance: runtime.seal?.remembrance() ?? 'not-kept',
    quarantined: aside.filter((record) => record.restoredAt === undefined).length,
    rules: {
      packsToAccept: open.packs.map(({ file, pack }) => file ?? pack.id),
      milder: open.milder,
      oldSources: runtime.policies
        .filter((policy) => isSourceOld(policy, now))
        .map(({ pack: { id, capturedAt } }) => ({ pack: id, capturedAt })),
    },
  };
}

async function someNames(runtime: Runtime, filter: AssetFilter): Promise<readonly RelPath[]> {
  const rows = await runtime.registry.assets.list(filter, { limit: MOST_NAMES });
  return rows.map(({ location }) => location.path);
}

/** One pass over all live places: which patterns (apart from `ignore`) none matches, and which deliverable folders there are. */
async function readPlaces(
  runtime: Runtime,
): Promise<{ readonly idle: readonly PatternUse[]; readonly units: readonly Unit[] }> {
  const patterns = patternsOf(runtime.production.configuration);
  const idle = new Set(patterns.all.filter(({ key }) => key !== 'ignore'));
  const units = new Map<string, Unit>();
  if (idle.size === 0) return { idle: [], units: [] };
  for await (const chunk of runtime.registry.locations.live(ROOT)) {
    for (const { path } of chunk) {
      for (const pattern of idle) if (pattern.matches(path)) idle.delete(pattern);
      const unit = unitOf(runtime, path);
      if (unit !== undefined) units.set(`${unit.rule.path}\n${unit.paths.join('\n')}`, unit);
    }
  }
  return { idle: [...idle], units: mergeUnits(units.values()) };
}

async function judgeOne(runtime: Runtime, unit: Unit, signal: AbortSignal): Promise<DeliverableStatus> {
  const base = { folder: unit.folder, type: unit.rule.type };
  try {
    const run = await runCheck(runtime, { paths: unit.paths, unrecorded: true, signal });
    const { outcome, counts } = run.check;
    return {
      ...base,
      outcome,
      items: counts.items,
      notCleared: await notCleared(runtime, run),
      problem: undefined,
    };
  } catch (error) {
    // One folder that cannot be judged must not hide how the others stand.
    if (!(error instanceof ProvgateError)) throw error;
    return { ...base, outcome: 'incomplete', items: 0, notCleared: [], problem: error.message };
  }
}

/** Files that do not pass; those an approval covered once, or that stood there without objection at the last check, are marked. */
async function notCleared(runtime: Runtime, { check, changes }: CheckRun): Promise<readonly NotCleared[]> {
  const objections = check.items.filter((item) => outcomeOf([item.verdict]) !== 'pass');
  const worse = new Set(changes?.worse);
  const paths = objections.map(({ path }) => path).filter((path) => worse.has(path));
  const places = await runtime.registry.locations.at(paths);
  return objections.map(({ path, verdict, findings, approvals }) => {
    const from = places.get(path)?.location.from;
    const stood = from !== undefined && changes !== undefined && from <= changes.at;
    return {
      path,
      verdict,
      codes: findings.filter(({ severity }) => outcomeOf([severity]) !== 'pass').map(({ code }) => code),
      wasCleared: stood || approvals.some(({ state }) => ENDED.has(state)),
    };
  });
}

const ENDED: ReadonlySet<string> = new Set(['expired', 'revoked', 'document-missing']);
