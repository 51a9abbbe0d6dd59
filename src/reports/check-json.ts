import { areaOf, byArea } from '../domain/area-of.ts';
import type { Check, CheckItem } from '../domain/check.ts';
import type { Finding } from '../domain/finding.ts';
import type { AreaId } from '../domain/guidance.ts';
import type { RelPath } from '../domain/path.ts';
import { pathBytesHex } from '../files/paths.ts';
import { NO_NETWORK } from './evidence-words.ts';
import type { CheckJson, FindingJson, ItemJson } from './schemas.ts';
import { shownPath, wordsOf } from './words.ts';

/** A check as `provgate.check/1`. */
export function checkJson(check: Check): CheckJson {
  return {
    ...head(check),
    findings: check.findings.map((finding) => findingJson(finding, undefined)),
    items: check.items.map((item) => itemJson(item)),
  };
}

/**
 * The text of `provgate.check/1`, in pieces, so that a million items never stand in memory as text: everything up to the counts
 * on the first line, then one finding or item a line.
 */
export function* checkJsonText(check: Check): Generator<string> {
  yield JSON.stringify(head(check)).slice(0, -1);
  yield ',\n"findings": [';
  yield* list(check.findings, (finding) => findingJson(finding, undefined));
  yield '],\n"items": [';
  yield* list(check.items, (item) => itemJson(item));
  yield ']}\n';
}

function* list<T>(values: readonly T[], asJson: (value: T) => object): Generator<string> {
  let first = true;
  for (const value of values) {
    yield `${first ? '\n' : ',\n'}${JSON.stringify(asJson(value))}`;
    first = false;
  }
}

function head(check: Check): Omit<CheckJson, 'findings' | 'items'> {
  const { deliverable } = check;
  return {
    schema: 'provgate.check/1',
    id: check.id,
    checkedAt: check.checkedAt,
    outcome: check.outcome,
    destination: check.destination,
    deliverable: {
      title: deliverable.title,
      type: deliverable.type,
      episode: deliverable.episode ?? null,
      territories: [...deliverable.territories],
      channels: [...deliverable.channels],
      ...(deliverable.cut === undefined ? {} : { cut: deliverable.cut }),
    },
    policies: check.policies.map(({ pack, version, sha256, settingsSha256, outcome }) => ({
      pack,
      version,
      sha256,
      settingsSha256,
      outcome,
    })),
    scope: { kind: check.scope.kind, paths: check.scope.paths.map(shownPath) },
    overrides: [...check.overrides],
    versions: { ...check.versions },
    unprotected: [...(check.unprotected ?? [])],
    accounts: check.accounts ?? false,
    onWordOf: (check.onWordOf ?? []).map(({ by, items }) => ({ by, items })),
    notChecked: [NO_NETWORK],
    counts: { ...check.counts },
    areas: openByArea(check),
  };
}

/** How many open findings concern each of the four areas of the guidance. */
function openByArea({ findings, items }: Check): Readonly<Record<AreaId, number>> {
  const counts = new Map<AreaId, number>();
  const count = ({ code, severity }: Finding): void => {
    if (severity === 'pass' || severity === 'warn') return;
    const area = areaOf(code);
    counts.set(area, (counts.get(area) ?? 0) + 1);
  };
  findings.forEach(count);
  for (const item of items) item.findings.forEach(count);
  return byArea((area) => counts.get(area) ?? 0);
}

/** One item of a check; shared with `provgate.asset/1`. */
export function itemJson(item: CheckItem): ItemJson {
  return {
    ...pathJson(item.path),
    assetId: item.assetId ?? null,
    sha256: item.sha256 ?? null,
    sizeBytes: item.sizeBytes ?? null,
    kind: item.kind ?? null,
    format: item.format ?? null,
    verified: item.verified ?? null,
    origin: item.origin,
    involvement: item.involvement,
    suspected: item.suspected,
    conflict: item.conflict,
    temporary: item.temporary,
    tool: item.tool ?? null,
    approvals: item.approvals.map(({ id, state }) => ({ id, state })),
    ...(item.clearance === undefined ? {} : { clearance: { ...item.clearance } }),
    verdict: item.verdict,
    findings: item.findings.map((finding) => findingJson(finding, item.path)),
    uses: [],
  };
}

/** `path`, and `pathBytes` in hex where the name is no UTF-8. */
export function pathJson(path: RelPath): { readonly path: string; readonly pathBytes?: string } {
  const bytes = pathBytesHex(path);
  return bytes === undefined ? { path: shownPath(path) } : { path: shownPath(path), pathBytes: bytes };
}

/** One finding with its words; `by` names the person it speaks of, where there is one. */
export function findingJson(finding: Finding, path: RelPath | undefined): FindingJson {
  const { message, next } = wordsOf(finding, path);
  const person = finding.args['by'];
  return {
    code: finding.code,
    severity: finding.severity,
    message,
    next,
    rules: [...finding.rules],
    ...(person === undefined ? {} : { by: person }),
  };
}
