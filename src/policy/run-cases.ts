import { type FindingCode, type Severity, worst } from '../domain/finding.ts';
import type { ItemFacts, PackCase, PolicyPack } from '../domain/policy.ts';
import { evaluate } from './evaluate.ts';
import { PLAIN_FACTS } from './plain-facts.ts';
import { filledSettings } from './settings.ts';

/** What a pack said of one of its own cases. */
export interface CaseRun {
  readonly case: PackCase;
  readonly verdict: Severity;
  readonly codes: readonly FindingCode[];
  readonly holds: boolean;
}

/** Runs a pack's own cases with its defaults: they say what the pack means, not what a production made of it. */
export function runCases(pack: PolicyPack): readonly CaseRun[] {
  const policy = { pack, settings: filledSettings(pack, {}) };
  return pack.cases.map((each) => {
    const findings = evaluate(policy, factsOf(each), each.destination);
    const verdict = worst(findings.map(({ severity }) => severity));
    const codes = findings.map(({ code }) => code);
    const isSame = codes.length === each.codes.length && codes.every((code, n) => code === each.codes[n]);
    return { case: each, verdict, codes, holds: verdict === each.verdict && isSame };
  });
}

function factsOf({ facts }: PackCase): ItemFacts {
  const given = Object.entries(facts).filter(([, value]) => value !== undefined);
  return { ...PLAIN_FACTS, ...Object.fromEntries(given) };
}
