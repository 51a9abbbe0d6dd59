import type { IncomingMessage } from 'node:http';
import { HttpProblem } from './problem.ts';

/** Names a server on this machine always answers to. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'] as const;

/** The host names a server answers to: loopback, the address it listens on, and those it was told of. */
export function allowedHosts(listensOn: string, more: readonly string[]): ReadonlySet<string> {
  const address = listensOn.includes(':') ? `[${listensOn}]` : listensOn;
  return new Set([...LOOPBACK, address, ...more].map((name) => name.toLowerCase()));
}

/** Whether an address is reachable from this machine only. */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127(\.\d{1,3}){3}$/.test(address);
}

/** Throws 421 unless the request names a host we answer to (threats 26: DNS rebinding). */
export function requireHost(request: IncomingMessage, allowed: ReadonlySet<string>): void {
  const name = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/.exec(
    (request.headers.host ?? '').toLowerCase(),
  )?.[1];
  if (name !== undefined && allowed.has(name)) return;
  throw new HttpProblem(
    'misdirected',
    'This server does not answer to the host name of the request.',
    'Use the address it was started with, or start it with that host name allowed.',
  );
}

const SAFE = new Set(['GET', 'HEAD']);

/**
 * Throws 403 for a request that changes something and comes from another page, or is not JSON, which is what another page
 * could send without asking (threats 26: CSRF).
 */
export function requireSameOrigin(request: IncomingMessage): void {
  if (SAFE.has(request.method ?? '')) return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw fromElsewhere();
  if (request.headers.origin !== undefined && !isOwn(request.headers.origin, request.headers.host)) {
    throw fromElsewhere();
  }
  if (mediaType(request.headers['content-type']) !== 'application/json') {
    throw new HttpProblem(
      'forbidden',
      'A request that changes something must be JSON.',
      'Send the header "content-type: application/json".',
    );
  }
}

function isOwn(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

function mediaType(header: string | undefined): string {
  return (header ?? '').split(';', 1).join('').trim().toLowerCase();
}

function fromElsewhere(): HttpProblem {
  return new HttpProblem(
    'forbidden',
    'The request comes from a page of another site.',
    'Use the API from its own page, or from a program with a token.',
  );
}
