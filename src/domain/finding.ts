import { EXIT, type ExitCode } from './errors.ts';

/** How much a finding weighs; the order of the outcome is block, review, incomplete, pass. */
export const SEVERITIES = ['pass', 'warn', 'review', 'block', 'incomplete'] as const;
export type Severity = (typeof SEVERITIES)[number];
export type Outcome = Exclude<Severity, 'warn'>;

/** Every code a finding can have. Closed: a code without words does not compile. */
export const FINDING_CODES = [
  'OK-001',
  'OK-002',
  'OK-003',
  'AST-001',
  'AST-002',
  'WVR-001',
  'ORG-001',
  'ORG-002',
  'ORG-003',
  'ORG-004',
  'ORG-005',
  'ORG-006',
  'DEC-001',
  'DEC-002',
  'DEC-003',
  'DEC-004',
  'DEC-005',
  'DEC-006',
  'DEC-007',
  'DAT-001',
  'NTF-001',
  'NTF-002',
  'TRI-001',
  'APR-000',
  'APR-001',
  'APR-002',
  'APR-003',
  'APR-004',
  'APR-005',
  'APR-006',
  'APR-007',
  'APR-008',
  'APR-009',
  'APR-010',
  'APR-011',
  'APR-012',
  'APR-013',
  'APR-014',
  'APR-015',
  'EVD-001',
  'HST-001',
  'HST-002',
  'HST-003',
  'HST-004',
  'UNI-001',
  'ETH-001',
  'LIN-001',
  'REG-001',
  'INT-001',
  'FIL-001',
  'FIL-002',
  'FIL-003',
  'FIL-004',
  'FIL-005',
  'TML-001',
  'TML-002',
  'TML-003',
  'GAT-001',
  'GAT-002',
  'GAT-003',
  'GAT-004',
  'GAT-005',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** One reason of a verdict: a code, its weight and the values its words need. Words live in `reports/words.ts`. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly args: Readonly<Record<string, string>>;
  /** Passages of the policy it rests on, such as `G-5`. */
  readonly rules: readonly string[];
}

const ORDER = ['block', 'review', 'incomplete', 'warn', 'pass'] as const satisfies readonly Severity[];

/** The weightiest of several severities; `pass` for none. */
export function worst(severities: Iterable<Severity>): Severity {
  const present = new Set(severities);
  return ORDER.find((severity) => present.has(severity)) ?? 'pass';
}

/** An outcome from severities: warnings never change it. */
export function outcomeOf(severities: Iterable<Severity>): Outcome {
  const severity = worst(severities);
  return severity === 'warn' ? 'pass' : severity;
}

/** The exit code of an outcome; fixed for ever. */
export function exitCodeOf(outcome: Outcome): ExitCode {
  if (outcome === 'pass') return EXIT.pass;
  return outcome === 'incomplete' ? EXIT.undecided : EXIT.blocked;
}
