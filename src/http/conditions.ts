import { z } from 'zod';
import { meetCondition, reopenCondition } from '../records/conditions.ts';
import { actingAs } from './acting-as.ts';
import { requireOthersWork } from './own-work.ts';
import { recordReplies, recordReply } from './paper-routes.ts';
import { DOCUMENT_BODY_BYTES, document, none, words } from './request-schemas.ts';
import { type Route, route } from './route.ts';

const params = z.strictObject({
  id: z.string().min(1).max(500),
  condition: z.coerce.number().int().min(1).max(50).describe('Its number, from 1'),
});
const metBody = z.strictObject({ document, note: words(500).optional() }).meta({ id: 'ConditionMetRequest' });
const openBody = z.strictObject({ reason: words(500) }).meta({ id: 'ConditionOpenRequest' });

/** Conditions of approvals. */
export const conditionRoutes: readonly Route[] = [
  route({
    id: 'meetCondition',
    method: 'post',
    path: '/approvals/{id}/conditions/{condition}/meet',
    summary: 'Record that a condition of an approval was met, with its proof',
    params,
    query: none,
    body: metBody,
    bodyBytes: DOCUMENT_BODY_BYTES,
    replies: recordReplies('condition'),
    handle: async ({ params: { id, condition }, body, account }, context) => {
      const runtime = actingAs(context.runtime, account);
      const records = await runtime.registry.approvals.byId(id);
      const assetIds = records.flatMap((record) => record.assetIds);
      await requireOthersWork(context, account, 'meetCondition', assetIds);
      return recordReply(runtime, await meetCondition(runtime, { ...body, id, condition }));
    },
  }),
  route({
    id: 'reopenCondition',
    method: 'post',
    path: '/approvals/{id}/conditions/{condition}/reopen',
    summary: 'Record that a condition of an approval is open again',
    params,
    query: none,
    body: openBody,
    replies: recordReplies('condition'),
    handle: async ({ params: { id, condition }, body, account }, context) => {
      const runtime = actingAs(context.runtime, account);
      return recordReply(runtime, await reopenCondition(runtime, { id, condition, reason: body.reason }));
    },
  }),
];
