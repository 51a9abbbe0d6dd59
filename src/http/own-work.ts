import type { AssetId } from '../domain/asset.ts';
import { makersOf } from '../records/terms/makers.ts';
import type { Account } from './account.ts';
import { actingAs } from './acting-as.ts';
import type { HttpContext } from './context.ts';
import { HttpProblem } from './problem.ts';
import type { OperationId } from './roles.ts';

type Context = Pick<HttpContext, 'runtime' | 'refusals'>;

/** Throws 403 where the account declared or made what it is about to clear: with accounts, in every pack (threats 14). */
export async function requireOthersWork(
  { runtime, refusals }: Context,
  account: Account,
  operation: OperationId,
  assetIds: readonly AssetId[],
): Promise<void> {
  const makers = await makersOf(actingAs(runtime, account), [...new Set(assetIds)]);
  if (!makers.isActing) return;
  await refusals.log(runtime, account, operation, 'own-work');
  throw new HttpProblem(
    'forbidden',
    'Your account made or declared these files, so somebody else must clear them.',
    'Ask an approver who has not worked on them.',
  );
}

/**
 * Who granted something: the account, or the person outside whom the document names. Throws 403 for the name of another account,
 * which nobody may speak for (threats 14).
 */
export async function grantedByOf(
  { runtime, refusals }: Context,
  account: Account,
  operation: OperationId,
  by: string | undefined,
): Promise<string> {
  if (by === undefined || folded(by) === folded(account.name)) return account.name;
  const tokens = await runtime.registry.tokens.list();
  const isAnother = tokens.some(
    ({ name, revokedAt }) => revokedAt === undefined && folded(name) === folded(by),
  );
  if (!isAnother) return by;
  await refusals.log(runtime, account, operation, 'other-account');
  throw new HttpProblem(
    'forbidden',
    'That is the name of another account, which speaks for itself.',
    'Let that person record it with an own token.',
  );
}

function folded(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}
