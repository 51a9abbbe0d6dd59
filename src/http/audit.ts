import { z } from 'zod';
import { noBody, none } from './request-schemas.ts';
import { json, type Route, route } from './route.ts';

const auditSchema = z
  .object({
    schema: z.literal('provgate.audit/1'),
    events: z.int(),
    head: z.string(),
    broken: z.string().nullable().describe('The first break found; null where the record is unbroken'),
  })
  .meta({ id: 'Audit' });

export const auditRoutes: readonly Route[] = [
  route({
    id: 'auditRecord',
    method: 'get',
    path: '/audit',
    summary: 'Recompute the log and every row that verdicts rely on',
    params: none,
    query: none,
    body: noBody,
    replies: { 200: { description: 'Whether the record is whole', schema: auditSchema } },
    handle: async (_call, { runtime: { registry } }) => {
      const { events, broken } = await registry.events.verify();
      const { hash } = await registry.events.head();
      return json(200, auditSchema, {
        schema: 'provgate.audit/1',
        events,
        head: hash,
        broken: broken ?? null,
      });
    },
  }),
];
