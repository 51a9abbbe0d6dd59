import type { Check, CheckItem } from '../domain/check.ts';
import { type Finding, outcomeOf, type Severity, worst } from '../domain/finding.ts';
import type { RelPath } from '../domain/path.ts';

const VERDICTS = ['pass', 'warn', 'review', 'block', 'incomplete'] as const satisfies readonly Severity[];

/** A check with one more reason, on an item or (without path) on the whole; verdicts and outcomes follow from it. */
export function withFinding(check: Check, finding: Finding, path?: RelPath): Check {
  const items = check.items.map((item) => (item.path === path ? withReason(item, finding) : item));
  const findings = path === undefined ? [finding, ...check.findings] : check.findings;
  const verdicts = Object.fromEntries(
    VERDICTS.map((verdict) => [verdict, items.filter((item) => item.verdict === verdict).length]),
  );
  return {
    ...check,
    outcome: outcomeOf([...findings.map(({ severity }) => severity), ...items.map(({ verdict }) => verdict)]),
    policies: check.policies.map((policy) => ({
      ...policy,
      outcome: outcomeOf([policy.outcome, finding.severity]),
    })),
    counts: { ...check.counts, ...verdicts },
    findings,
    items,
  };
}

function withReason(item: CheckItem, finding: Finding): CheckItem {
  const findings = [finding, ...item.findings];
  return { ...item, findings, verdict: worst(findings.map(({ severity }) => severity)) };
}
