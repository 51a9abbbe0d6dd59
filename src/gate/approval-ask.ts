import { type Approval, AUTHORITIES, type Authority } from '../domain/approval.ts';
import type { Sha256 } from '../domain/asset.ts';
import type { Declaration } from '../domain/declaration.ts';
import type { PersonId } from '../domain/person.ts';
import type { UseStatement } from '../domain/use-statement.ts';

/** What one pack asks of an approval beyond its own terms, for the use of one asset. */
export interface ApprovalAsk {
  /** The least authority that may approve the use. */
  readonly authority: Authority;
  /** Who made, declared or recorded the use; none of them may approve it. Empty where the pack allows it. */
  readonly makers: ReadonlySet<PersonId>;
  /** People who act through accounts: of them who records counts, not only who is named. */
  readonly accounts: ReadonlySet<PersonId>;
  /** The current declaration of the asset, and those it revises. */
  readonly declaration: string | undefined;
  readonly use: UseStatement | undefined;
  /** What the use counts as where it is going; by default the codes it was declared with. */
  readonly useCases?: readonly string[] | undefined;
  readonly pack: { readonly id: string; readonly sha256: Sha256 };
  /** Versions of the pack whose approvals have to be asked for again. */
  readonly asksAgain: readonly string[];
}

/** Whether who granted it is at least of the authority the use needs; an approval that does not say is of the least. */
export function isHighEnough(approval: Approval, ask: ApprovalAsk): boolean {
  return rank(authorityOf(approval)) >= rank(ask.authority);
}

/** The authority an approval was granted with. */
export function authorityOf({ terms }: Pick<Approval, 'terms'>): Authority {
  return terms?.authority ?? 'contact';
}

/** Whether who granted or recorded it also made or declared the use. */
export function isSelfApproved(
  { grantedBy, recordedBy }: Pick<Approval, 'grantedBy' | 'recordedBy'>,
  { makers, accounts }: Pick<ApprovalAsk, 'makers' | 'accounts'>,
): boolean {
  return makers.has(grantedBy) || (accounts.has(recordedBy) && makers.has(recordedBy));
}

/** The basis of what approving a file of unknown origin declares. */
export function basisOfApproval({ id, terms }: Pick<Approval, 'id' | 'terms'>): string {
  return `${terms?.decision === 'rejected' ? 'Refused' : 'Approved'} as GenAI under ${id}`;
}

/** Whether a declaration only says that the file was approved as GenAI: it makes nobody its maker. */
export function isByApproval(declaration: Declaration, approvals: readonly Approval[]): boolean {
  const { use, basis, recordedBy, eventSeq } = declaration;
  return (
    use === undefined &&
    approvals.some(
      (each) => basis === basisOfApproval(each) && each.recordedBy === recordedBy && each.eventSeq < eventSeq,
    )
  );
}

/** Whether the use was declared otherwise after the approval. One that was granted before anything was declared names none. */
export function isDeclaredOtherwise({ terms }: Approval, ask: ApprovalAsk): boolean {
  const approved = terms?.declarations;
  return approved !== undefined && ask.declaration !== undefined && !approved.includes(ask.declaration);
}

/** Whether the rules it was granted under have changed so that the pack wants it asked again. */
export function isUnderOldRules({ terms }: Approval, ask: ApprovalAsk): boolean {
  const granted = terms?.packs?.find(({ id }) => id === ask.pack.id);
  return (
    granted !== undefined && granted.sha256 !== ask.pack.sha256 && ask.asksAgain.includes(granted.version)
  );
}

function rank(authority: Authority): number {
  return AUTHORITIES.indexOf(authority);
}
