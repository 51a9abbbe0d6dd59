import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Configuration } from '../domain/configuration.ts';
import { ProvgateError } from '../domain/errors.ts';
import { type ExportResult, exportFiles } from '../export/export.ts';
import { checkJsonText } from '../reports/check-json.ts';
import { checkSchema } from '../reports/schemas.ts';
import { actingAs } from './acting-as.ts';
import { API_BASE } from './api-base.ts';
import { checkRequest, scopeFields } from './check-request.ts';
import { jobReply, jobSchema } from './job-reply.ts';
import { waitMs } from './prefer.ts';
import { HttpProblem } from './problem.ts';
import { idParams, noBody, none, words } from './request-schemas.ts';
import { json, type Route, route } from './route.ts';

const exportBody = z
  .strictObject({
    ...scopeFields,
    outbox: words(4096).describe(
      'A folder listed under `outboxes` in provgate.json, by its name or as written there',
    ),
    name: words(200).describe('The new folder in it'),
  })
  .meta({ id: 'ExportRequest' });

/** An export that was made, or one the gate refused: then `id` is null and nothing was written. */
const exportSchema = z
  .object({
    schema: z.literal('provgate.export/1'),
    id: z.string().nullable(),
    outcome: z.enum(['block', 'review', 'incomplete', 'pass']),
    at: z.string().nullable(),
    checkId: z.string(),
    manifestSha256: z.string().nullable(),
    files: z.int(),
    bytes: z.int().nullable(),
    check: checkSchema.nullable().describe('The decision; null when it is no longer at hand'),
  })
  .meta({ id: 'Export' });

export const exportRoutes: readonly Route[] = [
  route({
    id: 'startExport',
    method: 'post',
    path: '/exports',
    summary: 'Check, then copy out to an outbox what passed',
    params: none,
    query: none,
    body: exportBody,
    replies: {
      200: { description: 'What became of it, when it came within `Prefer: wait=N`', schema: exportSchema },
      202: { description: 'Under way; look at `Location`', schema: jobSchema },
    },
    handle: async ({ body, account, request }, { runtime, exports }) => {
      const to = outboxTarget(runtime.production.configuration, body.outbox, body.name);
      const asked = checkRequest(runtime, body);
      const id = runtime.ids.next();
      exports.start(id, async (signal) => {
        const result = await exportFiles(actingAs(runtime, account), { ...asked, to, signal });
        return () => exportText(result);
      });
      await exports.ended(id, waitMs(request.headers['prefer']));
      return jobReply(`${API_BASE}/exports`, id, exports.state(id));
    },
  }),
  route({
    id: 'showExport',
    method: 'get',
    path: '/exports/{id}',
    summary: 'An export: what became of it, or that it is under way',
    params: idParams,
    query: none,
    body: noBody,
    replies: {
      200: { description: 'What became of it', schema: exportSchema },
      202: { description: 'Under way', schema: jobSchema },
    },
    handle: async ({ params, request }, { runtime, exports }) => {
      await exports.ended(params.id, waitMs(request.headers['prefer']));
      const state = exports.state(params.id);
      if (state !== undefined) return jobReply(`${API_BASE}/exports`, params.id, state);
      const made = await runtime.registry.exports.byId(params.id);
      if (made === undefined) {
        throw new ProvgateError(
          'not-found',
          'There is no export with this id.',
          'Take the id from an answer.',
        );
      }
      const { id, at, checkId, manifestSha256, files } = made;
      return json(200, exportSchema, {
        schema: 'provgate.export/1',
        outcome: 'pass',
        bytes: null,
        check: null,
        ...{ id, at, checkId, manifestSha256, files },
      });
    },
  }),
];

/** The new folder of an export, in an outbox of the configuration and nowhere else (threats 27). */
function outboxTarget({ outboxes }: Configuration, outbox: string, name: string): string {
  const matches = outboxes.filter((folder) => folder === outbox || basename(folder) === outbox);
  const [folder] = matches;
  if (folder === undefined || matches.length > 1) {
    throw new HttpProblem(
      'forbidden',
      matches.length > 1 ? 'Several outboxes have that name.' : 'That is no outbox of this production.',
      'Outboxes are listed under "outboxes" in provgate.json; an export over HTTP goes nowhere else.',
    );
  }
  if (!/^[\p{L}\p{N}_(][\p{L}\p{N}\p{M} ._()+,-]*$/u.test(name) || name !== name.trim()) {
    throw new HttpProblem(
      'usage',
      'That is no name for a new folder.',
      'Use letters, digits, blanks and . _ - ( ) + , and begin with a letter or digit.',
    );
  }
  return join(folder, name);
}

/** What became of an export, with the decision at its end. */
function* exportText(result: ExportResult): Generator<string> {
  const { check } = result.run;
  const record = result.kind === 'made' ? result.record : undefined;
  const head: Omit<z.input<typeof exportSchema>, 'check'> = {
    schema: 'provgate.export/1',
    id: record?.id ?? null,
    outcome: check.outcome,
    at: record?.at ?? null,
    checkId: check.id,
    manifestSha256: record?.manifestSha256 ?? null,
    files: result.kind === 'made' ? result.files : 0,
    bytes: result.kind === 'made' ? result.bytes : null,
  };
  yield `${JSON.stringify(head).slice(0, -1)},"check":`;
  yield* checkJsonText(check);
  yield '}\n';
}
