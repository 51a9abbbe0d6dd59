import type { Destination } from '../domain/deliverable.ts';
import { SEVERITIES, type Severity } from '../domain/finding.ts';
import type { ItemFacts, LoadedPolicy, PolicyFinding, PolicyRule, SeverityChoice } from '../domain/policy.ts';
import type { Settings } from './settings.ts';

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
    if (choice === undefined || !holds(rule, known)) return [];
    return [{ code: rule.code, severity: severityOf(choice, policy.settings), rules: rule.rules }];
  });
  return findings.length > 0 ? findings : [{ code: 'GAT-001', severity: 'incomplete', rules: [] }];
}

type Admitted = readonly (readonly [fact: string, values: readonly unknown[]])[];
/** A scope has many items and every one meets every rule, so conditions are taken apart once. */
const taken = new WeakMap<PolicyRule, Admitted>();

/** Whether every fact the condition names has one of its values. */
function holds(rule: PolicyRule, known: ReadonlyMap<string, unknown>): boolean {
  const conditions = taken.get(rule) ?? takeApart(rule);
  return conditions.every(([fact, admitted]) => {
    const value = known.get(fact) ?? null;
    if (!Array.isArray(value)) return admitted.includes(value);
    return admitted.length === 0 ? value.length === 0 : value.some((each) => admitted.includes(each));
  });
}

function takeApart(rule: PolicyRule): Admitted {
  const conditions: Admitted = Object.entries(rule.when).flatMap(([fact, values]) =>
    values === undefined ? [] : [[fact, values] as const],
  );
  taken.set(rule, conditions);
  return conditions;
}

/** A setting that names no severity makes the item undecided rather than milder. */
function severityOf(choice: SeverityChoice, settings: Settings): Severity {
  if (typeof choice === 'string') return choice;
  const chosen = settings[choice.setting];
  return SEVERITIES.find((severity) => severity === chosen) ?? 'incomplete';
}
