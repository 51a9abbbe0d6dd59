import { z } from 'zod';
import { restore, retire } from '../records/retire.ts';
import { undoDeclaration } from '../records/undo.ts';
import { actingAs } from './acting-as.ts';
import { listPapers, recordReplies, recordReply } from './paper-routes.ts';
import { requestPath } from './request-path.ts';
import { idParams, none, paths, words } from './request-schemas.ts';
import { type Route, route } from './route.ts';

const retirementBody = z
  .strictObject({ paths, reason: words(500), retired: z.boolean().default(true) })
  .meta({ id: 'RetirementRequest' });
const withdrawalBody = z.strictObject({ reason: words(500) }).meta({ id: 'WithdrawalRequest' });

/** Files that are no longer used, and statements that were taken back. */
export const retirementRoutes: readonly Route[] = [
  route({
    id: 'undoDeclaration',
    method: 'post',
    path: '/declarations/{id}/withdraw',
    summary: 'Take a declaration back; it stays readable, and GenAI stays GenAI',
    params: idParams,
    query: none,
    body: withdrawalBody,
    replies: recordReplies('withdrawal'),
    handle: async ({ params, body, account }, context) => {
      const runtime = actingAs(context.runtime, account);
      return recordReply(runtime, await undoDeclaration(runtime, params.id, body.reason));
    },
  }),
  listPapers('listRetirements', '/retirements', 'retirement', 'Files put out of use or back, oldest first'),
  route({
    id: 'retire',
    method: 'post',
    path: '/retirements',
    summary: 'Record that files are no longer used, or are used again; no verdict changes',
    params: none,
    query: none,
    body: retirementBody,
    replies: recordReplies('retirement'),
    handle: async ({ body, account }, context) => {
      const runtime = actingAs(context.runtime, account);
      const files = body.paths.map((path) => requestPath(runtime.production.root, path));
      const record = body.retired ? retire : restore;
      return recordReply(runtime, await record(runtime, files, body.reason));
    },
  }),
];
