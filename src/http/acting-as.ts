import type { Runtime } from '../domain/runtime.ts';
import type { Account } from './account.ts';

/** The same runtime with the account as the one who acts (threats 14). */
export function actingAs(runtime: Runtime, account: Account): Runtime {
  return { ...runtime, actor: { personId: account.personId } };
}
