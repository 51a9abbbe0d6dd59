import { z } from 'zod';
import { ProvgateError } from '../domain/errors.ts';
import { recordProfile } from '../records/profile.ts';
import { saveTemplate } from '../records/template.ts';
import { requireUse } from '../records/use/use-input.ts';
import { useSchema } from '../records/use/use-schema.ts';
import { actingAs } from './acting-as.ts';
import { listPapers, recordReplies, recordReply } from './paper-routes.ts';
import { DOCUMENT_BODY_BYTES, document, none, words } from './request-schemas.ts';
import { type Route, route } from './route.ts';

/** A use as a person types it, for every body that holds one. */
export const useField = useSchema.meta({ id: 'UseStatement' });

const profileBody = z
  .strictObject({
    name: words(200),
    class: z.enum(['assistive', 'generative', 'mixed']).optional(),
    use: useField.default({}).describe('What the tool answers for every use: model, plan and terms'),
    terms: document.optional().describe('A dated copy of its terms'),
  })
  .meta({ id: 'ProfileRequest' });

const templateBody = z
  .strictObject({
    name: words(200),
    declaration: words(100).describe('Id of the declaration to be repeated'),
  })
  .meta({ id: 'TemplateRequest' });

/** What is known of tools, and declarations to be repeated. */
export const toolRoutes: readonly Route[] = [
  listPapers('listProfiles', '/profiles', 'profile', 'Tool profiles, the newest of each name'),
  route({
    id: 'recordProfile',
    method: 'post',
    path: '/profiles',
    summary: 'Record once what is known of a tool',
    params: none,
    query: none,
    body: profileBody,
    bodyBytes: DOCUMENT_BODY_BYTES,
    replies: recordReplies('profile'),
    handle: async ({ body, account }, context) => {
      const runtime = actingAs(context.runtime, account);
      return recordReply(runtime, await recordProfile(runtime, { ...body, use: requireUse(body.use) }));
    },
  }),
  listPapers(
    'listTemplates',
    '/templates',
    'template',
    'Declarations to be repeated, the newest of each name',
  ),
  route({
    id: 'saveTemplate',
    method: 'post',
    path: '/templates',
    summary: 'Save what a declaration says, to be repeated for other files of the same tool and model',
    params: none,
    query: none,
    body: templateBody,
    replies: recordReplies('template'),
    handle: async ({ body, account }, context) => {
      const runtime = actingAs(context.runtime, account);
      const said = await runtime.registry.declarations.byId(body.declaration);
      if (said?.use === undefined)
        throw new ProvgateError(
          'not-found',
          said === undefined ? 'There is no declaration with this id.' : 'That declaration states no use.',
          'Take the id from an answer of POST /declarations that stated a use.',
        );
      return recordReply(runtime, await saveTemplate(runtime, { name: body.name, use: said.use }));
    },
  }),
];
