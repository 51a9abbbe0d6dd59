import { type Approval, isRevoked } from '../domain/approval.ts';
import type { Asset } from '../domain/asset.ts';
import type { Declaration } from '../domain/declaration.ts';
import type { Deliverable } from '../domain/deliverable.ts';
import type { FindingCode } from '../domain/finding.ts';
import type { Guidance } from '../domain/guidance.ts';
import type { Paper } from '../domain/paper.ts';
import type { PersonId } from '../domain/person.ts';
import { type LoadedPolicy, NOTHING_ASKED, type UseFacts } from '../domain/policy.ts';
import { partsOf, type UseContext } from '../policy/use/context.ts';
import { useCasesOf } from '../policy/use/final-use.ts';
import { judgeUse, type UseJudgement } from '../policy/use/judge-use.ts';
import { type ApprovalAsk, isByApproval } from './approval-ask.ts';
import { isRefusal, newestRefusal } from './approval-refusal.ts';

/** What the record says of how one asset was used; values only. */
export interface UseRecords {
  readonly declaration: Declaration | undefined;
  /** The bytes that stood here before were declared, these are not. */
  readonly wasDeclared: boolean;
  readonly context: UseContext;
  readonly approvals: readonly Approval[];
  readonly deliverable: Deliverable;
  readonly waivers: readonly Paper<'waiver'>[];
  readonly baselines: readonly Paper<'baseline'>[];
  readonly retired: boolean;
  readonly weakBasis: boolean;
  readonly seconded: boolean;
  readonly accounts: ReadonlySet<PersonId>;
}

/** How one pack sees the use of one asset. */
export interface ItemUse {
  readonly facts: UseFacts;
  readonly args: ReadonlyMap<FindingCode, Readonly<Record<string, string>>>;
  readonly ask: ApprovalAsk;
  /** Waivers that hold now. */
  readonly waivers: readonly Paper<'waiver'>[];
  /** It is no longer used. */
  readonly retired: boolean;
}

/** Judges what one pack asks about the use of one asset. Pure; `judged` remembers statements that were judged before. */
export function itemUse(
  asset: Asset,
  records: UseRecords,
  policy: LoadedPolicy,
  guidance: Guidance,
  judged: (declaration: Declaration) => UseJudgement | undefined,
): ItemUse {
  const { declaration, context } = records;
  const judgement = declaration === undefined ? undefined : judged(declaration);
  const until = records.baselines.map(({ body }) => body.until).filter((each) => context.now < each);
  const plain: UseFacts = {
    ...NOTHING_ASKED,
    declaration: records.wasDeclared ? 'stale' : 'none',
    evidenceMet: false,
    refused: refusalOf(asset, records),
    weakBasis: records.weakBasis,
    seconded: records.seconded,
    baseline: until.length > 0,
  };
  const misfit = declaration?.use?.template !== undefined && !fits(asset, declaration);
  const facts: UseFacts =
    judgement === undefined
      ? plain
      : {
          ...plain,
          ...judgement.facts,
          faults: [...judgement.facts.faults, ...(misfit ? (['DEC-007'] as const) : [])],
        };
  const args = new Map(judgement?.args ?? []);
  if (misfit) args.set('DEC-007', { template: declaration?.use?.template ?? '' });
  const last = until.sort().at(-1);
  if (last !== undefined) args.set('ORG-001', { baseline: last });
  return {
    facts,
    args,
    ask: {
      authority: judgement?.authority ?? 'contact',
      makers: guidance.selfApprovalAllowed ? new Set() : makersOf(records),
      accounts: records.accounts,
      declaration: declaration?.use === undefined ? undefined : declaration.recordId,
      use: declaration?.use,
      useCases: countsAs(declaration, guidance, context),
      pack: { id: policy.pack.id, sha256: policy.sha256 },
      asksAgain: guidance.asksAgain,
    },
    waivers: records.waivers.filter(({ body }) => context.now < body.validUntil),
    retired: records.retired,
  };
}

/** Judges a declared use; undefined for a declaration that says nothing of it. */
export function judgeDeclared(
  declaration: Declaration,
  guidance: Guidance,
  context: UseContext,
): UseJudgement | undefined {
  return declaration.use === undefined ? undefined : judgeUse(declaration.use, guidance, context);
}

/** A refusal that is about the deliverable stands until something was granted after it, and again once that is withdrawn. */
function refusalOf(asset: Asset, { approvals, deliverable, context }: UseRecords): UseFacts['refused'] {
  const refusal = newestRefusal(approvals, asset.id, deliverable);
  if (refusal === undefined) return 'no';
  const isGrantedSince = approvals.some(
    (each) => !isRefusal(each) && each.eventSeq > refusal.eventSeq && !isRevoked(each, context.now),
  );
  return isGrantedSince ? 'no' : (refusal.terms?.rejects ?? 'final_only');
}

/** The codes a use has where it is going: what was an idea or for temp counts as an element once it leaves in a final. */
function countsAs(
  declaration: Declaration | undefined,
  guidance: Guidance,
  { destination }: UseContext,
): readonly string[] | undefined {
  if (declaration?.use === undefined) return undefined;
  const codes = partsOf(declaration.use).flatMap((part) =>
    useCasesOf(part, guidance, destination).map(
      (known, index) => known?.code ?? part.useCases?.[index] ?? '',
    ),
  );
  return [...new Set(codes)];
}

/** A template fits only the tool it was made for, as far as the file names its tool. */
function fits({ tool }: Asset, { use }: Declaration): boolean {
  if (tool === undefined || use?.tool === undefined) return true;
  const [found, stated] = [tool, use.tool.name].map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ''));
  return found === undefined || stated === undefined || found.includes(stated) || stated.includes(found);
}

/** Who made or declared it. Whoever only recorded that it was approved as GenAI is no maker. */
function makersOf({ declaration, approvals, accounts }: UseRecords): ReadonlySet<PersonId> {
  if (declaration === undefined || isByApproval(declaration, approvals)) return new Set();
  const { declarant, recordedBy, use } = declaration;
  const operators = use === undefined ? [] : partsOf(use).flatMap(({ operator }) => operator ?? []);
  return new Set([declarant, ...operators, ...(accounts.has(recordedBy) ? [recordedBy] : [])]);
}
