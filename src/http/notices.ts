import { z } from 'zod';
import { previewNotice, recordNotice } from '../records/notice.ts';
import { actingAs } from './acting-as.ts';
import { aboutFilesReplies, choiceFields, choiceOf, listPapers, recordAboutFiles } from './paper-routes.ts';
import { DOCUMENT_BODY_BYTES, document, none, words } from './request-schemas.ts';
import { type Route, route } from './route.ts';

const noticeBody = z
  .strictObject({
    ...choiceFields,
    to: words(200).describe('Who was told'),
    company: words(500).optional(),
    at: words(40).describe('When they were told'),
    channel: z.enum(['mail', 'ticket', 'call']),
    reference: words(500).optional().describe('A ticket number, or the subject of the mail'),
    document: document.optional(),
  })
  .meta({ id: 'NoticeRequest' });

/** That the studio contact was told of a use. */
export const noticeRoutes: readonly Route[] = [
  listPapers('listNotices', '/notices', 'notice', 'Notices to the studio contact, oldest first'),
  route({
    id: 'recordNotice',
    method: 'post',
    path: '/notices',
    summary: 'Record that the studio contact was told of a use',
    params: none,
    query: none,
    body: noticeBody,
    bodyBytes: DOCUMENT_BODY_BYTES,
    replies: aboutFilesReplies('notice'),
    handle: async ({ body, account }, context) => {
      const runtime = actingAs(context.runtime, account);
      const request = { ...body, ...choiceOf(runtime, body), confirmed: true };
      const seen = await previewNotice(runtime, request);
      return recordAboutFiles(runtime, body, seen, () => recordNotice(runtime, request, seen));
    },
  }),
];
