import { randomBytes } from 'node:crypto';
import type { Sha256 } from '../domain/asset.ts';
import { secretSha256 } from './secrets.ts';

const LIFETIME_US = 12 * 3600 * 1_000_000;
const MOST = 1000;

/** Sessions of pages: each stands for a token until it ends, is signed out, or the token is revoked. */
export interface Sessions {
  /** Name of the cookie. */
  readonly cookie: string;
  /** Starts a session for the token with this hash; the value goes into the cookie. */
  start(secretSha256: Sha256, nowUs: number): string;
  /** Hash of the token a cookie value stands for; undefined when it is unknown or over. */
  tokenOf(value: string, nowUs: number): Sha256 | undefined;
  end(value: string): void;
}

/** Keeps sessions in memory, by the hash of their value: a restart signs every page out. */
export function openSessions(productionId: string): Sessions {
  const live = new Map<Sha256, { readonly token: Sha256; readonly endsUs: number }>();
  return {
    cookie: `provgate_${productionId.replace(/[^0-9a-z]/gi, '').slice(-12)}`,
    start(token, nowUs) {
      for (const [key, session] of live) if (session.endsUs <= nowUs) live.delete(key);
      const oldest = live.keys().next().value;
      if (live.size >= MOST && oldest !== undefined) live.delete(oldest);
      const value = randomBytes(32).toString('base64url');
      live.set(secretSha256(value), { token, endsUs: nowUs + LIFETIME_US });
      return value;
    },
    tokenOf(value, nowUs) {
      const session = live.get(secretSha256(value));
      return session !== undefined && session.endsUs > nowUs ? session.token : undefined;
    },
    end: (value) => {
      live.delete(secretSha256(value));
    },
  };
}

/** Value of a cookie in a Cookie header (RFC 6265 §4.2.1); undefined where it is absent. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [key, ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return undefined;
}

/** `Set-Cookie` for a session: the page's scripts cannot read it and other sites cannot send it. */
export function sessionCookie(name: string, value: string, lifeSeconds = LIFETIME_US / 1_000_000): string {
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${lifeSeconds}`;
}
