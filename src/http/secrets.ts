import { randomBytes } from 'node:crypto';
import type { Sha256 } from '../domain/asset.ts';
import { hashBytes } from '../files/hash.ts';
import { HttpProblem } from './problem.ts';

const PREFIX = 'pgt_';

/** A new token secret, 256 random bits; only its hash is ever stored. */
export function newSecret(): { readonly secret: string; readonly sha256: Sha256 } {
  const secret = `${PREFIX}${randomBytes(32).toString('base64url')}`;
  return { secret, sha256: secretSha256(secret) };
}

/** What the registry keeps of a secret. */
export function secretSha256(secret: string): Sha256 {
  return hashBytes(Buffer.from(secret, 'utf8'));
}

const LIKE_A_TOKEN = /pgt(_|%5f)[\w-]{20,}/i;

const TELLING_NAMES = new Set([
  'token',
  'access_token',
  'api_key',
  'apikey',
  'auth',
  'authorization',
  'bearer',
  'secret',
  'session',
]);

/** Throws 401 for a token in a URL: it would stand in logs, histories and referrers (threats 26). */
export function refuseSecretInUrl(url: string): void {
  const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
  const named = [...new URLSearchParams(query).keys()].some((name) => TELLING_NAMES.has(name.toLowerCase()));
  if (!named && !LIKE_A_TOKEN.test(url)) return;
  throw new HttpProblem(
    'unauthorized',
    'A token was sent in the address of the request. Treat it as known to others.',
    'Revoke that token, make a new one, and send it in the Authorization header.',
  );
}
