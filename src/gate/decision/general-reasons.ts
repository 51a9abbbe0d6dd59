import type { Asset } from '../../domain/asset.ts';
import type { Finding, Severity } from '../../domain/finding.ts';
import type { ItemInput } from './item-input.ts';
import { always, type Reason } from './reason.ts';

/** Rules no pack and no setting softens. In a temp scope what concerns one item only warns. */
export function generalReasons(input: ItemInput, final: boolean): readonly Reason[] {
  const { asset, standing } = input;
  const args: Finding['args'] = input.reason === undefined ? {} : { reason: input.reason };
  const reasons: Reason[] = [];
  const add = (code: Finding['code'], severity: Severity, values = args): void => {
    reasons.push(always(code, severity, values));
  };
  const undecided = final ? 'incomplete' : 'warn';
  const question = final ? 'review' : 'warn';
  if (standing === 'missing') add('FIL-001', 'incomplete', { reason: 'missing' });
  if (standing === 'folder') add('FIL-004', 'incomplete');
  if (standing === 'unentered') add('FIL-005', 'incomplete');
  if (standing === 'link' || standing === 'special') add('FIL-003', undecided, { reason: standing });
  if (standing === 'unreadable') add('FIL-001', undecided);
  if (input.changed) add('INT-001', undecided, {});
  if (standing === 'file' && asset === undefined && !input.changed) add('REG-001', 'incomplete');
  if (input.recordAltered) add('GAT-002', 'incomplete', {});
  if (asset === undefined) return reasons;
  const why = asset.stateReason === undefined ? {} : { reason: asset.stateReason };
  if (asset.state === 'unreadable') add('FIL-001', undecided, why);
  if (asset.state === 'incomplete') add('FIL-002', undecided, why);
  if (holdsUnread(asset)) add('TML-001', undecided, { format: asset.format, ...input.inside?.unread });
  if (asset.conflict) add('ORG-002', question, {});
  if (asset.suspected && asset.origin !== 'genai')
    add(input.replacedTemporary ? 'ORG-006' : 'ORG-004', question, input.inside?.suspected ?? {});
  else if (input.replacedTemporary && !hasEvidenceOfItsOwn(asset)) add('ORG-006', question, {});
  return reasons;
}

/** A cut, project, package or archive that was not read to its last member, or one inside it. */
function holdsUnread({ holdsMedia, memberList }: Asset): boolean {
  return memberList === undefined ? holdsMedia : !memberList.whole;
}

/** Bytes that took a temporary asset's place need more than a folder rule to be believed. */
function hasEvidenceOfItsOwn(asset: Asset): boolean {
  return asset.origin === 'genai' || (asset.origin !== 'unknown' && !asset.byRuleOnly);
}
