import { z } from 'zod';
import { ROOT } from '../domain/path.ts';
import { unknownsQueue } from '../records/unknowns.ts';
import { unknownsCsv, unknownsJson, unknownsSchema, unknownsTable } from '../reports/unknowns.ts';
import { formQuery, reportForm, TYPES } from './report-form.ts';
import { requestPath } from './request-path.ts';
import { noBody } from './request-schemas.ts';
import { type Route, route } from './route.ts';

const FORMATS = { table: unknownsTable, json: unknownsJson, csv: unknownsCsv } as const;

const described = unknownsSchema.meta({ id: 'Unknowns' });

export const reportRoutes: readonly Route[] = [
  route({
    id: 'showReport',
    method: 'get',
    path: '/reports/{kind}',
    summary: 'A report over the whole record: "unknowns" is what nobody has said yet',
    params: z.strictObject({ kind: z.enum(['unknowns']) }),
    query: z.strictObject({
      under: z.string().max(4096).optional(),
      format: z.enum(['json', 'table', 'csv']).default('json'),
      ...formQuery,
    }),
    body: noBody,
    replies: {
      200: { description: 'The report', schema: described, texts: ['text/plain', 'text/csv'] },
    },
    handle: async ({ query }, { runtime }) => {
      const { root } = runtime.production;
      const form = reportForm(root, query);
      const under = query.under === undefined ? ROOT : requestPath(root, query.under);
      const pieces = FORMATS[form.format](await unknownsQueue(runtime, under), form.commandPath);
      return { kind: 'pieces', pieces, type: TYPES[form.format] };
    },
  }),
];
