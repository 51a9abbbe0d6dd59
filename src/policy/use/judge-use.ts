import type { Authority } from '../../domain/approval.ts';
import type { FindingCode } from '../../domain/finding.ts';
import type { Guidance } from '../../domain/guidance.ts';
import type { UseFacts } from '../../domain/policy.ts';
import type { UseStatement } from '../../domain/use-statement.ts';
import { missingFields } from './completeness.ts';
import { isDocumented, partsOf, type UseContext } from './context.ts';
import { hardStops, hasLateConsent } from './hard-stops.ts';
import { unclearedInputs } from './input-clearance.ts';
import { missingEvidence, neededAuthority } from './needed-evidence.ts';
import { noticeStanding } from './notice.ts';
import { settledTriage, triage } from './triage.ts';

/** What a statement of use comes to under one guidance, and the values the words of its findings need. */
export interface UseJudgement {
  readonly facts: Pick<
    UseFacts,
    'declaration' | 'faults' | 'hardStops' | 'breaches' | 'triage' | 'notice' | 'evidenceMet'
  >;
  /** Ids of the rules triage rests on. */
  readonly because: readonly string[];
  readonly authority: Authority;
  readonly args: ReadonlyMap<FindingCode, Readonly<Record<string, string>>>;
}

/** Judges a declared use for one destination at one moment. Pure. */
export function judgeUse(use: UseStatement, guidance: Guidance, context: UseContext): UseJudgement {
  const missing = missingFields(use, guidance, context.destination);
  const { level, because } = triage(use, guidance, context);
  const proofs = missingEvidence(use, guidance, context);
  const parts = partsOf(use);
  const uncleared = parts.flatMap((part) =>
    unclearedInputs(part, guidance, context).map((input) => ({ input, tool: part.tool?.name ?? 'a tool' })),
  );
  const unagreed = parts
    .flatMap((part) => part.unionImpact ?? [])
    .filter(({ agreement }) => agreement === undefined);
  const isUnionSettled =
    unagreed.length === 0 ||
    context.evidence.some(
      (paper) => paper.body.type === 'EV-UNION-AGREEMENT' && isDocumented(paper, context),
    );
  const couldFool = parts.some(({ misleading }) => (misleading?.couldBeTakenAsReal ?? 'no') !== 'no');
  const stops = hardStops(use, guidance, context);
  const faults = faultsOf(use, context);
  const breaches: FindingCode[] = [
    ...(uncleared.length > 0 ? (['DAT-001'] as const) : []),
    ...(isUnionSettled ? [] : (['UNI-001'] as const)),
    ...(couldFool ? (['ETH-001'] as const) : []),
  ];
  const told = context.notices.map(({ body }) => body.toldAt).sort()[0];
  return {
    facts: {
      declaration: missing.length === 0 ? 'complete' : 'incomplete',
      faults,
      hardStops: stops,
      breaches,
      // Nobody knows what the open answers hide, so they weigh as nothing declared does.
      triage: missing.length === 0 ? settledTriage(level, use, context) : 'escalate',
      notice: noticeStanding(use, context),
      evidenceMet: proofs.length === 0,
    },
    because,
    authority: neededAuthority(use, guidance, context),
    args: new Map<FindingCode, Readonly<Record<string, string>>>([
      ['DEC-002', { missing: missing.join(', ') }],
      ['EVD-001', { missing: proofs.join(', ') }],
      [
        'DAT-001',
        {
          inputs: words(uncleared.map(({ input }) => input.class)),
          tool: words(uncleared.map(({ tool }) => tool)),
        },
      ],
      ['UNI-001', { roles: words(unagreed.map(({ roleGroup }) => roleGroup)) }],
      [
        'APR-010',
        { because: reasons(use, missing.length === 0 || level === 'escalate' ? because : ['G-3']) },
      ],
      ['NTF-002', { told: told ?? '' }],
      [
        'HST-002',
        {
          sets: words(
            parts
              .flatMap((part) => part.trainingSets ?? [])
              .filter(({ rights }) => rights === 'none')
              .map(({ kind }) => kind),
          ),
        },
      ],
    ]),
  };
}

function faultsOf(use: UseStatement, context: UseContext): readonly FindingCode[] {
  const faults: FindingCode[] = [];
  if (use.intendedUse === 'final' && use.principles?.P4 === 'yes') faults.push('DEC-004');
  if (hasLateConsent(use, context)) faults.push('DEC-005');
  const dates = [use.generatedFrom, use.generatedUntil].filter((each) => each !== undefined);
  if (dates.some((each) => each > context.now)) faults.push('DEC-006');
  return faults;
}

/** The rules triage rests on, with the reason that was given where no secured tool could be used. */
function reasons({ enterpriseReason }: UseStatement, because: readonly string[]): string {
  return because
    .map((rule) => (rule === 'P3' && enterpriseReason !== undefined ? `P3: ${enterpriseReason}` : rule))
    .join(', ');
}

function words(list: readonly string[]): string {
  return [...new Set(list)].map((each) => each.replaceAll('_', ' ')).join(', ');
}
