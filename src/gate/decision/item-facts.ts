import type { ApprovalJudgement } from '../../domain/approval.ts';
import type { Asset } from '../../domain/asset.ts';
import { type ItemFacts, NOTHING_ASKED, type UseFacts } from '../../domain/policy.ts';
import type { ItemInput, PackView } from './item-input.ts';

/** The facts a policy may know of an asset. */
export function factsOf(
  asset: Asset,
  approval: ApprovalJudgement | undefined,
  use: UseFacts = NOTHING_ASKED,
): ItemFacts {
  const overruled = asset.overruledBy !== undefined;
  return {
    origin: asset.origin,
    involvement: asset.involvement,
    temporary: asset.temporary,
    byRuleOnly: asset.byRuleOnly,
    state: asset.state,
    suspected: asset.suspected,
    conflict: asset.conflict,
    generative: needsApproval(asset),
    overruled,
    approval: approval?.state,
    ...use,
  };
}

/** Whether an asset may be in a final only with an approval. */
export function needsApproval(asset: Asset): boolean {
  return asset.origin === 'genai' || (asset.temporary && asset.overruledBy === undefined);
}

/** What is inside a file is approved with it or by itself; no pack asks about its use twice. */
export function decidingApproval(
  { inside, bestApproval }: ItemInput,
  view: PackView | undefined,
): ApprovalJudgement | undefined {
  return view?.best ?? (view === undefined || inside !== undefined ? bestApproval : undefined);
}
