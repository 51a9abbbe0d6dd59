import { APPROVAL_STATES, type Approval, type ApprovalJudgement } from '../domain/approval.ts';
import type { Instant } from '../domain/asset.ts';
import type { Deliverable } from '../domain/deliverable.ts';
import { missingCover } from './approval-cover.ts';
import type { ApprovalVerdict } from './approval-state.ts';
import type { PackView } from './decision/item-input.ts';
import type { ItemUse } from './item-use.ts';

/** What one pack makes of the use and the approvals of one asset, with the waivers that reach the deliverable. */
export function viewOf(
  use: ItemUse,
  approvals: readonly Approval[],
  verdict: ApprovalVerdict,
  deliverable: Deliverable,
  askedAt: Instant | undefined,
): PackView {
  const waivers = use.waivers
    .filter(({ body }) => missingCover([body.scope], deliverable) === undefined)
    .map(({ recordId, body }) => ({ id: recordId, codes: body.codes, until: body.validUntil }));
  const decides = approvals.find(({ recordId }) => recordId === verdict.best?.recordId);
  const granted = decides?.terms?.packs?.find(({ id }) => id === use.ask.pack.id);
  const olderRules = granted !== undefined && granted.sha256 !== use.ask.pack.sha256;
  const asked = askedAt !== undefined && approvals.every(({ recordedAt }) => recordedAt < askedAt);
  const { facts, args, retired } = use;
  const { authority } = use.ask;
  return { facts, args, ...verdict, authority, olderRules, waivers, asked, retired };
}

/** Every approval id once, as the strictest of several packs judges it. */
export function strictest(verdicts: readonly (readonly ApprovalJudgement[])[]): readonly ApprovalJudgement[] {
  const byId = new Map<string, ApprovalJudgement>();
  for (const judgement of verdicts.flat()) {
    const other = byId.get(judgement.id);
    if (other === undefined || (other.state === 'valid' && judgement.state !== 'valid'))
      byId.set(judgement.id, judgement);
  }
  return [...byId.values()].sort(
    (a, b) => APPROVAL_STATES.indexOf(a.state) - APPROVAL_STATES.indexOf(b.state),
  );
}
