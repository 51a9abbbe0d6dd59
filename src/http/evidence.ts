import { z } from 'zod';
import { attachEvidence, previewEvidence } from '../records/evidence.ts';
import { actingAs } from './acting-as.ts';
import { aboutFilesReplies, choiceFields, choiceOf, listPapers, recordAboutFiles } from './paper-routes.ts';
import { DOCUMENT_BODY_BYTES, document, none, words } from './request-schemas.ts';
import { type Route, route } from './route.ts';

const evidenceBody = z
  .strictObject({
    ...choiceFields,
    type: words(100).describe('EV-LEGAL-REVIEW, or short: legal-review'),
    document,
    issuedBy: words(200).optional(),
    issued: words(40).optional(),
    expires: words(40).optional(),
    subject: words(500).optional().describe('The input a clearance names, or the performer it is about'),
    tool: words(200).optional(),
  })
  .meta({ id: 'EvidenceRequest' });

/** Proofs that use cases need. */
export const evidenceRoutes: readonly Route[] = [
  listPapers('listEvidence', '/evidence', 'evidence', 'Proofs that were attached, oldest first'),
  route({
    id: 'attachEvidence',
    method: 'post',
    path: '/evidence',
    summary: 'Attach a proof a use case needs',
    params: none,
    query: none,
    body: evidenceBody,
    bodyBytes: DOCUMENT_BODY_BYTES,
    replies: aboutFilesReplies('evidence'),
    handle: async ({ body, account }, context) => {
      const runtime = actingAs(context.runtime, account);
      const request = { ...body, ...choiceOf(runtime, body), confirmed: true };
      const seen = await previewEvidence(runtime, request);
      return recordAboutFiles(runtime, body, seen, () => attachEvidence(runtime, request, seen));
    },
  }),
];
