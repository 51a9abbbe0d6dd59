import { z } from 'zod';
import { describeApi } from './openapi.ts';
import { noBody, none } from './request-schemas.ts';
import { json, type Route, route } from './route.ts';

const openapiSchema = z.looseObject({ openapi: z.string() });

/** The description of `routes` and of itself. */
export function descriptionRoute(routes: readonly Route[]): Route {
  const self: Route = route({
    id: 'description',
    method: 'get',
    path: '/openapi.json',
    summary: 'This description, OpenAPI 3.1',
    params: none,
    query: none,
    body: noBody,
    replies: { 200: { description: 'The description', schema: openapiSchema } },
    handle: (_call, { runtime, sessions }) =>
      json(200, openapiSchema, { ...describeApi([...routes, self], runtime.version, sessions.cookie) }),
  });
  return self;
}
