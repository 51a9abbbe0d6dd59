import { z } from 'zod';
import type { Approval } from '../domain/approval.ts';
import { DELIVERABLE_TYPES } from '../domain/deliverable.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { Runtime } from '../domain/runtime.ts';
import { asApprovalId } from '../gate/scope-values.ts';
import { type ApprovalPreview, approve, type BoundFile, previewApproval } from '../records/approve.ts';
import { revoke } from '../records/revoke.ts';
import { approvalsSchema } from '../reports/schemas.ts';
import { actingAs } from './acting-as.ts';
import { API_BASE } from './api-base.ts';
import { approvalsJson } from './approval-json.ts';
import { cursorPosition, pageCursor } from './page-cursor.ts';
import { requestPath } from './request-path.ts';
import {
  DOCUMENT_BODY_BYTES,
  document,
  idParams,
  noBody,
  none,
  pageQuery,
  paths,
  words,
} from './request-schemas.ts';
import { json, type Route, route } from './route.ts';
import {
  confirmed,
  leftJson,
  leftSchema,
  previewOnly,
  reachedJson,
  reachedSchema,
  requireConfirmed,
} from './seen.ts';

const approvalBody = z
  .strictObject({
    paths,
    id: words(200).optional().describe('The ID the studio gave; one is made where it gave none'),
    by: words(500).describe('Who granted it'),
    document,
    from: words(40).optional(),
    until: words(40).optional().describe('The end, exclusive; a bare date means through that day, UTC'),
    types: z.array(z.enum(DELIVERABLE_TYPES)).max(20).optional(),
    episodes: z.array(words(100)).max(1000).optional(),
    territories: z.array(words(50)).max(300).optional(),
    channels: z.array(words(100)).max(100).optional(),
    note: words(500).optional(),
    preview: previewOnly,
    confirmed,
  })
  .meta({ id: 'ApprovalRequest' });
const revokeBody = z.strictObject({ reason: words(500) }).meta({ id: 'RevocationRequest' });

const recordsSchema = approvalsSchema.meta({ id: 'Approvals' });
const pageSchema = approvalsSchema.extend({ next: z.string().nullable() }).meta({ id: 'ApprovalPage' });
const madeSchema = approvalsSchema
  .extend({
    bound: z.array(
      reachedSchema.extend({
        because: z.enum(['genai', 'temporary', 'suspected', 'named']),
        declaredGenai: z.boolean(),
      }),
    ),
    left: z.array(leftSchema),
  })
  .meta({ id: 'RecordedApproval' });

export const approvalRoutes: readonly Route[] = [
  route({
    id: 'listApprovals',
    method: 'get',
    path: '/approvals',
    summary: 'The register of approvals, oldest first',
    params: none,
    query: z.strictObject(pageQuery),
    body: noBody,
    replies: { 200: { description: 'One page', schema: pageSchema } },
    handle: async ({ query: { limit, cursor } }, { runtime: { registry, clock } }) => {
      const all = await registry.approvals.list();
      const last = cursor === undefined ? undefined : cursorPosition(registry.productionId, cursor);
      const start = all.findIndex(({ recordId }) => recordId === last) + 1;
      const rows = all.slice(start, start + limit);
      const end = start + limit < all.length ? rows.at(-1)?.recordId : undefined;
      return json(200, pageSchema, {
        schema: 'provgate.approvals/1',
        approvals: await approvalsJson(registry, rows, clock.now()),
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
      const { by, preview: isPreview, confirmed: agreed, ...rest } = body;
      const request = {
        ...rest,
        id: rest.id,
        grantedBy: by,
        paths: rest.paths.map((path) => requestPath(runtime.production.root, path)),
      };
      const preview = await previewApproval(runtime, request);
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
      const name = encodeURIComponent(stored.name).replace(
        /['()*]/g,
        (mark) => `%${mark.charCodeAt(0).toString(16)}`,
      );
      const headers = { 'content-disposition': `attachment; filename*=UTF-8''${name}` };
      return { kind: 'bytes', type: 'application/octet-stream', bytes, headers };
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
      return json(200, recordsSchema, await records(runtime, await revoke(runtime, params.id, body.reason)));
    },
  }),
];

async function records(
  runtime: Runtime,
  approvals: readonly Approval[],
): Promise<z.input<typeof recordsSchema>> {
  const rows = await approvalsJson(runtime.registry, approvals, runtime.clock.now());
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

function reached({ binds, declares, leaves }: ApprovalPreview) {
  const declared = new Set<BoundFile['path']>(declares.map(({ path }) => path));
  return {
    bound: binds.map((file) => ({
      ...reachedJson(file),
      because: file.because,
      declaredGenai: declared.has(file.path),
    })),
    left: leaves.map(leftJson),
  };
}

function lostDocument(): ProvgateError {
  return new ProvgateError(
    'could-not-read',
    'The document of this approval is missing or altered; until it is back, the approval does not count.',
    'Restore the state folder from a backup.',
  );
}
