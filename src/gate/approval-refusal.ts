import type { Approval } from '../domain/approval.ts';
import type { AssetId } from '../domain/asset.ts';
import type { Deliverable } from '../domain/deliverable.ts';

/**
 * The newest refusal of an asset that is about a deliverable; what was granted before it is granted no more. Withdrawing or replacing
 * the record of a refusal grants nothing. Of what a deliverable leaves open, every refusal is about it.
 */
export function newestRefusal(
  approvals: readonly Approval[],
  assetId: AssetId,
  deliverable: Deliverable,
): Approval | undefined {
  return approvals
    .filter((each) => isRefusal(each) && each.assetIds.includes(assetId) && concerns(each, deliverable))
    .sort((a, b) => a.eventSeq - b.eventSeq)
    .at(-1);
}

/** Whether a record says no. */
export function isRefusal({ terms }: Pick<Approval, 'terms'>): boolean {
  return terms?.decision === 'rejected';
}

function concerns({ scope, terms }: Approval, deliverable: Deliverable): boolean {
  const { type, episode, territories, channels, cut } = deliverable;
  const anywhere = territories.length === 0 || territories.includes('worldwide');
  return (
    meets(scope.types, type === 'unspecified' ? [] : [type]) &&
    meets(scope.episodes, episode === undefined ? [] : [episode]) &&
    (anywhere ||
      scope.territories?.includes('worldwide') === true ||
      meets(scope.territories, territories)) &&
    meets(scope.channels, channels) &&
    meets(terms?.cut === undefined ? undefined : [terms.cut], cut === undefined ? [] : [cut])
  );
}

function meets(refused: readonly string[] | undefined, wanted: readonly string[]): boolean {
  return refused === undefined || wanted.length === 0 || wanted.some((each) => refused.includes(each));
}
