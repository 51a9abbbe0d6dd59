import { APPROVAL_STATES, type ApprovalJudgement } from '../domain/approval.ts';
import type { Deliverable } from '../domain/deliverable.ts';
import { missingCover } from './approval-cover.ts';
import type { ApprovalVerdict } from './approval-state.ts';
import type { PackView } from './decide.ts';
import type { ItemUse } from './item-use.ts';

/** What one pack makes of the use and the approvals of one asset, with the waivers that reach the deliverable. */
export function viewOf(use: ItemUse, verdict: ApprovalVerdict, deliverable: Deliverable): PackView {
  const waivers = use.waivers
    .filter(({ body }) => missingCover([body.scope], deliverable) === undefined)
    .map(({ recordId, body }) => ({ id: recordId, codes: body.codes, until: body.validUntil }));
  return { facts: use.facts, args: use.args, ...verdict, waivers };
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
