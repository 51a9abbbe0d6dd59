import { type Finding, type Severity, worst } from '../../domain/finding.ts';

/** A finding with the pack it came from; those every pack has come from none. */
export interface Reason {
  readonly finding: Finding;
  readonly pack: string | undefined;
}

/** A reason every pack has. */
export function always(
  code: Finding['code'],
  severity: Severity,
  args: Readonly<Record<string, string>> = {},
): Reason {
  return { finding: { code, severity, args, rules: [] }, pack: undefined };
}

/** Findings one a code: the weightiest, with the passages of all; weightiest first. */
export function merged(reasons: readonly Reason[]): readonly Finding[] {
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

/** Unknown ids and unaccepted pack files are told one by one. */
function keyOf({ code, args }: Finding): string {
  if (code === 'APR-000') return `${code} ${args['id']}`;
  return code === 'GAT-001' ? `${code} ${args['pack']}` : code;
}

function weigh(severity: Severity): number {
  return ['block', 'review', 'incomplete', 'warn', 'pass'].indexOf(severity);
}
