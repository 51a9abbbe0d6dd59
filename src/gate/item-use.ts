import type { Approval } from '../domain/approval.ts';
import type { Asset } from '../domain/asset.ts';
import type { Declaration } from '../domain/declaration.ts';
import type { FindingCode } from '../domain/finding.ts';
import type { Guidance } from '../domain/guidance.ts';
import type { Paper } from '../domain/paper.ts';
import type { PersonId } from '../domain/person.ts';
import { type LoadedPolicy, NOTHING_ASKED, type UseFacts } from '../domain/policy.ts';
import type { UseContext } from '../policy/use/context.ts';
import { judgeUse, type UseJudgement } from '../policy/use/judge-use.ts';
import type { ApprovalAsk } from './approval-ask.ts';

/** What the record says of how one asset was used; values only. */
export interface UseRecords {
  readonly declaration: Declaration | undefined;
  /** The bytes that stood here before were declared, these are not. */
  readonly wasDeclared: boolean;
  readonly context: UseContext;
  readonly approvals: readonly Approval[];
  readonly waivers: readonly Paper<'waiver'>[];
  readonly baselines: readonly Paper<'baseline'>[];
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
    refused: refusalOf(records.approvals),
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
      makers: guidance.selfApprovalAllowed ? new Set() : makersOf(declaration, records.accounts),
      accounts: records.accounts,
      declaration: declaration?.use === undefined ? undefined : declaration.recordId,
      use: declaration?.use,
      pack: { id: policy.pack.id, sha256: policy.sha256 },
      asksAgain: guidance.asksAgain,
    },
    waivers: records.waivers.filter(({ body }) => context.now < body.validUntil),
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

/** The newest answer to what was asked: a refusal stands until something was granted after it. */
function refusalOf(approvals: readonly Approval[]): UseFacts['refused'] {
  const newest = [...approvals].sort((a, b) => a.eventSeq - b.eventSeq).at(-1);
  if (newest?.terms?.decision !== 'rejected') return 'no';
  return newest.terms.rejects ?? 'final_only';
}

/** A template fits only the tool it was made for, as far as the file names its tool. */
function fits({ tool }: Asset, { use }: Declaration): boolean {
  if (tool === undefined || use?.tool === undefined) return true;
  const [found, stated] = [tool, use.tool.name].map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ''));
  return found === undefined || stated === undefined || found.includes(stated) || stated.includes(found);
}

function makersOf(
  declaration: Declaration | undefined,
  accounts: ReadonlySet<PersonId>,
): ReadonlySet<PersonId> {
  if (declaration === undefined) return new Set();
  const { declarant, recordedBy, use } = declaration;
  return new Set([
    declarant,
    ...(use?.operator === undefined ? [] : [use.operator]),
    ...(accounts.has(recordedBy) ? [recordedBy] : []),
  ]);
}
