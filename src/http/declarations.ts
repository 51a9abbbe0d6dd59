import { z } from 'zod';
import type { Declaration } from '../domain/declaration.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { PersonId } from '../domain/person.ts';
import { type DeclarationPreview, declare, previewDeclaration } from '../records/declare.ts';
import { requireUse } from '../records/use/use-input.ts';
import { actingAs } from './acting-as.ts';
import { choiceFields, choiceOf } from './paper-routes.ts';
import { DOCUMENT_BODY_BYTES, document, idParams, noBody, none, words } from './request-schemas.ts';
import { json, type Route, route } from './route.ts';
import { leftJson, leftSchema, reachedJson, reachedSchema, requireConfirmed } from './seen.ts';
import { useField } from './tools.ts';
import { peopleInUse, useJson } from './use-json.ts';

const declarationBody = z
  .strictObject({
    ...choiceFields,
    origin: z
      .enum(['camera', 'human', 'genai'])
      .optional()
      .describe('Left away where the use says it: GenAI, unless only an assistive tool was used'),
    involvement: z.enum(['full', 'partial', 'derived', 'assistive', 'none', 'undetermined']).optional(),
    tool: words(200).optional(),
    basis: words(500).optional().describe('On what the statement rests; a stated use is basis enough'),
    document: document.optional(),
    use: useField.optional(),
    profile: words(200).optional().describe('Name of the profile that answers for the tool'),
    template: words(200).optional().describe('Name of the declaration to be repeated'),
    again: z.boolean().optional().describe('Revise what was declared; what is not said anew is kept'),
    keepPrompts: z.boolean().optional().describe('Keep the text of prompts, not only their hashes'),
  })
  .meta({ id: 'DeclarationRequest' });

/** `provgate.declaration/1` */
export const declarationSchema = z
  .object({
    schema: z.literal('provgate.declaration/1'),
    id: z.string().nullable().describe('Null in a preview'),
    origin: z.enum(['camera', 'human', 'genai']),
    involvement: z.string(),
    tool: z.string().nullable(),
    recordedAt: z.string().nullable(),
    basis: z.string().nullable(),
    open: z.array(z.string()).describe('Fields of the use the policies still ask for'),
    document: z.string().nullable().describe('SHA-256'),
    supersedes: z.string().nullable(),
    useCases: z.array(z.string()),
    statements: z.int().describe('How many statements it came to; several where several were revised'),
    needsConfirmation: z.boolean(),
    declared: z.array(reachedSchema),
    skipped: z.array(leftSchema),
  })
  .meta({ id: 'Declaration' });

/** A statement as it stands in the record. */
const statementSchema = z
  .object({
    schema: z.literal('provgate.statement/1'),
    id: z.string(),
    origin: z.enum(['camera', 'human', 'genai']),
    involvement: z.string(),
    tool: z.string().nullable(),
    declarant: z.string(),
    recordedBy: z.string(),
    recordedAt: z.string(),
    basis: z.string(),
    document: z.string().nullable().describe('SHA-256'),
    use: z.record(z.string(), z.unknown()).nullable(),
    supersedes: z.string().nullable(),
    assetIds: z.array(z.string()),
  })
  .meta({ id: 'Statement' });

export const declarationRoutes: readonly Route[] = [
  route({
    id: 'showDeclaration',
    method: 'get',
    path: '/declarations/{id}',
    summary: 'One declaration whole, with the use it states',
    params: idParams,
    query: none,
    body: noBody,
    replies: { 200: { description: 'The declaration', schema: statementSchema } },
    handle: async ({ params }, { runtime: { registry } }) => {
      const said = await registry.declarations.byId(params.id);
      if (said === undefined)
        throw new ProvgateError(
          'not-found',
          'There is no declaration with this id.',
          'Take the id from the answer that recorded it.',
        );
      const { declarant, recordedBy, use, origin, involvement, basis, recordedAt } = said;
      const people = [declarant, recordedBy, ...(use === undefined ? [] : peopleInUse(use))];
      const names = await registry.people.names([...new Set(people)]);
      const name = (id: PersonId): string => names.get(id) ?? id;
      return json(200, statementSchema, {
        schema: 'provgate.statement/1',
        id: said.recordId,
        ...{ origin, involvement, basis, recordedAt },
        tool: said.tool ?? null,
        declarant: name(declarant),
        recordedBy: name(recordedBy),
        document: said.document?.sha256 ?? null,
        use: use === undefined ? null : useJson(use, name),
        supersedes: said.supersedes ?? null,
        assetIds: [...said.assetIds],
      });
    },
  }),
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
        ...choiceOf(runtime, body),
        use: body.use === undefined ? undefined : requireUse(body.use),
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

function shown(
  body: z.output<typeof declarationBody>,
  { declares, skips, origin, involvement, open, drafts, needsConfirmation }: DeclarationPreview,
) {
  return {
    schema: 'provgate.declaration/1' as const,
    origin,
    open: [...open],
    involvement,
    tool: body.tool ?? null,
    basis: body.basis ?? null,
    document: null,
    supersedes: drafts[0]?.supersedes ?? null,
    useCases: [...(drafts[0]?.use?.useCases ?? [])],
    statements: drafts.length,
    needsConfirmation,
    declared: declares.map(reachedJson),
    skipped: skips.map(leftJson),
  };
}

function recorded(made: Declaration) {
  return {
    id: made.recordId,
    basis: made.basis,
    tool: made.tool ?? null,
    recordedAt: made.recordedAt,
    document: made.document?.sha256 ?? null,
  };
}
