import type { Destination } from '../domain/deliverable.ts';
import { SEVERITIES, type Severity } from '../domain/finding.ts';
import type { Condition, ItemFacts, LoadedPolicy, PolicyFinding, SeverityChoice } from '../domain/policy.ts';

/**
 * What a policy says of one item: every rule whose condition holds, in the pack's order. A pack that says nothing of an
 * item could not decide it: GAT-001.
 */
export function evaluate(
  policy: Pick<LoadedPolicy, 'pack' | 'settings'>,
  facts: ItemFacts,
  destination: Destination,
): readonly PolicyFinding[] {
  const known = new Map<string, unknown>(Object.entries(facts));
  const findings = policy.pack.rules.flatMap((rule) => {
    const choice = rule[destination];
    if (choice === undefined || !holds(rule.when, known)) return [];
    return [{ code: rule.code, severity: severityOf(choice, policy.settings), rules: rule.rules }];
  });
  return findings.length > 0 ? findings : [{ code: 'GAT-001', severity: 'incomplete', rules: [] }];
}

/** Whether every fact the condition names has one of its values. */
function holds(condition: Condition, known: ReadonlyMap<string, unknown>): boolean {
  return Object.entries(condition).every(([fact, values]) => {
    const admitted: readonly unknown[] = values;
    const value = known.get(fact) ?? null;
    if (!Array.isArray(value)) return admitted.includes(value);
    return admitted.length === 0 ? value.length === 0 : value.some((each) => admitted.includes(each));
  });
}

/** A setting that names no severity makes the item undecided rather than milder. */
function severityOf(choice: SeverityChoice, settings: Readonly<Record<string, string>>): Severity {
  if (typeof choice === 'string') return choice;
  const chosen = settings[choice.setting];
  return SEVERITIES.find((severity) => severity === chosen) ?? 'incomplete';
}
