import { z } from 'zod';
import { previewBaseline, recordBaseline } from '../records/baseline.ts';
import { actingAs } from './acting-as.ts';
import { aboutFilesReplies, choiceFields, choiceOf, listPapers, recordAboutFiles } from './paper-routes.ts';
import { DOCUMENT_BODY_BYTES, document, none, words } from './request-schemas.ts';
import { type Route, route } from './route.ts';

const baselineBody = z
  .strictObject({
    ...choiceFields,
    until: words(40).describe('Last day it may stand'),
    reason: words(500).optional(),
    document,
  })
  .meta({ id: 'BaselineRequest' });

/** Lists of unknown files that were there before the rule. */
export const baselineRoutes: readonly Route[] = [
  listPapers(
    'listBaselines',
    '/baselines',
    'baseline',
    'Lists of unknown files that do not fail, oldest first',
  ),
  route({
    id: 'recordBaseline',
    method: 'post',
    path: '/baselines',
    summary:
      "List today's unknown files so that they do not fail until a date; the account of the token answers for it",
    params: none,
    query: none,
    body: baselineBody,
    bodyBytes: DOCUMENT_BODY_BYTES,
    replies: aboutFilesReplies('baseline'),
    handle: async ({ body, account }, context) => {
      const runtime = actingAs(context.runtime, account);
      const request = { ...body, ...choiceOf(runtime, body), by: account.name, confirmed: true };
      const seen = await previewBaseline(runtime, request);
      return recordAboutFiles(runtime, body, seen, () => recordBaseline(runtime, request, seen));
    },
  }),
];
