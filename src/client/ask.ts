import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { ProvgateError } from '../domain/errors.ts';
import { errorCode } from '../files/walk.ts';
import { refusal } from './refusal.ts';
import type { Server } from './server.ts';

/** A question to a server, below `/api/v1`. */
export interface Question {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** What a server answered; only answers of success come this far. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

/** How long a server may say nothing, milliseconds; longer than it is ever asked to wait. */
const SILENCE_MS = 120_000;

/**
 * Asks a server and hears it out. The certificate is verified whatever the environment says, and no redirect is followed. Throws
 * the server's own failure by its code, and `server-unreachable` where there is no whole answer.
 */
export async function ask(server: Server, question: Question): Promise<Answer> {
  const answer = await exchange(server, question);
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw refusal(server.url, answer);
}

async function exchange({ url, token }: Server, question: Question): Promise<Answer> {
  const { method, body, signal } = question;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body), 'utf8');
  const send = url.protocol === 'https:' ? tlsRequest : plainRequest;
  const sent = send(addressOf(url, question), {
    method,
    signal,
    timeout: SILENCE_MS,
    // Not even NODE_TLS_REJECT_UNAUTHORIZED may open the way to a gate that somebody else plays.
    ...(url.protocol === 'https:' ? { rejectUnauthorized: true } : {}),
    headers: {
      accept: 'application/json, */*',
      authorization: `Bearer ${token}`,
      ...(payload === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': String(payload.length) }),
      ...question.headers,
    },
  });
  sent.once('response', resolve);
  sent.once('error', reject);
  sent.once('timeout', () => sent.destroy(new Error('it fell silent')));
  sent.end(payload);
  try {
    const reply = await promise;
    const text = await wholeText(reply);
    return { status: reply.statusCode ?? 0, headers: reply.headers, text };
  } catch (error) {
    signal.throwIfAborted();
    throw unreachable(url, error);
  }
}

function addressOf(url: URL, { path, query = {} }: Question): URL {
  const address = new URL(`/api/v1${path}`, url);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) address.searchParams.set(name, value);
  return address;
}

/** Every byte of an answer; one that breaks off is none. */
async function wholeText(reply: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of reply) pieces.push(Buffer.from(piece));
  if (!reply.complete) throw new Error('its answer broke off');
  return Buffer.concat(pieces).toString('utf8');
}

function unreachable(url: URL, cause: unknown): ProvgateError {
  return new ProvgateError(
    'server-unreachable',
    `Could not reach the gate at ${url.origin} (${errorCode(cause)}). Nothing was decided.`,
    'Check the network and whether provgate runs there, then run the command again.',
    { cause },
  );
}
