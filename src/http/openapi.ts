import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { API_BASE } from './api-base.ts';
import { PROBLEM_CODES } from './problem.ts';
import { noBody, none } from './request-schemas.ts';
import { ACCESS } from './roles.ts';
import type { DescribedReply, Route } from './route.ts';

/** The header that makes a request be carried out once. */
const keyHeader = z.object({
  'idempotency-key': z
    .string()
    .optional()
    .describe('One quoted string, new for each request; the same key and body get the same answer for a day'),
});

/** Problem details as every operation may answer them (RFC 9457). */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(PROBLEM_CODES),
    next: z.string(),
  })
  .meta({ id: 'Problem' });

/** The OpenAPI 3.1 description of these operations, from the schemas that validate them. */
export function describeApi(
  routes: readonly Route[],
  version: string,
  cookie: string,
): ReturnType<typeof createDocument> {
  const paths: Record<string, ZodOpenApiPathsObject[string]> = {};
  for (const route of routes) {
    const path = `${API_BASE}${route.path}`;
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'provgate',
      version,
      description: 'May this leave? Answers for one production.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }, { session: [] }],
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: cookie, description: 'From POST /session' },
      },
    },
    paths,
  });
}

function operation(route: Route): ZodOpenApiOperationObject {
  const access = ACCESS[route.id];
  const roles = access === 'public' ? 'Open to everybody.' : `Roles: ${access.join(', ')}.`;
  const params = objectOf(route.params);
  const query = objectOf(route.query);
  return {
    operationId: route.id,
    summary: route.summary,
    description: roles,
    ...(access === 'public' ? { security: [] } : {}),
    requestParams: {
      ...(params && { path: params }),
      ...(query && { query }),
      ...(route.method === 'post' && route.keyless !== true ? { header: keyHeader } : {}),
    },
    ...(route.body === noBody
      ? {}
      : {
          requestBody: {
            required: !route.body.safeParse(undefined).success,
            content: { 'application/json': { schema: route.body } },
          },
        }),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.replies).map(([status, reply]) => [status, described(reply)]),
      ),
      default: {
        description: 'A problem',
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    },
  };
}

function objectOf(schema: z.ZodType): z.ZodObject | undefined {
  return schema instanceof z.ZodObject && schema !== none ? schema : undefined;
}

function described({ description, schema, type, texts = [] }: DescribedReply): object {
  const words = Object.fromEntries(texts.map((text) => [text, { schema: z.string() }]));
  if (type !== undefined) return { description, content: { [type]: { schema: z.string() }, ...words } };
  return schema === undefined
    ? { description }
    : { description, content: { 'application/json': { schema }, ...words } };
}
