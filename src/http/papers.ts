import { z } from 'zod';
import { ProvgateError } from '../domain/errors.ts';
import { attachment } from './attachment.ts';
import { noBody, none } from './request-schemas.ts';
import { type Route, route } from './route.ts';

/** Documents of papers. */
export const paperRoutes: readonly Route[] = [
  route({
    id: 'showPaperDocument',
    method: 'get',
    path: '/papers/{id}/documents/{number}',
    summary: 'A document of a notice, consent, proof, waiver or other paper, as an attachment',
    params: z.strictObject({
      id: z.string().min(1).max(500),
      number: z.coerce.number().int().min(1).max(1000).describe('Its place among `documents`, from 1'),
    }),
    query: none,
    body: noBody,
    replies: { 200: { description: 'Its bytes', type: 'application/octet-stream' } },
    handle: async ({ params }, { runtime: { registry } }) => {
      const stored = (await registry.papers.byId(params.id))?.documents[params.number - 1];
      if (stored === undefined)
        throw new ProvgateError(
          'not-found',
          'There is no paper with this id, or it has no such document.',
          'Take the id from a listing, and count its documents from 1.',
        );
      const bytes = await registry.approvals.document(stored);
      if (bytes !== undefined) return attachment(stored.name, bytes);
      throw new ProvgateError(
        'could-not-read',
        'This document is missing or altered; until it is back, its paper does not count.',
        'Restore the state folder from a backup.',
      );
    },
  }),
];
