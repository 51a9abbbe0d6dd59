import { z } from 'zod';
import { unprotected } from '../configuration/trust.ts';
import { noBody, none } from './request-schemas.ts';
import { json, type Route, route } from './route.ts';

const instant = z.string().nullable();

const coverageSchema = z
  .object({
    schema: z.literal('provgate.coverage/1'),
    firstCompleteSweepAt: instant,
    lastCompleteSweepAt: instant,
    mount: z.string(),
    local: z.boolean(),
    events: z.string(),
    unavailable: z.string().nullable(),
    unprotected: z.array(z.string()).describe('Why others could change the record; empty where they cannot'),
    skipped: z.array(z.object({ reason: z.string(), count: z.int() })),
    rereading: z
      .object({ done: z.int(), total: z.int() })
      .nullable()
      .describe('How far reading again after an upgrade has come; null where there is none under way'),
    counts: z.object({
      assets: z.int(),
      locations: z.int(),
      bytes: z.int(),
      byOrigin: z.object({ camera: z.int(), human: z.int(), genai: z.int(), unknown: z.int() }),
      temporary: z.int(),
      suspected: z.int(),
      conflict: z.int(),
      unreadable: z.int(),
      incomplete: z.int(),
    }),
  })
  .meta({ id: 'Coverage' });

export const coverageRoutes: readonly Route[] = [
  route({
    id: 'coverage',
    method: 'get',
    path: '/coverage',
    summary: 'How completely the production is watched, and what is known of it',
    params: none,
    query: none,
    body: noBody,
    replies: { 200: { description: 'Coverage and counts', schema: coverageSchema } },
    handle: async (_call, { runtime: { registry, production } }) => {
      const [coverage, counts] = await Promise.all([registry.coverage.get(), registry.assets.counts()]);
      return json(200, coverageSchema, {
        schema: 'provgate.coverage/1',
        firstCompleteSweepAt: coverage.firstCompleteSweepAt ?? null,
        lastCompleteSweepAt: coverage.lastCompleteSweepAt ?? null,
        mount: coverage.mount,
        local: coverage.local,
        events: coverage.events,
        unavailable: coverage.unavailable ?? null,
        unprotected: [...unprotected(production)],
        skipped: coverage.skipped.map(({ reason, count }) => ({ reason, count })),
        rereading: coverage.rereading === undefined ? null : { ...coverage.rereading },
        counts: { ...counts, byOrigin: { ...counts.byOrigin } },
      });
    },
  }),
];
