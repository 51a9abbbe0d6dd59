import type { Destination } from '../../src/domain/deliverable.ts';
import type { Severity } from '../../src/domain/finding.ts';
import type { ItemFacts } from '../../src/domain/policy.ts';

/** Severities as they weigh: a later one is worse. */
export const WEIGHT: Readonly<Record<Severity, number>> = {
  pass: 0,
  warn: 1,
  incomplete: 2,
  review: 3,
  block: 4,
};

interface Row {
  readonly row: string;
  readonly when: (facts: ItemFacts) => boolean;
  readonly final: Severity;
  readonly temp: Severity;
}

const isValid = ({ approval }: ItemFacts): boolean => approval === 'valid';
const isLow = ({ triage }: ItemFacts): boolean => triage === 'socialize' || triage === 'judged_incidental';
const isAssistive = ({ involvement }: ItemFacts): boolean => involvement === 'assistive';

/** Rows D05 to D09: all that match count, the worst decides; where none matches it is camera or human work. */
const NOT_GENERATIVE: readonly Row[] = [
  { row: 'D05', when: (f) => f.origin === 'unknown' && !f.baseline, final: 'review', temp: 'warn' },
  { row: 'D05 legacy', when: (f) => f.origin === 'unknown' && f.baseline, final: 'warn', temp: 'warn' },
  { row: 'D06', when: (f) => isAssistive(f) && f.declaration !== 'complete', final: 'review', temp: 'warn' },
  {
    row: 'D07',
    when: (f) => f.weakBasis && f.origin !== 'unknown' && !f.overruled,
    final: 'review',
    temp: 'warn',
  },
  { row: 'overruled by one', when: (f) => f.overruled && !f.seconded, final: 'review', temp: 'warn' },
  { row: 'overruled by two', when: (f) => f.overruled && f.seconded, final: 'warn', temp: 'pass' },
];

/** Rows D10 to D19: the first that matches decides. For temp only hard stops, refusals and escalation hold anything up. */
const GENERATIVE: readonly Row[] = [
  { row: 'D10', when: (f) => f.hardStops.length > 0, final: 'block', temp: 'block' },
  {
    row: 'D11',
    when: (f) => f.refused === 'all_use' || (f.refused === 'final_only' && f.triage === 'escalate'),
    final: 'block',
    temp: 'block',
  },
  {
    row: 'D12 as risky as can be',
    when: (f) => f.declaration !== 'complete' && f.triage === 'escalate' && !isValid(f),
    final: 'block',
    temp: 'review',
  },
  { row: 'D12', when: (f) => f.declaration !== 'complete', final: 'block', temp: 'warn' },
  { row: 'D13', when: (f) => isValid(f) && !f.evidenceMet, final: 'block', temp: 'warn' },
  { row: 'D14', when: isValid, final: 'pass', temp: 'pass' },
  { row: 'D15, D16', when: (f) => f.triage === 'escalate', final: 'block', temp: 'review' },
  { row: 'D15, D17', when: (f) => f.triage === 'judgement_open', final: 'block', temp: 'warn' },
  { row: 'D15, D18', when: (f) => isLow(f) && f.notice !== 'given', final: 'block', temp: 'warn' },
  { row: 'D15, D19', when: isLow, final: 'block', temp: 'pass' },
];

/** Further reasons beside a row: they only ever make it worse. */
const BESIDE: readonly Row[] = [
  { row: 'D11 beside', when: (f) => f.refused === 'final_only', final: 'block', temp: 'warn' },
  { row: 'DEC-004 to 007', when: (f) => f.faults.length > 0, final: 'block', temp: 'warn' },
  {
    row: 'DAT-001',
    when: (f) => f.breaches.includes('DAT-001') && !isValid(f),
    final: 'block',
    temp: 'review',
  },
  { row: 'DAT-001, approved', when: (f) => f.breaches.includes('DAT-001'), final: 'block', temp: 'warn' },
  { row: 'UNI-001', when: (f) => f.breaches.includes('UNI-001'), final: 'block', temp: 'warn' },
  {
    row: 'ETH-001',
    when: (f) => f.breaches.includes('ETH-001') && !isValid(f),
    final: 'block',
    temp: 'warn',
  },
];

/** The verdict the decision list gives, read off the table; `undefined` where no row matches. */
export function expectedWeight(facts: ItemFacts, destination: Destination): number | undefined {
  const heaviest = (rows: readonly Row[]): number =>
    Math.max(0, ...rows.filter(({ when }) => when(facts)).map((row) => WEIGHT[row[destination]]));
  if (!facts.generative) return heaviest(NOT_GENERATIVE);
  const first = GENERATIVE.find(({ when }) => when(facts));
  return first === undefined ? undefined : Math.max(WEIGHT[first[destination]], heaviest(BESIDE));
}
