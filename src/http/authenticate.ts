import type { IncomingMessage } from 'node:http';
import type { Sha256 } from '../domain/asset.ts';
import type { Runtime } from '../domain/runtime.ts';
import type { Account } from './account.ts';
import { HttpProblem } from './problem.ts';
import { secretSha256 } from './secrets.ts';
import { cookieValue, type Sessions } from './sessions.ts';

/** The account of a request: by the token in its Authorization header, else by the page's session. Throws 401. */
export async function authenticate(
  request: IncomingMessage,
  runtime: Runtime,
  sessions: Sessions,
): Promise<Account> {
  const token = tokenSha256(request, runtime, sessions);
  const account = token === undefined ? undefined : await accountOf(token, runtime);
  if (account !== undefined) return account;
  throw new HttpProblem(
    'unauthorized',
    'The request carries no valid token.',
    'Send "Authorization: Bearer TOKEN"; "provgate token create" makes a token.',
  );
}

/** The live account of a token's hash; undefined where there is none or it was revoked. */
export async function accountOf(token: Sha256, runtime: Runtime): Promise<Account | undefined> {
  const record = await runtime.registry.tokens.bySecret(token);
  if (record === undefined || record.revokedAt !== undefined) return undefined;
  const { id: tokenId, personId, name, role } = record;
  return { personId, name, role, tokenId, secretSha256: token };
}

/** What an account is told whose role may not use an operation. */
export function notYours({ role }: Account): HttpProblem {
  return new HttpProblem(
    'forbidden',
    `The role "${role}" may not do this.`,
    'Ask an administrator for a token with a role that may; docs/http.md lists them.',
  );
}

/** A header that is there but wrong is never made good by a session. */
function tokenSha256(request: IncomingMessage, runtime: Runtime, sessions: Sessions): Sha256 | undefined {
  const header = request.headers.authorization;
  if (header !== undefined) {
    const secret = /^bearer +([\w.~+/=-]{16,256})$/i.exec(header)?.[1];
    return secret === undefined ? undefined : secretSha256(secret);
  }
  const value = cookieValue(request.headers.cookie, sessions.cookie);
  return value === undefined ? undefined : sessions.tokenOf(value, runtime.clock.nowUs());
}
