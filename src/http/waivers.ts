import { z } from 'zod';
import { previewWaiver, waive } from '../records/waive.ts';
import { actingAs } from './acting-as.ts';
import { grantedByOf, requireOthersWork } from './own-work.ts';
import { aboutFilesReplies, choiceFields, choiceOf, listPapers, recordAboutFiles } from './paper-routes.ts';
import { DOCUMENT_BODY_BYTES, document, none, words } from './request-schemas.ts';
import { type Route, route } from './route.ts';
import { scopeBody } from './scope-body.ts';

const waiverBody = z
  .strictObject({
    ...choiceFields,
    ...scopeBody,
    codes: z.array(words(20)).min(1).max(50).describe('What is set aside, such as NTF-001'),
    by: words(200)
      .optional()
      .describe('Who granted it, as the document says; the account of the token where left away'),
    reason: words(500),
    until: words(40).describe('Last day it holds, UTC'),
    owner: words(200)
      .optional()
      .describe('Who sees to it that it is fixed by then; the account where left away'),
    document,
  })
  .meta({ id: 'WaiverRequest' });

/** Findings that are set aside for a time. */
export const waiverRoutes: readonly Route[] = [
  listPapers('listWaivers', '/waivers', 'waiver', 'Waivers, oldest first'),
  route({
    id: 'waive',
    method: 'post',
    path: '/waivers',
    summary: 'Set a finding aside for a time; nobody waives what was found on own work',
    params: none,
    query: none,
    body: waiverBody,
    bodyBytes: DOCUMENT_BODY_BYTES,
    replies: aboutFilesReplies('waiver'),
    handle: async ({ body, account }, context) => {
      const runtime = actingAs(context.runtime, account);
      const grantedBy = await grantedByOf(context, account, 'waive', body.by);
      const request = { ...body, ...choiceOf(runtime, body), grantedBy, confirmed: true };
      const seen = await previewWaiver(runtime, request);
      const assetIds = seen.binds.map(({ asset }) => asset.id);
      await requireOthersWork(context, account, 'waive', assetIds);
      return recordAboutFiles(runtime, body, seen, () => waive(runtime, request, seen));
    },
  }),
];
