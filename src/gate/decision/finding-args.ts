import type { ApprovalJudgement } from '../../domain/approval.ts';
import type { Finding } from '../../domain/finding.ts';
import type { ItemInput, PackView } from './item-input.ts';

/** The values the words of a finding need, for one item as one pack sees it. */
export function argsOf(
  code: Finding['code'],
  input: ItemInput,
  pack: string,
  best: ApprovalJudgement | undefined,
  view: PackView | undefined,
): Readonly<Record<string, string>> {
  const inside = input.inside?.genai ?? {};
  const tool = input.asset?.tool === undefined ? {} : { tool: input.asset.tool };
  // An approval that does not say by whose authority counts for the least.
  const authority =
    view === undefined || view.authority === 'contact'
      ? {}
      : { authority: view.authority.replaceAll('_', '-') };
  if (code === 'APR-001')
    return {
      ...tool,
      ...inside,
      ...authority,
      ...(input.earlierApproval === undefined ? {} : { earlier: input.earlierApproval }),
    };
  if (code === 'APR-010') return { ...view?.args.get(code) };
  if (code.startsWith('APR-') || code === 'OK-002')
    return { ...best?.args, ...inside, ...(code === 'OK-002' ? {} : authority) };
  if (code === 'OK-001') return { origin: input.asset?.origin ?? 'unknown' };
  if (code === 'ORG-005')
    return input.asset?.overruledBy === undefined ? {} : { by: input.asset.overruledBy };
  if (code === 'AST-001' || code === 'AST-002' || code === 'DEC-001') return tool;
  const args = view?.args.get(code);
  if (args !== undefined) return args;
  return code === 'GAT-001' ? { pack } : {};
}
