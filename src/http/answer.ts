import { pipeline, Readable } from 'node:stream';
import type { Response } from 'express';
import { ZodError } from 'zod';
import type { Runtime } from '../domain/runtime.ts';
import { HttpProblem, type Problem, problemOf } from './problem.ts';
import type { Reply } from './route.ts';

/** Sends a reply. Nothing is ever guessed from bytes (`nosniff`), and nothing but pictures is kept by caches. */
export function answer(response: Response, reply: Reply): void {
  if (reply.kind === 'stream') {
    if (response.req.method === 'HEAD') response.end();
    else reply.open(response);
    return;
  }
  response.set({ 'cache-control': 'no-store', ...reply.headers });
  if (reply.kind === 'json') response.status(reply.status).json(reply.body);
  else if (reply.kind === 'pieces') {
    response.status(200).set('content-type', reply.type ?? 'application/json; charset=utf-8');
    // A client that leaves meanwhile is no failure of ours.
    pipeline(Readable.from(reply.pieces), response, () => {});
  } else if (reply.kind === 'text') response.status(reply.status).end(reply.text);
  else if (reply.kind === 'empty') response.status(204).end();
  else response.status(200).set('content-type', reply.type).end(Buffer.from(reply.bytes));
}

/** Sends problem details for whatever went wrong; only what has no name is logged, with its stack. */
export function answerProblem(response: Response, error: unknown, runtime: Runtime): void {
  const problem = problemFor(error, runtime);
  if (problem.code === 'internal') runtime.log.warn('http-failed', { error });
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (problem.status === 401) response.set('www-authenticate', 'Bearer');
  if (problem.status === 429) response.set('retry-after', '2');
  response
    .status(problem.status)
    .set('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}

/** What a client of this production is told of an error. */
export function problemFor(error: unknown, { production }: Pick<Runtime, 'production'>): Problem {
  const { root, home, stateDir } = production;
  return problemOf(error instanceof ZodError ? invalid(error) : error, [stateDir, root, home]);
}

const MOST_ISSUES = 5;

function invalid(error: ZodError): HttpProblem {
  const issues = error.issues.slice(0, MOST_ISSUES).map(({ path, message }) => {
    return path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;
  });
  return new HttpProblem(
    'usage',
    `The request does not fit its description: ${issues.join('; ')}.`,
    'The description is at /api/v1/openapi.json.',
    { cause: error },
  );
}
