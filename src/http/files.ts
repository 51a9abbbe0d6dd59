import { z } from 'zod';
import { assetJson } from '../reports/asset-json.ts';
import { assetTable } from '../reports/asset-table.ts';
import { wholeSchema } from './assets.ts';
import { fileReport } from './file-report.ts';
import { formQuery, reportForm, TYPES } from './report-form.ts';
import { requestPath } from './request-path.ts';
import { noBody, none } from './request-schemas.ts';
import { json, type Route, route } from './route.ts';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

export const fileRoutes: readonly Route[] = [
  route({
    id: 'showFile',
    method: 'get',
    path: '/files',
    summary: 'One file where it is now, judged as for a final; one that is new is registered',
    params: none,
    query: z.strictObject({
      path: z.string().min(1).max(4096).describe('A file, relative to the media root'),
      format: z.enum(['json', 'table']).default('json'),
      explain: flag.optional().describe('Also where each claim stands, in a table'),
      ...formQuery,
    }),
    body: noBody,
    replies: {
      200: {
        description: 'The file; the header `provgate-asset` names its asset, where its bytes could be had',
        schema: wholeSchema,
        texts: ['text/plain'],
      },
    },
    handle: async ({ query }, { runtime, aboutRule, judging }) => {
      const { root } = runtime.production;
      const form = reportForm(root, query);
      const path = requestPath(root, query.path);
      const report = await judging.run(() => fileReport(runtime, path));
      const headers = report.assetId === undefined ? {} : { 'provgate-asset': report.assetId };
      if (form.format === 'json') return json(200, wholeSchema, assetJson(report), headers);
      const explain = query.explain === true;
      const pieces = assetTable(report, { ...form, explain, aboutRule });
      return { kind: 'pieces', pieces, type: TYPES.table, headers };
    },
  }),
];
