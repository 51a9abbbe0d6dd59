import express, { type Express, type Request, type Response, type Router } from 'express';
import helmet from 'helmet';
import type { Runtime } from '../domain/runtime.ts';
import { reconfigure } from '../reconfigure.ts';
import type { AboutRule } from '../reports/evidence-words.ts';
import { answerProblem } from './answer.ts';
import { API_BASE } from './api-base.ts';
import type { HttpContext } from './context.ts';
import { openCounters } from './counters.ts';
import { docsRouter } from './docs.ts';
import { openEventStreams } from './event-stream.ts';
import { requireHost, requireSameOrigin } from './host.ts';
import { openJobs } from './jobs.ts';
import { mount } from './mount.ts';
import { HttpProblem } from './problem.ts';
import { openRefusals } from './refusals.ts';
import { ROUTES } from './routes.ts';
import { refuseSecretInUrl } from './secrets.ts';
import { openSessions } from './sessions.ts';
import { openThumbnails } from './thumbnails.ts';
import { openTurns } from './turns.ts';

const MOST_JUDGING = 8;

/** Settings of the router that tests and operators may change. */
export interface RouterOptions {
  /** How often event streams look into the log, milliseconds. */
  readonly eventLookMs?: number;
  /** How long a client of such a stream may leave what was sent unread, milliseconds. */
  readonly eventPatienceMs?: number;
  /** What a rule of the readers finds, in one line; without it, rules go by their ids. */
  readonly aboutRule?: AboutRule;
}

/** A production to be mounted: its routers, and how to let go of it. */
export interface ProductionRouter {
  /** The operations, for `/api/v1`. */
  readonly api: Router;
  /** The page that describes them, for `/api/docs`. */
  readonly docs: Router;
  /** Ends streams, asks work under way to stop and waits for it. */
  close(): Promise<void>;
}

/** The API of one production. */
export function productionRouter(runtime: Runtime, options: RouterOptions = {}): ProductionRouter {
  const context: HttpContext = {
    runtime,
    current: currentRuntime(runtime),
    sessions: openSessions(runtime.registry.productionId),
    checks: openJobs(),
    exports: openJobs(),
    thumbnails: openThumbnails(runtime.production.root),
    streams: openEventStreams(runtime, {
      lookMs: options.eventLookMs ?? 1000,
      patienceMs: options.eventPatienceMs ?? 10_000,
    }),
    counters: openCounters(),
    refusals: openRefusals(),
    judging: openTurns(MOST_JUDGING),
    holder: runtime.ids.next(),
    aboutRule: options.aboutRule ?? (() => undefined),
  };
  return {
    api: mount(ROUTES, context),
    docs: docsRouter(context),
    async close() {
      context.streams.close();
      await Promise.all([context.checks.close(), context.exports.close()]);
    },
  };
}

/** Follows `provgate.json` as it changes, like every run of the command line does. */
function currentRuntime(first: Runtime): () => Promise<Runtime> {
  let latest = first;
  return async () => {
    latest = await reconfigure(latest);
    return latest;
  };
}

/** The whole application: guards first, so that nothing behind them ever sees a request they refuse. */
export function createApp(
  runtime: Runtime,
  { api, docs }: ProductionRouter,
  hosts: ReadonlySet<string>,
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.use(headers());
  app.use((request: Request, _response: Response, next: () => void) => {
    refuseSecretInUrl(request.originalUrl);
    requireHost(request, hosts);
    requireSameOrigin(request);
    next();
  });
  app.use(API_BASE, api);
  app.use('/api/docs', docs);
  app.use(() => {
    throw new HttpProblem(
      'not-found',
      'There is nothing at this address.',
      'The addresses are listed at /api/docs.',
    );
  });
  // Express knows an error handler by its four parameters.
  app.use((error: unknown, _request: Request, response: Response, _next: () => void) => {
    answerProblem(response, error, runtime);
  });
  return app;
}

/** Headers of every answer: nothing is loaded from elsewhere, framed, sniffed or shared with other sites. */
function headers(): ReturnType<typeof helmet> {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'img-src': ["'self'"],
        'connect-src': ["'self'"],
        'frame-ancestors': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
      },
    },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    // The server speaks plain HTTP on loopback; whoever puts TLS in front sets this there.
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
  });
}
