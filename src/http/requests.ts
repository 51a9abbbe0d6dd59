import { z } from 'zod';
import { listRequests, previewRequest, requestApproval, withdrawRequest } from '../records/request.ts';
import { actingAs } from './acting-as.ts';
import { cursorPosition, pageCursor } from './page-cursor.ts';
import { paperSchema, papersJson } from './paper-json.ts';
import {
  aboutFilesReplies,
  choiceFields,
  choiceOf,
  recordAboutFiles,
  recordReplies,
  recordReply,
} from './paper-routes.ts';
import { idParams, noBody, none, pageQuery, words } from './request-schemas.ts';
import { type Reply, type Route, route } from './route.ts';
import { scopeBody } from './scope-body.ts';

const requestBody = z
  .strictObject({
    ...choiceFields,
    ...scopeBody,
    to: words(200).describe('Who is asked'),
    questions: z.array(words(500)).max(50).optional(),
    due: words(40).optional(),
  })
  .meta({ id: 'RequestForApproval' });
const withdrawBody = z.strictObject({ reason: words(500) }).meta({ id: 'RequestWithdrawal' });

const pageSchema = z
  .object({
    schema: z.literal('provgate.requests/1'),
    requests: z.array(
      paperSchema('request').extend({
        state: z.enum(['open', 'overdue', 'partly-answered', 'answered', 'withdrawn']),
        answers: z.array(z.string()).describe('Approvals and refusals recorded since for its files'),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'RequestPage' });

/** Requests for approval, made in the name of the account. */
export const requestRoutes: readonly Route[] = [
  route({
    id: 'listRequests',
    method: 'get',
    path: '/requests',
    summary: 'Requests for approval and how they stand, oldest first',
    params: none,
    query: z.strictObject(pageQuery),
    body: noBody,
    replies: { 200: { description: 'One page', schema: pageSchema } },
    handle: async ({ query: { limit, cursor } }, { runtime }): Promise<Reply> => {
      const { registry } = runtime;
      const all = await listRequests(runtime);
      const last = cursor === undefined ? undefined : cursorPosition(registry.productionId, cursor);
      const start = all.findIndex(({ paper }) => paper.recordId === last) + 1;
      const page = all.slice(start, start + limit);
      const end = start + limit < all.length ? page.at(-1)?.paper.recordId : undefined;
      const papers = await papersJson(
        registry,
        page.map(({ paper }) => paper),
      );
      const requests = papers.map((paper, n) => ({
        ...paper,
        state: page[n]?.state,
        answers: page[n]?.answers,
      }));
      const next = end === undefined ? null : pageCursor(registry.productionId, end);
      return { kind: 'json', status: 200, body: { schema: 'provgate.requests/1', requests, next } };
    },
  }),
  route({
    id: 'requestApproval',
    method: 'post',
    path: '/requests',
    summary: 'Ask for approval of GenAI files, resting on what is declared now',
    params: none,
    query: none,
    body: requestBody,
    replies: aboutFilesReplies('request'),
    handle: async ({ body, account }, context) => {
      const runtime = actingAs(context.runtime, account);
      const request = { ...body, ...choiceOf(runtime, body), confirmed: true };
      const seen = await previewRequest(runtime, request);
      return recordAboutFiles(runtime, body, seen, () => requestApproval(runtime, request, seen));
    },
  }),
  route({
    id: 'withdrawRequest',
    method: 'post',
    path: '/requests/{id}/withdraw',
    summary: 'Take a request back',
    params: idParams,
    query: none,
    body: withdrawBody,
    replies: recordReplies('withdrawal'),
    handle: async ({ params, body, account }, context) => {
      const runtime = actingAs(context.runtime, account);
      return recordReply(runtime, await withdrawRequest(runtime, params.id, body.reason));
    },
  }),
];
