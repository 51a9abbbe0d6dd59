import express, { type Request, type Response, Router } from 'express';
import type { Account } from './account.ts';
import { answer, answerProblem } from './answer.ts';
import { authenticate, notYours } from './authenticate.ts';
import type { HttpContext } from './context.ts';
import { once } from './once.ts';
import { HttpProblem } from './problem.ts';
import { requestKey } from './request-key.ts';
import { ACCESS, mayUse } from './roles.ts';
import type { RawCall, Reply, Route } from './route.ts';
import { secretSha256 } from './secrets.ts';

const BODY_BYTES = 1024 * 1024;

/** A router that serves these operations: who asks, whether they may, what they sent, and only then the work itself. */
export function mount(routes: readonly Route[], context: HttpContext): Router {
  const router = Router({ caseSensitive: true });
  const methods = new Map<string, string[]>();
  for (const route of routes) {
    const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
    methods.set(path, [...(methods.get(path) ?? []), route.method.toUpperCase()]);
    router[route.method](path, (request, response) => serve(route, request, response, context));
  }
  for (const [path, allowed] of methods) {
    router.all(path, (_request, response) => {
      response.set('allow', allowed.join(', '));
      throw new HttpProblem(
        'method-not-allowed',
        'This address does not know that method.',
        `It knows ${allowed.join(' and ')}.`,
      );
    });
  }
  return router;
}

async function serve(
  route: Route,
  request: Request,
  response: Response,
  context: HttpContext,
): Promise<void> {
  const { runtime } = context;
  const startedUs = runtime.clock.nowUs();
  try {
    const account = await accountFor(route, request, context);
    const body = route.method === 'get' ? undefined : await readBody(route, request, response);
    const raw = { params: request.params, query: request.query, body, account, request };
    answer(response, await carryOut(route, raw, request, await contextFor(route, context)));
  } catch (error) {
    answerProblem(response, error, runtime);
  }
  context.counters.count(response.statusCode);
  // Neither address nor query: paths of the production and whatever a client put there stay out of the log.
  runtime.log.debug('http', {
    operation: route.id,
    status: response.statusCode,
    ms: Math.round((runtime.clock.nowUs() - startedUs) / 1000),
  });
}

/** Runs an operation; one that changes something and carries a key is carried out once. */
function carryOut(route: Route, raw: RawCall, request: Request, context: HttpContext): Promise<Reply> {
  const isKeyed = route.method === 'post' && route.keyless !== true;
  const key = isKeyed ? requestKey(request.headers['idempotency-key']) : undefined;
  if (key === undefined) return route.run(raw, context);
  const { method, path } = request;
  return once({ key, method, path, body: raw.body }, raw.account, context, () => route.run(raw, context));
}

/** The context under the configuration as it is now; whether the server runs is answered under any. */
async function contextFor(route: Route, context: HttpContext): Promise<HttpContext> {
  return ACCESS[route.id] === 'public' ? context : { ...context, runtime: await context.current() };
}

async function accountFor(route: Route, request: Request, context: HttpContext): Promise<Account> {
  const { runtime, sessions, refusals } = context;
  // A public operation is asked by nobody in particular and looks at nothing of the production.
  if (ACCESS[route.id] === 'public') {
    return { ...runtime.actor, name: 'nobody', role: 'viewer', tokenId: '', secretSha256: secretSha256('') };
  }
  const account = await authenticate(request, runtime, sessions);
  if (!mayUse(route.id, account.role)) {
    await refusals.log(runtime, account, route.id, 'role');
    throw notYours(account);
  }
  return account;
}

/** The JSON body; undefined where there is none. Compressed bodies are refused: they grow without limit. */
function readBody(route: Route, request: Request, response: Response): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const parse = express.json({ limit: route.bodyBytes ?? BODY_BYTES, strict: true, inflate: false });
  parse(request, response, (error?: unknown) => {
    if (error === undefined) resolve(request.body);
    else reject(error);
  });
  return promise;
}
