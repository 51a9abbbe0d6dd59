import { z } from 'zod';
import { noBody, none } from './request-schemas.ts';
import { json, type Route, route } from './route.ts';

const healthSchema = z.object({ status: z.literal('ok'), version: z.string() }).meta({ id: 'Health' });

/** The only operation open to everybody: it says that the server runs, and nothing of the production. */
export const healthRoutes: readonly Route[] = [
  route({
    id: 'health',
    method: 'get',
    path: '/health',
    summary: 'Whether the server runs',
    params: none,
    query: none,
    body: noBody,
    replies: { 200: { description: 'It runs', schema: healthSchema } },
    handle: (_call, { runtime }) => json(200, healthSchema, { status: 'ok', version: runtime.version }),
  }),
];
