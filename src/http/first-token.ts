import { join } from 'node:path';
import type { Runtime } from '../domain/runtime.ts';
import { writeAtomic } from '../files/write-atomic.ts';
import { newSecret } from './secrets.ts';

/** Where the first token went. */
export type FirstToken =
  | { readonly kind: 'exists' }
  | { readonly kind: 'shown'; readonly secret: string }
  | { readonly kind: 'written'; readonly path: string };

/**
 * Makes an admin token when no live one exists. On a terminal it is for the caller to show, once; otherwise it is written to
 * `first-token` in the state folder, readable by its owner only (threats 26).
 */
export async function makeFirstToken(runtime: Runtime, onTerminal: boolean): Promise<FirstToken> {
  const { registry, clock, actor, production } = runtime;
  const tokens = await registry.tokens.list();
  if (tokens.some((token) => token.role === 'admin' && token.revokedAt === undefined))
    return { kind: 'exists' };
  const { secret, sha256 } = newSecret();
  const path = join(production.stateDir, 'first-token');
  // Written before it is valid: a token nobody could read would lock everybody out.
  if (!onTerminal) writeAtomic(path, `${secret}\n`, { mode: 0o600, root: production.stateDir });
  await registry.tokens.create(
    { name: 'first admin', role: 'admin', secretSha256: sha256 },
    actor,
    clock.now(),
  );
  return onTerminal ? { kind: 'shown', secret } : { kind: 'written', path };
}
