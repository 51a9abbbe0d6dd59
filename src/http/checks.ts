import { z } from 'zod';
import { ProvgateError } from '../domain/errors.ts';
import type { StoredCheck } from '../domain/registry.ts';
import { type CheckRun, runCheck } from '../gate/check.ts';
import { checkCsv } from '../reports/check-csv.ts';
import { checkJson, checkJsonText } from '../reports/check-json.ts';
import { checkTable } from '../reports/check-table.ts';
import { type CheckJson, checkSchema } from '../reports/schemas.ts';
import { actingAs } from './acting-as.ts';
import { API_BASE } from './api-base.ts';
import { checkRequest, scopeFields } from './check-request.ts';
import { jobReply, jobSchema } from './job-reply.ts';
import { waitMs } from './prefer.ts';
import { HttpProblem } from './problem.ts';
import { formQuery, type ReportForm, reportForm } from './report-form.ts';
import { idParams, noBody, none } from './request-schemas.ts';
import { json, type Route, route } from './route.ts';

const checkBody = z
  .strictObject({ ...scopeFields, rehash: z.boolean().default(false) })
  .meta({ id: 'CheckRequest' });

/** A check as it was made, or as the registry kept it: then without the items that passed, which `passItems` sums up. */
const keptCheckSchema = checkSchema
  .extend({
    passItems: z.object({ count: z.int(), sha256: z.string() }).optional(),
    sameAs: z.string().nullable().optional(),
  })
  .meta({ id: 'Check' });

export const checkRoutes: readonly Route[] = [
  route({
    id: 'startCheck',
    method: 'post',
    path: '/checks',
    summary: 'May these files leave? A block is an answer, not an error',
    params: none,
    query: none,
    body: checkBody,
    replies: {
      200: { description: 'The decision, when it came within `Prefer: wait=N`', schema: keptCheckSchema },
      202: { description: 'Under way; look at `Location`', schema: jobSchema },
    },
    handle: async ({ body, account, request }, { runtime, checks }) => {
      const id = runtime.ids.next();
      const asked = checkRequest(runtime, body);
      checks.start(id, async (signal) => {
        const made = await runCheck(actingAs(runtime, account), { ...asked, rehash: body.rehash, signal });
        return (form) => checkText(made, form);
      });
      await checks.ended(id, waitMs(request.headers['prefer']));
      return jobReply(`${API_BASE}/checks`, id, checks.state(id));
    },
  }),
  route({
    id: 'showCheck',
    method: 'get',
    path: '/checks/{id}',
    summary: 'A check: its decision, or that it is under way',
    params: idParams,
    query: z.strictObject({ format: z.enum(['json', 'table', 'csv']).default('json'), ...formQuery }),
    body: noBody,
    replies: {
      200: { description: 'The decision', schema: keptCheckSchema, texts: ['text/plain', 'text/csv'] },
      202: { description: 'Under way', schema: jobSchema },
    },
    handle: async ({ params, query, request }, { runtime, checks }) => {
      const form = reportForm(runtime.production.root, query);
      await checks.ended(params.id, waitMs(request.headers['prefer']));
      const state = checks.state(params.id);
      if (state !== undefined) return jobReply(`${API_BASE}/checks`, params.id, state, form);
      const stored = await runtime.registry.checks.byId(params.id);
      if (stored !== undefined && form.format !== 'json') throw onlyJson();
      if (stored !== undefined) return json(200, keptCheckSchema, keptCheck(stored));
      throw new ProvgateError('not-found', 'There is no check with this id.', 'Take the id from a decision.');
    },
  }),
];

function checkText({ check, changes }: CheckRun, form: ReportForm): Iterable<string> {
  if (form.format === 'json') return checkJsonText(check);
  return form.format === 'csv' ? checkCsv(check) : checkTable(check, { changes, ...form });
}

function onlyJson(): HttpProblem {
  return new HttpProblem(
    'usage',
    'This decision was kept without the items that passed, so it can be had as JSON only.',
    'Ask without "format", or make the check again.',
  );
}

function keptCheck({ check: kept, passItemsSha256, sameAs }: StoredCheck): z.input<typeof keptCheckSchema> {
  const whole: CheckJson = checkJson(kept);
  const count = kept.counts.items - kept.items.length;
  return { ...whole, passItems: { count, sha256: passItemsSha256 }, sameAs: sameAs ?? null };
}
