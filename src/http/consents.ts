import { z } from 'zod';
import { endConsent, recordConsent } from '../records/consent.ts';
import { actingAs } from './acting-as.ts';
import { listPapers, recordReplies, recordReply } from './paper-routes.ts';
import { DOCUMENT_BODY_BYTES, document, idParams, none, words } from './request-schemas.ts';
import { type Route, route } from './route.ts';

const consentBody = z
  .strictObject({
    giver: words(200),
    performer: words(200).optional().describe('Whose voice or likeness it is; the giver where left away'),
    capacity: z.enum(['performer', 'estate', 'union', 'guardian']).optional(),
    uses: words(500).describe('What is agreed to'),
    titles: z.array(words(200)).max(100).optional(),
    territories: z.array(words(50)).max(300).optional(),
    media: z.array(words(100)).max(100).optional(),
    training: z.boolean().optional(),
    signed: words(40).describe('The day it was signed; it holds for work made after it'),
    until: words(40).optional(),
    document,
  })
  .meta({ id: 'ConsentRequest' });

const endBody = z
  .strictObject({ state: z.enum(['suspended', 'withdrawn']), document: document.optional() })
  .meta({ id: 'ConsentEndRequest' });

/** Consents of performers, estates, unions and guardians. */
export const consentRoutes: readonly Route[] = [
  listPapers('listConsents', '/consents', 'consent', 'Consents as they stand, oldest first'),
  route({
    id: 'recordConsent',
    method: 'post',
    path: '/consents',
    summary: 'Record a consent to a use of a voice or likeness',
    params: none,
    query: none,
    body: consentBody,
    bodyBytes: DOCUMENT_BODY_BYTES,
    replies: recordReplies('consent'),
    handle: async ({ body, account }, context) => {
      const runtime = actingAs(context.runtime, account);
      return recordReply(runtime, await recordConsent(runtime, body));
    },
  }),
  route({
    id: 'endConsent',
    method: 'post',
    path: '/consents/{id}/end',
    summary: 'End a consent for a time or for ever; it stays readable',
    params: idParams,
    query: none,
    body: endBody,
    bodyBytes: DOCUMENT_BODY_BYTES,
    replies: recordReplies('consent'),
    handle: async ({ params, body, account }, context) => {
      const runtime = actingAs(context.runtime, account);
      return recordReply(runtime, await endConsent(runtime, params.id, body.state, body.document));
    },
  }),
];
