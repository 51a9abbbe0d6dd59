import type { KeptReply, RequestKey, SentReply } from '../domain/registry.ts';
import { hashBytes } from '../files/hash.ts';
import type { Account } from './account.ts';
import { problemFor } from './answer.ts';
import type { HttpContext } from './context.ts';
import { HttpProblem } from './problem.ts';
import type { Reply } from './route.ts';

const KEPT_US = 24 * 3600 * 1_000_000;
/** Largest answer that is kept whole, characters; a larger one is given again as the place where it is. */
const MOST_CHARACTERS = 256 * 1024;
/** Most keys of one token at a time, so that no client can fill the registry with answers. */
const MOST_KEYS = 10_000;
/** Refusals that say nothing was carried out and that the same request may fare better later. */
const PASSING = new Set([429, 503, 507]);

/** What makes two requests the same one. */
export interface Repeated {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/**
 * Carries a request out once: the same key with the same body gets the answer of the first time, with another body 422, and 409
 * while the first is under way or nobody knows how it ended. Keys belong to a token and are kept for a day.
 */
export async function once(
  request: Repeated,
  account: Account,
  { runtime, holder }: Pick<HttpContext, 'runtime' | 'holder'>,
  work: () => Promise<Reply>,
): Promise<Reply> {
  const { replies } = runtime.registry;
  const key: RequestKey = { tokenId: account.tokenId, key: request.key };
  const nowUs = runtime.clock.nowUs();
  const requestSha256 = hashBytes(
    Buffer.from(`${request.method} ${request.path}\n${JSON.stringify(request.body)}`, 'utf8'),
  );
  const claim = { requestSha256, holder, nowUs, untilUs: nowUs + KEPT_US, most: MOST_KEYS };
  const kept = await replies.claim(key, claim);
  if (kept === 'full')
    throw new HttpProblem(
      'too-many-requests',
      `This token has sent ${MOST_KEYS} requests with a key within a day.`,
      'Send it without a key, or tomorrow.',
    );
  if (kept !== undefined) return again(kept, claim);
  try {
    const { reply, sent } = settled(await work());
    await replies.keep(key, sent);
    return reply;
  } catch (error) {
    const problem = problemFor(error, runtime);
    if (PASSING.has(problem.status)) await replies.release(key);
    else
      await replies.keep(key, {
        status: problem.status,
        headers: { 'content-type': 'application/problem+json; charset=utf-8' },
        body: JSON.stringify(problem),
      });
    throw error;
  }
}

/** The answer of the first time. */
function again(
  kept: KeptReply,
  { requestSha256, holder }: Pick<KeptReply, 'requestSha256' | 'holder'>,
): Reply {
  if (kept.requestSha256 !== requestSha256)
    throw new HttpProblem(
      'key-reused',
      'This Idempotency-Key was sent before, with another request.',
      'Send a new key with every new request, and the same key only to repeat one.',
    );
  const { reply } = kept;
  if (reply === undefined)
    throw new HttpProblem(
      'conflict',
      kept.holder === holder
        ? 'The request with this Idempotency-Key is still being carried out.'
        : 'The server stopped while it carried out the request with this Idempotency-Key.',
      kept.holder === holder
        ? 'Wait a moment and repeat it with the same key.'
        : 'Look whether it was recorded; if it was not, send it again with a new key.',
    );
  if (reply.body === undefined)
    throw new HttpProblem(
      'conflict',
      'The request with this Idempotency-Key was carried out; its answer was erased with the name of a person.',
      'Look at the record itself.',
    );
  return { kind: 'text', status: reply.status, text: reply.body, headers: reply.headers };
}

/** A reply that can be given again, and what is kept of it. */
function settled(reply: Reply): { readonly reply: Reply; readonly sent: SentReply & { body: string } } {
  if (reply.kind === 'json') {
    const headers = { 'content-type': 'application/json; charset=utf-8', ...reply.headers };
    const body = JSON.stringify(reply.body);
    const { status } = reply;
    return { reply: { kind: 'text', status, text: body, headers }, sent: { status, headers, body } };
  }
  if (reply.kind !== 'pieces') throw new TypeError(`a ${reply.kind} reply cannot be given again`);
  const pieces = reply.pieces[Symbol.iterator]();
  let body = '';
  while (body.length <= MOST_CHARACTERS) {
    const piece = pieces.next();
    if (piece.done === true) {
      const headers = { 'content-type': 'application/json; charset=utf-8', ...reply.headers };
      return {
        reply: { kind: 'text', status: 200, text: body, headers },
        sent: { status: 200, headers, body },
      };
    }
    body += piece.value;
  }
  const place = reply.headers?.['content-location'] ?? '';
  const headers = { 'content-type': 'application/json; charset=utf-8', location: place };
  const job = { schema: 'provgate.job/1', id: place.split('/').at(-1) ?? '', status: 'running' };
  return {
    reply: { ...reply, pieces: rejoined(body, pieces) },
    sent: { status: 202, headers, body: JSON.stringify(job) },
  };
}

function* rejoined(read: string, rest: Iterator<string>): Generator<string> {
  yield read;
  for (let next = rest.next(); next.done !== true; next = rest.next()) yield next.value;
}
