import { z } from 'zod';
import { eventSchema, eventsAfter } from './event-json.ts';
import { noBody, none, pageQuery } from './request-schemas.ts';
import { json, type Route, route } from './route.ts';

const seq = z.coerce.number().int().min(0);
const eventsSchema = z
  .object({ schema: z.literal('provgate.events/1'), events: z.array(eventSchema), next: z.int().nullable() })
  .meta({ id: 'EventPage' });

export const eventRoutes: readonly Route[] = [
  route({
    id: 'listEvents',
    method: 'get',
    path: '/events',
    summary: 'The event log, oldest first',
    params: none,
    query: z.strictObject({ after: seq.default(0), limit: pageQuery.limit }),
    body: noBody,
    replies: { 200: { description: 'Entries after `after`', schema: eventsSchema } },
    handle: async ({ query }, { runtime }) => {
      const events = await eventsAfter(runtime.registry, query.after, query.limit);
      const last = events.length === query.limit ? events.at(-1)?.seq : undefined;
      return json(200, eventsSchema, {
        schema: 'provgate.events/1',
        events: [...events],
        next: last ?? null,
      });
    },
  }),
  route({
    id: 'streamEvents',
    method: 'get',
    path: '/events/stream',
    summary: 'The event log as it grows, as server-sent events',
    params: none,
    query: z.strictObject({ after: seq.optional().describe('Without it: only what is new') }),
    body: noBody,
    replies: { 200: { description: 'A stream of entries', type: 'text/event-stream' } },
    handle: async ({ query, request, account }, { runtime, streams }) => {
      const resumed = seq.safeParse(request.headers['last-event-id']);
      const from = resumed.success ? resumed.data : query.after;
      const after = from ?? (await runtime.registry.events.head()).seq;
      return { kind: 'stream', open: (response) => streams.open(response, account, after) };
    },
  }),
];
