import { z } from 'zod';
import type { Approval } from '../domain/approval.ts';
import type { Instant } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { Runtime } from '../domain/runtime.ts';
import { asApprovalId } from '../gate/scope-values.ts';
import { type ApprovalPreview, approve, type BoundFile, previewApproval } from '../records/approve.ts';
import { revoke } from '../records/revoke.ts';
import { approvalsSchema } from '../reports/schemas.ts';
import { actingAs } from './acting-as.ts';
import { API_BASE } from './api-base.ts';
import { approvalBody } from './approval-body.ts';
import { approvalsJson } from './approval-json.ts';
import { attachment } from './attachment.ts';
import { grantedByOf, requireOthersWork } from './own-work.ts';
import { cursorPosition, pageCursor } from './page-cursor.ts';
import { requestPath } from './request-path.ts';
import { DOCUMENT_BODY_BYTES, idParams, noBody, none, pageQuery, words } from './request-schemas.ts';
import { json, type Route, route } from './route.ts';
import { leftJson, leftSchema, reachedJson, reachedSchema, requireConfirmed } from './seen.ts';

const revokeBody = z
  .strictObject({
    reason: words(500),
    effective: words(40).optional().describe('A day or moment; now where left away'),
    retroactive: z.boolean().optional().describe('What was delivered before counts as affected too'),
  })
  .meta({ id: 'RevocationRequest' });

const recordsSchema = approvalsSchema.meta({ id: 'Approvals' });
const pageSchema = approvalsSchema.extend({ next: z.string().nullable() }).meta({ id: 'ApprovalPage' });
/** An approval as it was recorded, or would be, with what it reaches. */
export const madeSchema = approvalsSchema
  .extend({
    bound: z.array(
      reachedSchema.extend({
        because: z.enum(['genai', 'temporary', 'suspected', 'named']),
        declaredGenai: z.boolean(),
      }),
    ),
    left: z.array(leftSchema),
    needsConfirmation: z.boolean(),
    isOutOfReach: z
      .boolean()
      .describe('It is restricted to uses, and no policy asks how GenAI is used: it covers nothing'),
  })
  .meta({ id: 'RecordedApproval' });

export const approvalRoutes: readonly Route[] = [
  route({
    id: 'listApprovals',
    method: 'get',
    path: '/approvals',
    summary: 'The register of approvals, oldest first',
    params: none,
    query: z.strictObject({
      ...pageQuery,
      endsWithinDays: z.coerce
        .number()
        .int()
        .min(0)
        .max(36_500)
        .optional()
        .describe('Only those that stand and end within so many days, the next end first'),
    }),
    body: noBody,
    replies: { 200: { description: 'One page', schema: pageSchema } },
    handle: async ({ query: { limit, cursor, endsWithinDays } }, { runtime }) => {
      const { registry } = runtime;
      const listed = await registry.approvals.list();
      const all =
        endsWithinDays === undefined ? listed : endingWithin(listed, runtime.clock.now(), endsWithinDays);
      const last = cursor === undefined ? undefined : cursorPosition(registry.productionId, cursor);
      const start = all.findIndex(({ recordId }) => recordId === last) + 1;
      const rows = all.slice(start, start + limit);
      const end = start + limit < all.length ? rows.at(-1)?.recordId : undefined;
      return json(200, pageSchema, {
        schema: 'provgate.approvals/1',
        approvals: await approvalsJson(runtime, rows),
        next: end === undefined ? null : pageCursor(registry.productionId, end),
      });
    },
  }),
  route({
    id: 'approve',
    method: 'post',
    path: '/approvals',
    summary:
      'Bind a written approval to the GenAI and suspected files under some paths, as their bytes are now',
    params: none,
    query: none,
    body: approvalBody,
    bodyBytes: DOCUMENT_BODY_BYTES,
    replies: {
      200: { description: 'What would be bound', schema: madeSchema },
      201: { description: 'Recorded', schema: madeSchema },
    },
    handle: async ({ body, account }, context) => {
      const runtime = actingAs(context.runtime, account);
      const { by, preview: isPreview, confirmed: agreed, paths: given = [], ...rest } = body;
      const grantedBy = await grantedByOf(context, account, 'approve', by);
      const request = {
        ...rest,
        id: rest.id,
        grantedBy,
        paths: given.map((path) => requestPath(runtime.production.root, path)),
      };
      const preview = await previewApproval(runtime, request);
      const assetIds = preview.binds.map(({ asset }) => asset.id);
      if (body.decision !== 'rejected') await requireOthersWork(context, account, 'approve', assetIds);
      if (isPreview) return json(200, madeSchema, { ...(await records(runtime, [])), ...reached(preview) });
      requireConfirmed(preview.needsConfirmation, preview.binds, agreed);
      const approval = await approve(runtime, { ...request, confirmed: true }, preview);
      const body201 = { ...(await records(runtime, [approval])), ...reached(preview) };
      const location = `${API_BASE}/approvals/${encodeURIComponent(approval.id)}`;
      return json(201, madeSchema, body201, { location });
    },
  }),
  route({
    id: 'showApproval',
    method: 'get',
    path: '/approvals/{id}',
    summary: 'Every record of one approval ID',
    params: idParams,
    query: none,
    body: noBody,
    replies: { 200: { description: 'Its records', schema: recordsSchema } },
    handle: async ({ params }, { runtime }) =>
      json(200, recordsSchema, await records(runtime, await recordsOf(runtime, params.id))),
  }),
  route({
    id: 'showApprovalDocument',
    method: 'get',
    path: '/approvals/{id}/document',
    summary: 'The document an approval rests on, as an attachment',
    params: idParams,
    query: none,
    body: noBody,
    replies: { 200: { description: 'Its bytes', type: 'application/octet-stream' } },
    handle: async ({ params }, { runtime }) => {
      const stored = (await recordsOf(runtime, params.id)).at(-1)?.document;
      const bytes = stored && (await runtime.registry.approvals.document(stored));
      if (stored === undefined || bytes === undefined) throw lostDocument();
      return attachment(stored.name, bytes);
    },
  }),
  route({
    id: 'revokeApproval',
    method: 'post',
    path: '/approvals/{id}/revoke',
    summary: 'End every record of an approval ID, for ever',
    params: idParams,
    query: none,
    body: revokeBody,
    replies: { 200: { description: 'The records as they stand now', schema: recordsSchema } },
    handle: async ({ params, body, account }, context) => {
      const runtime = actingAs(context.runtime, account);
      const ended = await revoke(runtime, params.id, body.reason, body);
      return json(200, recordsSchema, await records(runtime, ended));
    },
  }),
];

const DAY_MS = 86_400_000;

/** Approvals that stand and end within some days, the next end first. */
function endingWithin(approvals: readonly Approval[], now: Instant, days: number): readonly Approval[] {
  const latest = Date.parse(now) + days * DAY_MS;
  return approvals
    .filter(({ validUntil, revocation }) => {
      return (
        validUntil !== undefined &&
        revocation === undefined &&
        validUntil > now &&
        Date.parse(validUntil) <= latest
      );
    })
    .sort((a, b) => ((a.validUntil ?? '') < (b.validUntil ?? '') ? -1 : 1));
}

async function records(
  runtime: Runtime,
  approvals: readonly Approval[],
): Promise<z.input<typeof recordsSchema>> {
  const rows = await approvalsJson(runtime, approvals);
  return { schema: 'provgate.approvals/1', approvals: rows };
}

async function recordsOf(runtime: Runtime, id: string): Promise<readonly Approval[]> {
  const found = await runtime.registry.approvals.byId(asApprovalId(id));
  if (found.length > 0) return found;
  throw new ProvgateError(
    'not-found',
    'There is no approval with this ID.',
    'Take the ID from the register.',
  );
}

function reached({ binds, declares, leaves, needsConfirmation, isOutOfReach }: ApprovalPreview) {
  const declared = new Set<BoundFile['path']>(declares.map(({ path }) => path));
  return {
    bound: binds.map((file) => ({
      ...reachedJson(file),
      because: file.because,
      declaredGenai: declared.has(file.path),
    })),
    left: leaves.map(leftJson),
    needsConfirmation,
    isOutOfReach,
  };
}

function lostDocument(): ProvgateError {
  return new ProvgateError(
    'could-not-read',
    'The document of this approval is missing or altered; until it is back, the approval does not count.',
    'Restore the state folder from a backup.',
  );
}
