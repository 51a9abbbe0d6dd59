import { type Approval, AUTHORITIES, type Authority } from '../domain/approval.ts';
import type { Sha256 } from '../domain/asset.ts';
import type { PersonId } from '../domain/person.ts';
import { PROMINENCES, type UseStatement } from '../domain/use-statement.ts';

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
  readonly pack: { readonly id: string; readonly sha256: Sha256 };
  /** Versions of the pack whose approvals have to be asked for again. */
  readonly asksAgain: readonly string[];
}

/** What of an approval does not reach the use: the respect, what was approved and what is needed. */
export interface Shortfall {
  readonly what: string;
  readonly approved: string;
  readonly needed: string;
}

/** Whether who granted it is at least of the authority the use needs; an approval that does not say is of the least. */
export function isHighEnough(approval: Approval, ask: ApprovalAsk): boolean {
  return rank(authorityOf(approval)) >= rank(ask.authority);
}

/** The authority an approval was granted with. */
export function authorityOf({ terms }: Approval): Authority {
  return terms?.authority ?? 'contact';
}

/** Whether who granted or recorded it also made or declared the use. */
export function isSelfApproved({ grantedBy, recordedBy }: Approval, ask: ApprovalAsk): boolean {
  return ask.makers.has(grantedBy) || (ask.accounts.has(recordedBy) && ask.makers.has(recordedBy));
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

/** The first respect in which an approval does not reach the use; undefined where it does. */
export function shortfallOf({ terms }: Approval, { use }: ApprovalAsk): Shortfall | undefined {
  if (terms === undefined) return undefined;
  const { useCases, maxProminence, placements, talent } = terms;
  const uncovered = use?.useCases?.find((code) => useCases?.includes(code) === false);
  if (uncovered !== undefined) return { what: 'use', approved: list(useCases), needed: uncovered };
  if (maxProminence !== undefined) {
    const needed = use?.prominence;
    if (needed === undefined || PROMINENCES.indexOf(needed) > PROMINENCES.indexOf(maxProminence))
      return { what: 'prominence', approved: maxProminence, needed: needed ?? 'unspecified' };
  }
  if (placements !== undefined) {
    const shots = new Set(placements.map(({ shot, scene }) => shot ?? scene ?? ''));
    const outside = (use?.placement ?? [{}]).find(({ shot, scene }) => !shots.has(shot ?? scene ?? '-'));
    if (outside !== undefined)
      return {
        what: 'shot',
        approved: [...shots].join(', '),
        needed: outside.shot ?? outside.scene ?? 'unspecified',
      };
  }
  if (talent !== undefined) {
    const outside = (use?.talent ?? []).find(
      ({ performer, relation }) =>
        relation !== 'synthetic_performer' && (performer === undefined || !talent.includes(performer)),
    );
    if (outside !== undefined)
      return { what: 'talent', approved: `${talent.length} named`, needed: 'another person' };
  }
  return undefined;
}

function rank(authority: Authority): number {
  return AUTHORITIES.indexOf(authority);
}

function list(values: readonly string[] | undefined): string {
  return values === undefined ? 'any' : values.join(', ');
}
