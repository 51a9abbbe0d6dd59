import type { AssetId } from '../../domain/asset.ts';
import type { PersonId } from '../../domain/person.ts';
import type { Runtime } from '../../domain/runtime.ts';
import { isByApproval } from '../../gate/approval-ask.ts';
import { inChunks } from '../../gate/chunks.ts';
import { refuse } from '../refuse.ts';

/** Who made or declared some assets. */
export interface Makers {
  /** Whether a person of this name is one of them, however it is cased or spaced. */
  isNamed(name: string): boolean;
  /** Whether who acts now is one of them, where everybody acts through an account (threats 14). */
  readonly isActing: boolean;
}

/** Declarants and operators of the current declarations of assets, and, with accounts, who recorded them. */
export async function makersOf(runtime: Runtime, assetIds: readonly AssetId[]): Promise<Makers> {
  const { registry, actor } = runtime;
  const accounts = new Set<PersonId>((await registry.tokens.list()).map(({ personId }) => personId));
  const makers = new Set<PersonId>();
  for (const chunk of inChunks(assetIds)) {
    const approvals = await registry.approvals.forAssets(chunk);
    for (const [id, declaration] of await registry.declarations.current(chunk)) {
      if (isByApproval(declaration, approvals.get(id) ?? [])) continue;
      const { declarant, recordedBy, use } = declaration;
      makers.add(declarant);
      if (use?.operator !== undefined) makers.add(use.operator);
      if (accounts.has(recordedBy)) makers.add(recordedBy);
    }
  }
  const names = new Set([...(await registry.people.names([...makers])).values()].map(folded));
  return {
    isNamed: (name) => names.has(folded(name)),
    isActing: accounts.has(actor.personId) && makers.has(actor.personId),
  };
}

function folded(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Who made or declared a use does not approve it, where a policy says so (threats 14). Throws `forbidden`, and leaves a trace. */
export async function refuseSelfApproval(
  runtime: Runtime,
  grantedBy: string,
  assetIds: readonly AssetId[],
): Promise<void> {
  if (!runtime.policies.some(({ pack }) => pack.guidance?.selfApprovalAllowed === false)) return;
  const makers = await makersOf(runtime, assetIds);
  if (makers.isNamed(grantedBy))
    await refuse(
      runtime,
      'self-approval',
      'Who made or declared a file cannot also approve it.',
      'Record the approval with the name of who granted it.',
    );
  if (makers.isActing)
    await refuse(
      runtime,
      'self-approval',
      'Your account made or declared these files, so somebody else must record their approval.',
      'Ask an approver who has not worked on them.',
    );
}
