import { z } from 'zod';
import type { Declaration } from '../domain/declaration.ts';
import { type DeclarationPreview, declare, previewDeclaration } from '../records/declare.ts';
import { actingAs } from './acting-as.ts';
import { requestPath } from './request-path.ts';
import { DOCUMENT_BODY_BYTES, document, none, paths, words } from './request-schemas.ts';
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

const declarationBody = z
  .strictObject({
    paths,
    origin: z.enum(['camera', 'human', 'genai']),
    involvement: z.enum(['full', 'partial', 'derived', 'assistive', 'none', 'undetermined']).optional(),
    tool: words(200).optional(),
    basis: words(500).describe('On what the statement rests'),
    document: document.optional(),
    preview: previewOnly,
    confirmed,
  })
  .meta({ id: 'DeclarationRequest' });

const declarationSchema = z
  .object({
    schema: z.literal('provgate.declaration/1'),
    id: z.string().nullable().describe('Null in a preview'),
    origin: z.enum(['camera', 'human', 'genai']),
    involvement: z.string(),
    tool: z.string().nullable(),
    recordedAt: z.string().nullable(),
    basis: z.string(),
    document: z.string().nullable().describe('SHA-256'),
    declared: z.array(reachedSchema),
    skipped: z.array(leftSchema),
  })
  .meta({ id: 'Declaration' });

export const declarationRoutes: readonly Route[] = [
  route({
    id: 'declare',
    method: 'post',
    path: '/declarations',
    summary: 'Record how files were made; the account of the token is who says so',
    params: none,
    query: none,
    body: declarationBody,
    bodyBytes: DOCUMENT_BODY_BYTES,
    replies: {
      200: { description: 'What would be recorded', schema: declarationSchema },
      201: { description: 'Recorded', schema: declarationSchema },
    },
    handle: async ({ body, account }, context) => {
      const runtime = actingAs(context.runtime, account);
      const request = {
        ...body,
        paths: body.paths.map((path) => requestPath(runtime.production.root, path)),
        // The account, never a name in the request (threats 14).
        declarant: account.name,
      };
      const preview = await previewDeclaration(runtime, { ...request, confirmed: false });
      if (body.preview)
        return json(200, declarationSchema, { ...shown(body, preview), id: null, recordedAt: null });
      requireConfirmed(preview.needsConfirmation, preview.declares, body.confirmed);
      const made = await declare(runtime, { ...request, confirmed: true }, preview);
      return json(201, declarationSchema, { ...shown(body, preview), ...recorded(made) });
    },
  }),
];

function shown(body: z.output<typeof declarationBody>, { declares, skips, involvement }: DeclarationPreview) {
  return {
    schema: 'provgate.declaration/1' as const,
    origin: body.origin,
    involvement,
    tool: body.tool ?? null,
    basis: body.basis,
    document: null,
    declared: declares.map(reachedJson),
    skipped: skips.map(leftJson),
  };
}

function recorded(made: Declaration) {
  return { id: made.recordId, recordedAt: made.recordedAt, document: made.document?.sha256 ?? null };
}
